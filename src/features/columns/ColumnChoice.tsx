import { useTranslation } from 'react-i18next';
import type { Dataset } from '../../core/model/types';
import { Select } from '../../ui/Field';
import styles from './ColumnChoice.module.css';
import { sampleValues } from './samples';

/** A column of one table, with sample values. `column` null is a line whose other side stands alone. */
export function ColumnChoice(props: {
  readonly label: string;
  readonly dataset: Dataset;
  readonly column: string | null;
  readonly isDisabled: boolean;
  readonly onChoose: (column: string) => void;
}) {
  const { t } = useTranslation();
  const { dataset, column } = props;
  const choices = dataset.columns.map(({ name }) => ({ value: `=${name}`, label: name }));
  return (
    <div className={styles.side}>
      <Select
        aria-label={props.label}
        disabled={props.isDisabled}
        value={column === null ? '' : `=${column}`}
        choices={column === null ? [{ value: '', label: t('setUp.alone') }, ...choices] : choices}
        onChoose={(value) => value !== '' && props.onChoose(value.slice(1))}
      />
      {column === null ? null : (
        <p className={styles.samples} dir="auto">
          {sampleValues(dataset, column).join(' · ') || t('common.empty')}
        </p>
      )}
    </div>
  );
}
