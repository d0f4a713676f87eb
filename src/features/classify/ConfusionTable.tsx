import { useTranslation } from 'react-i18next';
import { useFormats } from '../../ui/format';
import styles from './ClassifyPage.module.css';
import type { RowFilter } from './sorted-rows';

/** Steps of shading, by the share of the row. */
const SHADES = 4;

/** What rows are, against what the model says of them. Every number opens its rows. */
export function ConfusionTable(props: {
  readonly labels: readonly string[];
  readonly confusion: readonly (readonly number[])[];
  readonly filter: RowFilter;
  readonly onFilter: (filter: RowFilter) => void;
}) {
  const { labels, confusion, filter, onFilter } = props;
  const { t } = useTranslation();
  const { number } = useFormats();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard.
    <section className={styles.scroll} tabIndex={0} aria-label={t('classifying.confusion')}>
      <table className={styles.table}>
        <caption className={styles.caption}>{t('classifying.confusionHint')}</caption>
        <thead>
          <tr>
            <td />
            {labels.map((label) => (
              <th key={label} scope="col" dir="auto">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {confusion.map((cells, given) => {
            const total = cells.reduce((sum, count) => sum + count, 0);
            return (
              <tr key={labels[given]}>
                <th scope="row" dir="auto">
                  {labels[given]}
                </th>
                {cells.map((count, predicted) => {
                  const isShown = filter.kind === 'cell' && filter.given === given && filter.predicted === predicted;
                  return (
                    <td key={labels[predicted]} className={styles.cell}>
                      <button
                        type="button"
                        className={given === predicted ? styles.right : styles.wrong}
                        data-shade={total === 0 ? 0 : Math.ceil((SHADES * count) / total)}
                        aria-pressed={isShown}
                        disabled={count === 0}
                        aria-label={t('classifying.confusionCell', {
                          count: number(count),
                          given: labels[given],
                          predicted: labels[predicted],
                        })}
                        onClick={() => onFilter(isShown ? { kind: 'all' } : { kind: 'cell', given, predicted })}
                      >
                        {number(count)}
                      </button>
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
