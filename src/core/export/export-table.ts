import type { Dataset, Side } from '../model/types';
import { rowAt } from '../table/cells';

/** A pair to be exported, 0-based rows. Rejected and undecided pairs below the threshold are not exported. */
export interface ExportLink {
  readonly left: number;
  readonly right: number;
  readonly matchScore: number;
  /** `accepted` by a person; `suggested` by the threshold alone. */
  readonly status: 'accepted' | 'suggested';
  /** ISO 8601 in UTC; null where nobody decided. */
  readonly decidedAt: string | null;
}

/** Text to be written: every row has as many cells as there are columns. */
export interface ExportTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Four decimals with a point; empty for a score that was not computed. */
export function formatScore(matchScore: number): string {
  return Number.isFinite(matchScore) ? matchScore.toFixed(4) : '';
}

/** The cells of one row; blanks where `row` is null. */
export function rowCells(dataset: Dataset, row: number | null): readonly string[] {
  return row === null ? dataset.columns.map(() => '') : rowAt(dataset, row);
}

/** Rows of one side that no link holds, ascending. */
export function unlinkedRows(dataset: Dataset, side: Side, links: readonly ExportLink[]): readonly number[] {
  const linked = new Uint8Array(dataset.rowCount);
  for (const link of links) linked[link[side]] = 1;
  const rows: number[] = [];
  for (let row = 0; row < dataset.rowCount; row++) if (linked[row] === 0) rows.push(row);
  return rows;
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
