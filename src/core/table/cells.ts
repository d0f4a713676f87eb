import { AppError } from '../model/errors';
import type { CellColumn, Column, Dataset } from '../model/types';
import { readText, tryStrict, utf16Length } from './cell-bytes';
import { columnOfTexts } from './column-writer';

/** What is known of a table beside its cells and what they say. */
export type TableHead = Omit<Dataset, 'cells' | 'sketch'>;

/** Bytes decoded at once: enough to be quick, and little that a cell kept for long keeps alive. */
const BLOCK_BYTES = 1 << 16;
const BLOCK_ROWS = 256;

/** A table out of the texts of its columns, each of `head.rowCount` cells. O(characters). */
export const tableOfColumns = (head: TableHead, columns: readonly (readonly string[])[]): Dataset => ({
  ...head,
  cells: columns.map(columnOfTexts),
});

/** A table without its cells. */
export function headOf(dataset: Dataset): TableHead {
  const { cells: _, sketch: __, ...head } = dataset;
  return head;
}

/** The place of a column, −1 where no column has this name. */
export const columnIndex = (dataset: { readonly columns: readonly Column[] }, name: string | null): number =>
  dataset.columns.findIndex((column) => column.name === name);

/** One cell; `''` where the table has no such column or row. */
export function cellAt(dataset: Dataset, column: number, row: number): string {
  const cells = dataset.cells[column];
  return cells && row >= 0 && row < cells.ends.length ? textOf(cells, row) : '';
}

/** The cells of one row, one a column. */
export const rowAt = (dataset: Dataset, row: number): string[] =>
  dataset.columns.map((_, column) => cellAt(dataset, column, row));

/** All cells of a column, empty where the table has no such column. O(bytes): not on the page. */
export function columnCells(dataset: Dataset, column: number): readonly string[] {
  const cells = dataset.cells[column];
  return cells ? cellsOf(cells) : [];
}

/** All cells of a column on its own. O(bytes): not on the page. */
export const cellsOf = (column: CellColumn): readonly string[] => decodeCells(column, 0, column.ends.length);

/** The first `count` cells of a column, fewer where the table has fewer rows. */
export function firstCells(dataset: Dataset, column: number, count: number): readonly string[] {
  const cells = dataset.cells[column];
  return cells ? decodeCells(cells, 0, Math.min(count, cells.ends.length)) : [];
}

/** All cells of the column of this name. O(bytes): not on the page. @throws AppError `input/unknown-column` */
export function cellsNamed(dataset: Dataset, name: string): readonly string[] {
  const column = columnIndex(dataset, name);
  if (column < 0) throw new AppError('input/unknown-column', { column: name, file: dataset.source.fileName });
  return columnCells(dataset, column);
}

/** Reads the cells of a column one by one; quick where the rows asked for ascend. `''` where there is no such column or row. */
export function cellReader(dataset: Dataset, column: number): (row: number) => string {
  const cells = dataset.cells[column];
  if (!cells) return () => '';
  const count = cells.ends.length;
  let block: readonly string[] = [];
  let first = 0;
  let last = -1;
  return (row) => {
    const known = block[row - first];
    if (known !== undefined) {
      last = row;
      return known;
    }
    if (!(row >= 0 && row < count)) return '';
    const isNext = row > last && row - last <= BLOCK_ROWS;
    last = row;
    if (!isNext) return textOf(cells, row);
    block = decodeCells(cells, row, Math.min(count, row + BLOCK_ROWS));
    first = row;
    return block[0]!;
  };
}

/** The cells of all columns, `[column][row]`. O(bytes): not on the page. */
export const allCells = (dataset: Dataset): (readonly string[])[] =>
  dataset.columns.map((_, column) => columnCells(dataset, column));

/** A table of only these columns, in this order. The fingerprint stays that of the whole table. */
export const pickColumns = (dataset: Dataset, columns: readonly number[]): Dataset => ({
  ...headOf(dataset),
  columns: columns.map((column) => dataset.columns[column]!),
  cells: columns.map((column) => dataset.cells[column]!),
});

/** A table of only these rows, in this order. The fingerprint stays that of the whole table. O(rows taken × columns + their bytes). */
export const takeRows = (dataset: Dataset, rows: ArrayLike<number>): Dataset => ({
  ...headOf(dataset),
  rowCount: rows.length,
  cells: dataset.cells.map((cells) => takeCells(cells, rows)),
});

/** The first rows of a table, at most `count`. The fingerprint stays that of the whole table. */
export function firstRows(dataset: Dataset, count: number): Dataset {
  if (dataset.rowCount <= count) return dataset;
  const cells = dataset.cells.map(({ bytes, ends }) => ({
    bytes: bytes.slice(0, count === 0 ? 0 : ends[count - 1]!),
    ends: ends.slice(0, count),
  }));
  return { ...headOf(dataset), rowCount: count, cells };
}

/** Where cell `row` begins. */
export const startOf = ({ ends }: CellColumn, row: number): number => (row === 0 ? 0 : ends[row - 1]!);

const textOf = (cells: CellColumn, row: number): string => readText(cells.bytes, startOf(cells, row), cells.ends[row]!);

function takeCells(cells: CellColumn, rows: ArrayLike<number>): CellColumn {
  const ends = new Uint32Array(rows.length);
  let total = 0;
  for (let at = 0; at < rows.length; at++) {
    total += cells.ends[rows[at]!]! - startOf(cells, rows[at]!);
    ends[at] = total;
  }
  const bytes = new Uint8Array(total);
  let to = 0;
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!;
    const end = cells.ends[row]!;
    for (let from = startOf(cells, row); from < end; from++) bytes[to++] = cells.bytes[from]!;
  }
  return { bytes, ends };
}

/** Rows `from` … `to` − 1 of a column, decoded in blocks: a call of the decoder costs more than a cell. */
function decodeCells(cells: CellColumn, from: number, to: number): string[] {
  const { bytes, ends } = cells;
  const texts: string[] = [];
  for (let row = from; row < to; ) {
    const start = startOf(cells, row);
    let next = row + 1;
    while (next < to && ends[next]! - start <= BLOCK_BYTES) next++;
    const end = ends[next - 1]!;
    const block = tryStrict(bytes, start, end);
    if (block === null) {
      for (; row < next; row++) texts.push(textOf(cells, row));
    } else if (block.length === end - start) {
      for (; row < next; row++) texts.push(block.slice(startOf(cells, row) - start, ends[row]! - start));
    } else {
      let at = 0;
      for (; row < next; row++) {
        const length = utf16Length(bytes, startOf(cells, row), ends[row]!);
        texts.push(block.slice(at, at + length));
        at += length;
      }
    }
  }
  return texts;
}

/** The buffers of a table's cells, to be moved to another thread: the table is of no use afterwards. */
export const buffersOf = ({ cells }: Pick<Dataset, 'cells'>): ArrayBuffer[] => [
  ...new Set(cells.flatMap(({ bytes, ends }) => [bytes.buffer, ends.buffer])),
];
