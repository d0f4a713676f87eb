import { AppError } from '../model/errors';
import type { Column, Dataset } from '../model/types';

/** What is known of a table beside its cells. */
export type TableHead = Omit<Dataset, 'values'>;

/** A table out of its columns, each of `head.rowCount` cells. */
export const tableOfColumns = (head: TableHead, columns: readonly (readonly string[])[]): Dataset => ({
  ...head,
  values: columns,
});

/** A table without its cells. */
export function headOf(dataset: Dataset): TableHead {
  const { values: _, ...head } = dataset;
  return head;
}

/** The place of a column, −1 where no column has this name. */
export const columnIndex = (dataset: { readonly columns: readonly Column[] }, name: string | null): number =>
  dataset.columns.findIndex((column) => column.name === name);

/** One cell; `''` where the table has no such column or row. */
export const cellAt = (dataset: Dataset, column: number, row: number): string => dataset.values[column]?.[row] ?? '';

/** The cells of one row, one a column. */
export const rowAt = (dataset: Dataset, row: number): string[] =>
  dataset.columns.map((_, column) => cellAt(dataset, column, row));

/** All cells of a column, empty where the table has no such column. O(rows): not on the page. */
export const columnCells = (dataset: Dataset, column: number): readonly string[] => dataset.values[column] ?? [];

/** The first `count` cells of a column, fewer where the table has fewer rows. */
export const firstCells = (dataset: Dataset, column: number, count: number): readonly string[] =>
  dataset.values[column]?.slice(0, count) ?? [];

/** All cells of the column of this name. O(rows): not on the page. @throws AppError `input/unknown-column` */
export function cellsNamed(dataset: Dataset, name: string): readonly string[] {
  const column = columnIndex(dataset, name);
  if (column < 0) throw new AppError('input/unknown-column', { column: name, file: dataset.source.fileName });
  return columnCells(dataset, column);
}

/** Reads the cells of a column one by one; quick where the rows asked for ascend. `''` where there is no such column or row. */
export const cellReader =
  (dataset: Dataset, column: number): ((row: number) => string) =>
  (row) =>
    cellAt(dataset, column, row);

/** The cells of all columns, `[column][row]`. O(cells): not on the page. */
export const allCells = (dataset: Dataset): (readonly string[])[] =>
  dataset.columns.map((_, column) => columnCells(dataset, column));

/** A table of only these columns, in this order. The fingerprint stays that of the whole table. */
export const pickColumns = (dataset: Dataset, columns: readonly number[]): Dataset => ({
  ...dataset,
  columns: columns.map((column) => dataset.columns[column]!),
  values: columns.map((column) => dataset.values[column]!),
});

/** A table of only these rows, in this order. The fingerprint stays that of the whole table. O(rows taken × columns). */
export const takeRows = (dataset: Dataset, rows: ArrayLike<number>): Dataset => ({
  ...dataset,
  rowCount: rows.length,
  values: dataset.values.map((cells) => Array.from(rows, (row) => cells[row]!)),
});

/** The first rows of a table, at most `count`. The fingerprint stays that of the whole table. */
export const firstRows = (dataset: Dataset, count: number): Dataset =>
  dataset.rowCount <= count
    ? dataset
    : { ...dataset, rowCount: count, values: dataset.values.map((cells) => cells.slice(0, count)) };
