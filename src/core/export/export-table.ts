import type { Dataset, Side } from '../model/types';
import { cellReader } from '../table/cells';
import type { LinkColumns } from './link-columns';

/** Rows that are made as they are read, as often as they are read: a table of a million rows is never in memory as a whole. */
export interface Rows extends Iterable<readonly string[]> {
  readonly length: number;
}

/** Text to be written: every row has as many cells as there are columns. */
export interface ExportTable {
  readonly columns: readonly string[];
  readonly rows: Rows;
}

/** A small table, whose rows are all there. */
export interface ListedTable extends ExportTable {
  readonly rows: readonly (readonly string[])[];
}

/** `length` rows, made by `make` whenever somebody reads them. */
export const lazyRows = (length: number, make: () => Iterator<readonly string[]>): Rows => ({
  length,
  [Symbol.iterator]: make,
});

/** All rows at once. For small tables and tests. */
export const listTable = ({ columns, rows }: ExportTable): ListedTable => ({ columns, rows: [...rows] });

/** Four decimals with a point; empty for a score that was not computed. */
export function formatScore(matchScore: number): string {
  return Number.isFinite(matchScore) ? matchScore.toFixed(4) : '';
}

/** Reads the rows of a table; quick where they ascend. Blanks for null. */
export function rowReader(dataset: Dataset): (row: number | null) => readonly string[] {
  const readers = dataset.columns.map((_, column) => cellReader(dataset, column));
  const blanks = dataset.columns.map(() => '');
  return (row) => (row === null ? blanks : readers.map((cellOf) => cellOf(row)));
}

/** Rows of one side that no link holds, ascending. */
export function unlinkedRows(dataset: Dataset, side: Side, links: LinkColumns): Uint32Array {
  const linked = new Uint8Array(dataset.rowCount);
  for (const row of links[side]) linked[row] = 1;
  const rows = new Uint32Array(dataset.rowCount);
  let count = 0;
  for (let row = 0; row < dataset.rowCount; row++) if (linked[row] === 0) rows[count++] = row;
  return rows.subarray(0, count);
}

/** `wanted` names made different from `taken` and each other by a trailing ` (2)`, ` (3)` … */
export function freeNames(wanted: readonly string[], taken: readonly string[]): readonly string[] {
  const used = new Set(taken);
  return wanted.map((base) => {
    let name = base;
    for (let count = 2; used.has(name); count++) name = `${base} (${count})`;
    used.add(name);
    return name;
  });
}
