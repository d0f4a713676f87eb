import { useTranslation } from 'react-i18next';
import { useFormats } from '../../ui/format';
import styles from './ClassifyPage.module.css';
import type { countRows, RowFilter } from './sorted-rows';

/** How many rows each category has. Pressing one shows its rows. */
export function ClassCounts(props: {
  readonly counts: ReturnType<typeof countRows>;
  readonly filter: RowFilter;
  readonly onFilter: (filter: RowFilter) => void;
}) {
  const { counts, filter, onFilter } = props;
  const { t } = useTranslation();
  const { number } = useFormats();
  const line = (name: string, count: number, own: RowFilter, isShown: boolean) => (
    <li key={`${own.kind} ${name}`}>
      <button
        type="button"
        className={styles.count}
        aria-pressed={isShown}
        onClick={() => onFilter(isShown ? { kind: 'all' } : own)}
      >
        <span dir="auto">{name}</span> <strong>{number(count)}</strong>
      </button>
    </li>
  );
  return (
    <ul className={styles.counts} aria-label={t('classifying.counts')}>
      {counts.classes.map(({ label, count }) =>
        line(label, count, { kind: 'class', label }, filter.kind === 'class' && filter.label === label),
      )}
      {counts.abstained > 0
        ? line(t('classifying.sources.abstained'), counts.abstained, { kind: 'abstained' }, filter.kind === 'abstained')
        : null}
      {counts.empty > 0 ? line(t('classifying.sources.empty'), counts.empty, { kind: 'empty' }, filter.kind === 'empty') : null}
    </ul>
  );
}
