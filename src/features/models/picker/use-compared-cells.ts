import { useMemo } from 'react';
import type { Dataset, Sides } from '../../../core/model/types';
import { columnIndex, firstCells } from '../../../core/table/cells';
import { useSessionState } from '../../../session/react';

/** As many rows say enough of the language and the script of a column. */
const LOOKED_AT = 100;

/** The first cells of the columns that are compared, column by column, of each side; of one table the same twice. */
export function useComparedCells(): Sides<readonly string[]> {
  const { sides, cleaned, project } = useSessionState();
  const on = project?.settings.on;
  const isWithin = project?.settings.task === 'deduplicate';
  const left = cleaned.left.table?.shown ?? (sides.left.status === 'ready' ? sides.left.dataset : null);
  const right = cleaned.right.table?.shown ?? (sides.right.status === 'ready' ? sides.right.dataset : null);
  return useMemo(() => {
    const cells = cellsOf(left, on?.left ?? []);
    return { left: cells, right: isWithin ? cells : cellsOf(right, on?.right ?? []) };
  }, [left, right, on, isWithin]);
}

const cellsOf = (dataset: Dataset | null, columns: readonly string[]): readonly string[] =>
  dataset ? columns.flatMap((name) => firstCells(dataset, columnIndex(dataset, name), LOOKED_AT)) : [];
