import { useState } from 'react';
import { Field, Input } from '../../ui/Field';

/** A text that takes effect when the field is left or Enter is pressed. */
export function DraftField(props: {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly isDisabled: boolean;
  readonly onChange: (value: string) => void;
}) {
  const { value, onChange } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const commit = (): void => {
    setTyped(null);
    if (typed !== null && typed !== value) onChange(typed);
  };
  return (
    <Field label={props.label} hint={props.hint}>
      <Input
        type="text"
        value={typed ?? value}
        disabled={props.isDisabled}
        spellCheck={false}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
        }}
      />
    </Field>
  );
}
