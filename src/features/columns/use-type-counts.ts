import { useEffect, useState } from 'react';
import { createPacer } from '../../core/model/turns';
import type { Dataset } from '../../core/model/types';
import { cellReader, columnIndex } from '../../core/table/cells';

export type TypeCounts = readonly (readonly [type: string, count: number])[];

/** Of the page's time without a break, in ms. */
const STEP_MS = 12;
const ROWS_A_LOOK = 1000;

/**
 * Distinct filled values of a column with their number of rows, most frequent first; `too-many` where there are more than `most`, null
 * until that is known. Counted in steps that leave the page awake.
 */
export function useTypeCounts(dataset: Dataset, column: string | null, most: number): TypeCounts | 'too-many' | null {
  const [known, setKnown] = useState<{ dataset: Dataset; column: string | null; counts: TypeCounts | 'too-many' } | null>(null);
  const isKnown = known?.dataset === dataset && known.column === column;
  useEffect(() => {
    if (isKnown) return;
    let isWanted = true;
    void countTypes(dataset, column, most, () => isWanted).then((counts) => {
      if (isWanted && counts) setKnown({ dataset, column, counts });
    });
    return () => {
      isWanted = false;
    };
  }, [dataset, column, most, isKnown]);
  return isKnown ? known.counts : null;
}

async function countTypes(
  dataset: Dataset,
  column: string | null,
  most: number,
  isWanted: () => boolean,
): Promise<TypeCounts | 'too-many' | null> {
  const at = columnIndex(dataset, column);
  if (at < 0) return [];
  const cellOf = cellReader(dataset, at);
  const pause = createPacer(STEP_MS);
  const counts = new Map<string, number>();
  for (let row = 0; row < dataset.rowCount; row++) {
    if (row % ROWS_A_LOOK === 0) {
      await pause();
      if (!isWanted()) return null;
    }
    const type = cellOf(row).trim();
    if (type === '') continue;
    counts.set(type, (counts.get(type) ?? 0) + 1);
    if (counts.size > most) return 'too-many';
  }
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}
