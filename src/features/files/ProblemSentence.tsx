import { useTranslation } from 'react-i18next';
import type { Dataset, RowProblem } from '../../core/model/types';
import { useFormats } from '../../ui/format';
import styles from './ProblemSentence.module.css';

const ROWS_NAMED = 3;

/** Odd rows, counted and named by the row numbers that a spreadsheet program shows. */
export function ProblemSentence({ dataset }: { readonly dataset: Dataset }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const count = dataset.source.problemCount;
  if (count === 0) return <p className={styles.fine}>{t('files.noProblems')}</p>;

  const byKind = new Map<RowProblem['code'], number[]>();
  for (const { code, fileRow } of dataset.problems) byKind.set(code, [...(byKind.get(code) ?? []), fileRow]);
  const details = [...byKind].map(([code, rows]) => {
    const named = rows.slice(0, ROWS_NAMED).map(number).join(', ');
    const kind = t(`files.problemKinds.${code}`);
    return t('files.problemRows', { kind, rows: rows.length > ROWS_NAMED ? `${named} …` : named });
  });
  return <p className={styles.odd}>{t('files.problems', { count, formatted: number(count), details: details.join('; ') })}</p>;
}
