import styles from './Llm.module.css';

/** Which columns of a table are sent: none but those that are ticked. */
export function ColumnChecks(props: {
  readonly legend: string;
  readonly columns: readonly string[];
  readonly chosen: readonly string[];
  readonly isDisabled: boolean;
  readonly onChange: (chosen: readonly string[]) => void;
}) {
  const { columns, chosen, onChange } = props;
  return (
    <fieldset className={styles.checks} disabled={props.isDisabled}>
      <legend>{props.legend}</legend>
      {columns.map((name) => (
        <label key={name}>
          <input
            type="checkbox"
            checked={chosen.includes(name)}
            onChange={(event) =>
              // In the order of the table, whatever was ticked first.
              onChange(columns.filter((column) => (column === name ? event.target.checked : chosen.includes(column))))
            }
          />
          <bdi>{name}</bdi>
        </label>
      ))}
    </fieldset>
  );
}
