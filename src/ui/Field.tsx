import type { ComponentPropsWithRef, ReactNode } from 'react';
import styles from './Field.module.css';

/** A label above its control; `mark` stands beside the label and is no part of it. */
export function Field(props: {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly mark?: ReactNode;
  readonly children: ReactNode;
}) {
  const field = (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child.
    <label className={styles.field}>
      <span className={styles.label}>{props.label}</span>
      {props.children}
      {props.hint ? <span className={styles.hint}>{props.hint}</span> : null}
    </label>
  );
  if (!props.mark) return field;
  return (
    <div className={styles.marked}>
      {field}
      {props.mark}
    </div>
  );
}

export interface Choice {
  readonly value: string;
  readonly label: string;
  /** Shown, but not to be chosen. */
  readonly isDisabled?: boolean;
}

interface SelectProps extends Omit<ComponentPropsWithRef<'select'>, 'onChange'> {
  readonly choices: readonly Choice[];
  readonly onChoose: (value: string) => void;
}

export function Select({ choices, onChoose, className, ...rest }: SelectProps) {
  return (
    <select
      {...rest}
      className={[styles.select, className].filter(Boolean).join(' ')}
      onChange={(event) => onChoose(event.target.value)}
    >
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value} disabled={choice.isDisabled}>
          {choice.label}
        </option>
      ))}
    </select>
  );
}

export function Input({ className, ...rest }: ComponentPropsWithRef<'input'>) {
  return <input {...rest} className={[styles.input, className].filter(Boolean).join(' ')} />;
}
