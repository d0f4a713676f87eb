import type { Dataset } from '../model/types';
import { NO_ROW } from './planned-table';

/** A small table: every row has as many cells as there are columns. Large ones are planned (see `planned-table.ts`). */
export interface ListedTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Four decimals with a point; empty for a score that was not computed. */
export function formatScore(matchScore: number): string {
  return Number.isFinite(matchScore) ? matchScore.toFixed(4) : '';
}

/** Rows of one side that are not among `linked`, ascending. O(rows). */
export function unlinkedRows({ rowCount }: Pick<Dataset, 'rowCount'>, linked: Uint32Array): Uint32Array {
  const isLinked = new Uint8Array(rowCount);
  for (const row of linked) isLinked[row] = 1;
  const rows = new Uint32Array(rowCount);
  let count = 0;
  for (let row = 0; row < rowCount; row++) if (isLinked[row] === 0) rows[count++] = row;
  return rows.subarray(0, count);
}

/** The 1-based number of each row; empty for none. */
export const rowNumber =
  (rows: Uint32Array) =>
  (at: number): string =>
    rows[at] === NO_ROW ? '' : String(rows[at]! + 1);

/** Names of a table's columns. */
export const namesOf = (dataset: Pick<Dataset, 'columns'>): readonly string[] => dataset.columns.map(({ name }) => name);

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
