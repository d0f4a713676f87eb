import type { CellColumn, Dataset } from '../model/types';
import { columnOfTexts } from '../table/column-writer';
import { createCursor } from './cell-cursor';
import type { ListedTable } from './export-table';

/** In place of a row: the cell is empty. */
export const NO_ROW = 0xffffffff;

/**
 * One column of a table to be written: cells of a table as they are stored, in the order of `rows` (`NO_ROW` for an empty cell; null:
 * all, in their own order), or text that is made when it is asked for.
 */
export type PlannedColumn = { readonly name: string } & (
  | { readonly cells: CellColumn; readonly rows: Uint32Array | null }
  | { readonly text: (row: number) => string }
);

/** A table to be written. Nothing of its cells is copied before, so that a plan costs a few bytes a row. */
export interface PlannedTable {
  readonly columns: readonly PlannedColumn[];
  readonly rowCount: number;
}

/** The columns of a dataset under other names, the rows in another order. */
export const plannedCells = (dataset: Dataset, names: readonly string[], rows: Uint32Array | null): readonly PlannedColumn[] =>
  dataset.cells.map((cells, column) => ({ name: names[column]!, cells, rows }));

/** A table of texts. O(characters). */
export const planRows = ({ columns, rows }: ListedTable): PlannedTable => ({
  columns: columns.map((name, column) => ({ name, cells: columnOfTexts(rows.map((row) => row[column]!)), rows: null })),
  rowCount: rows.length,
});

/** All rows of a plan at once. For tests and small tables. */
export function listTable({ columns, rowCount }: PlannedTable): ListedTable {
  const cursors = columns.map((column) => createCursor(column));
  return {
    columns: columns.map(({ name }) => name),
    rows: Array.from({ length: rowCount }, (_, row) =>
      cursors.map((cursor) => {
        cursor.move(row);
        return cursor.text();
      }),
    ),
  };
}
