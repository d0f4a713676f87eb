import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Dataset, Sides } from '../../core/model/types';
import { rowText } from '../../core/table/row-text';
import type { ReviewState } from '../../session/contract';
import { useFormats } from '../../ui/format';
import styles from './ThresholdPanel.module.css';
import type { LineView } from './use-line';

interface LineExamplesProps {
  readonly view: LineView;
  readonly tables: Sides<Dataset>;
  readonly review: ReviewState;
}

/** The pairs just above and just below the line: whether they are right says whether it lies well. */
export function LineExamples({ view, tables, review }: LineExamplesProps) {
  const { t } = useTranslation();
  const { number, score } = useFormats();
  const { on } = review.settings;
  const left = useMemo(() => rowText(tables.left, on.left), [tables, on]);
  const right = useMemo(() => rowText(tables.right, on.right), [tables, on]);
  const rowsOf = (rows: readonly number[]) =>
    rows.map((row) => (
      <tr key={row}>
        <td>{score(view.scores[row]!)}</td>
        <td dir="auto">
          <Link href={`/review?row=${row + 1}`} aria-label={t('threshold.examples.open', { row: number(row + 1) })}>
            {left(row) || t('threshold.examples.empty')}
          </Link>
        </td>
        <td dir="auto">{right(view.rights[row]!)}</td>
        <td>{t(`review.statuses.${review.book.statusOf(row)}`)}</td>
      </tr>
    ));
  return (
    <div className={styles.scroll}>
      <table className={styles.examples}>
        <caption className={styles.caption}>{t('threshold.examples.title')}</caption>
        <thead>
          <tr>
            {(['score', 'left', 'right', 'decision'] as const).map((head) => (
              <th key={head} scope="col">
                {t(`threshold.examples.heads.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{rowsOf([...view.above].reverse())}</tbody>
        <tbody className={styles.under}>{rowsOf([...view.below])}</tbody>
      </table>
    </div>
  );
}
