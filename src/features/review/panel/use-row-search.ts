import { useEffect, useMemo, useState } from 'react';
import type { Dataset } from '../../../core/model/types';
import { runInPortions } from '../../../ui/in-portions';
import { findRows } from '../queue/row-text';

/** Tables that are looked through at once, between two frames. */
const ROWS_AT_ONCE = 3000;

interface Found {
  readonly dataset: Dataset;
  readonly folded: string;
  readonly rows: Uint8Array;
}

/**
 * Which rows hold a folded text: 1 for each that does; null where nothing is looked for, and until a first search of a large table is
 * done. While a large one is looked through, what was found last stays.
 */
export function useRowSearch(dataset: Dataset, folded: string): Uint8Array | null {
  const [known, setKnown] = useState<Found | null>(null);
  const isSmall = dataset.rowCount <= ROWS_AT_ONCE;
  const small = useMemo(
    () => (isSmall && folded !== '' ? lastOf(findRows(dataset, folded, null)) : null),
    [dataset, folded, isSmall],
  );
  const isKnown = folded === '' || isSmall || (known?.dataset === dataset && known.folded === folded);
  useEffect(() => {
    if (isKnown) return;
    const isNarrower = known?.dataset === dataset && folded.includes(known.folded);
    const search = findRows(dataset, folded, isNarrower ? known.rows : null);
    return runInPortions(search, (rows) => setKnown({ dataset, folded, rows }));
  }, [dataset, folded, isKnown, known]);
  if (folded === '') return null;
  return isSmall ? small : known?.dataset === dataset ? known.rows : null;
}

function lastOf<T>(steps: Generator<void, T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
