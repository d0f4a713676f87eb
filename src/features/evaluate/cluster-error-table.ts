import type { ClusterErrorColumns } from '../../core/evaluation/cluster-error-columns';
import type { PlannedTable } from '../../core/export/planned-table';

/** All differences as a table to save, one row of the table a line; a line is made when it is written. */
export function clusterErrorExport(errors: ClusterErrorColumns, textOf: (row: number) => string): PlannedTable {
  const { partStarts, rowStarts, rows, isJoined } = errors;
  const partOf = placeReader(rowStarts);
  const errorOf = placeReader(partStarts);
  const column = (name: string, text: (at: number) => string) => ({ name, text });
  return {
    columns: [
      column('difference', (at) => String(errorOf(partOf(at)) + 1)),
      column('kind', (at) => (isJoined[errorOf(partOf(at))] === 1 ? 'joined' : 'parted')),
      column('part', (at) => String(partOf(at) - partStarts[errorOf(partOf(at))]! + 1)),
      column('row', (at) => String(rows[at]! + 1)),
      column('text', (at) => textOf(rows[at]!)),
    ],
    rowCount: rows.length,
  };
}

/** The stretch in which a place is, places being asked for in ascending order. */
function placeReader(starts: Uint32Array): (at: number) => number {
  let stretch = 0;
  return (at) => {
    if (at < starts[stretch]!) stretch = 0;
    while (at >= starts[stretch + 1]!) stretch++;
    return stretch;
  };
}
