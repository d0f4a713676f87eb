import { useEffect, useMemo, useState } from 'react';
import type { Dataset } from '../../../core/model/types';
import { columnIndex } from '../../../core/table/cells';
import { findEqualRows } from '../../../core/table/equal-rows';
import { runInPortions } from '../../../ui/in-portions';

/** Not for records that are only passed by. */
const WAIT_MS = 150;

const NO_ROWS: Uint32Array = new Uint32Array();

/** Rows with exactly the compared cells of the record on screen, itself among them; none until they are found. */
export function useEqualRows(dataset: Dataset, on: readonly string[], row: number): Uint32Array {
  const [found, setFound] = useState<{ dataset: Dataset; row: number; rows: Uint32Array }>({ dataset, row: -1, rows: NO_ROWS });
  const columns = useMemo(() => on.map((name) => columnIndex(dataset, name)), [dataset, on]);
  useEffect(
    () => runInPortions(findEqualRows(dataset, columns, row), (rows) => setFound({ dataset, row, rows }), WAIT_MS),
    [dataset, columns, row],
  );
  return found.row === row && found.dataset === dataset ? found.rows : NO_ROWS;
}
