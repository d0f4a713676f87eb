import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { decisionsOn, NO_SORTING } from '../../core/classify/stored-sorting';
import type { Dataset } from '../../core/model/types';
import { useSessionState } from '../../session/react';
import { AbstainPanel } from './AbstainPanel';
import { ClassCounts } from './ClassCounts';
import styles from './ClassifyPage.module.css';
import { FiguresSection } from './FiguresSection';
import { ReviewQueue } from './ReviewQueue';
import { RowList } from './RowList';
import { SaveSection } from './SaveSection';
import { countRows, type RowFilter, type Sorting } from './sorted-rows';

const ALL: RowFilter = { kind: 'all' };

/** What sorting found, or what was decided before where nothing is sorted yet. */
export function Results({ table }: { readonly table: Dataset }) {
  const { t } = useTranslation();
  const stored = useSessionState((state) => state.project?.sorting) ?? NO_SORTING;
  const sorted = useSessionState((state) => state.sorting.sorted);
  const [filter, setFilter] = useState<RowFilter>(ALL);
  const decisions = useMemo(() => decisionsOn(stored, table.fingerprint), [stored, table.fingerprint]);
  const { abstainBelow } = stored;
  const sorting = useMemo<Sorting | null>(
    () => (sorted?.table === table.fingerprint ? { sorted, decisions, abstainBelow } : null),
    [sorted, decisions, abstainBelow, table.fingerprint],
  );
  const counts = useMemo(() => sorting && countRows(sorting), [sorting]);
  if (!sorting || !counts) {
    return decisions.size > 0 ? (
      <p className={styles.muted}>{t('classifying.kept', { count: decisions.size, formatted: decisions.size })}</p>
    ) : null;
  }
  const { trained, way } = sorting.sorted;
  return (
    <>
      <section className={styles.section} aria-labelledby="classify-counts">
        <h2 id="classify-counts">{t('classifying.found')}</h2>
        {trained || way === 'classifier' ? null : <p className={styles.note}>{t('classifying.namesOnly')}</p>}
        <ClassCounts counts={counts} filter={filter} onFilter={setFilter} />
      </section>
      {sorting.sorted.classifier ? <AbstainPanel sorting={sorting} classifier={sorting.sorted.classifier} /> : null}
      <ReviewQueue key={sorting.sorted.table} sorting={sorting} table={table} />
      <RowList sorting={sorting} table={table} filter={filter} onFilter={setFilter} />
      {trained ? <FiguresSection sorted={sorting.sorted} report={trained.report} filter={filter} onFilter={setFilter} /> : null}
      <SaveSection sorting={sorting} table={table} />
    </>
  );
}
