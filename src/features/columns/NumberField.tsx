import { useState } from 'react';
import { Field, Input } from '../../ui/Field';
import styles from './NumberField.module.css';

/** A number that takes effect when the field is left or Enter is pressed; what is out of range is put back. */
export function NumberField(props: {
  readonly label: string;
  readonly hint?: string;
  /** null shows an empty field, where `onEmpty` allows one. */
  readonly value: number | null;
  readonly min: number;
  readonly max?: number;
  readonly isWhole: boolean;
  readonly isDisabled: boolean;
  readonly placeholder?: string;
  readonly onChange: (value: number) => void;
  readonly onEmpty?: () => void;
}) {
  const { value, min, max, isWhole, onChange, onEmpty } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const commit = () => {
    setTyped(null);
    if (typed === null) return;
    if (typed.trim() === '') return onEmpty?.();
    const number = isWhole ? Math.round(Number(typed)) : Number(typed);
    if (number >= min && number <= (max ?? Number.MAX_SAFE_INTEGER)) onChange(number);
  };
  return (
    <Field label={props.label} hint={props.hint}>
      <Input
        type="number"
        inputMode={isWhole ? 'numeric' : 'decimal'}
        min={min}
        max={max}
        step={isWhole ? 1 : 'any'}
        className={styles.number}
        disabled={props.isDisabled}
        placeholder={props.placeholder}
        value={typed ?? value ?? ''}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => event.key === 'Enter' && commit()}
      />
    </Field>
  );
}
