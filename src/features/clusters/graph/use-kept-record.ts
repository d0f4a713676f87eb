import { useMemo } from 'react';
import { createGoldenRecords } from '../../../core/clusters/golden-record';
import type { Dataset } from '../../../core/model/types';
import { cellAt, columnIndex } from '../../../core/table/cells';
import type { ClusterReview } from '../../../session/contract';

/** The kept record of a cluster: the row that gives it most of its cells, ties to the lower row, and its compared cells in one line. */
export function useKeptRecord(dataset: Dataset, review: ClusterReview, rows: Uint32Array) {
  const { on, settings } = review;
  // Reads every date of the table where the newest cell is kept.
  const keep = useMemo(() => createGoldenRecords(dataset, settings.golden), [dataset, settings.golden]);
  return useMemo(() => {
    const sources = keep(rows);
    const counts = new Map<number, number>();
    for (const row of sources) counts.set(row, (counts.get(row) ?? 0) + 1);
    const [best] = [...counts].sort(([a, first], [b, second]) => second - first || a - b);
    const text = on
      .map((name) => columnIndex(dataset, name))
      .filter((column) => column >= 0)
      .map((column) => cellAt(dataset, column, sources[column]!).trim())
      .filter((cell) => cell !== '')
      .join(' · ');
    return { row: best?.[0] ?? null, text };
  }, [dataset, on, keep, rows]);
}
