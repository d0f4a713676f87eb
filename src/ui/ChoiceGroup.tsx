import { useId } from 'react';
import styles from './ChoiceGroup.module.css';

interface ChoiceGroupProps<T extends string> {
  readonly legend: string;
  readonly value: T;
  readonly choices: readonly {
    readonly value: T;
    readonly label: string;
    readonly text?: string;
    readonly aside?: string | null;
  }[];
  readonly onChange: (value: T) => void;
}

/** Radio buttons below a heading. */
export function ChoiceGroup<T extends string>({ legend, value, choices, onChange }: ChoiceGroupProps<T>) {
  const id = useId();
  return (
    <fieldset>
      <legend className={styles.legend}>{legend}</legend>
      <div className={styles.choices}>
        {choices.map((choice) => (
          <label key={choice.value} className={styles.choice}>
            <input
              type="radio"
              name={id}
              value={choice.value}
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
            />
            <span className={styles.words}>
              <span className={styles.label}>{choice.label}</span>
              {choice.text ? <span className={styles.text}>{choice.text}</span> : null}
            </span>
            {choice.aside ? <span className={styles.aside}>{choice.aside}</span> : null}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
