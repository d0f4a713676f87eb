import { neutraliseFormula } from './formula-guard';

/** What became of the cells while a file was written. Headers count as cells. */
export interface Tally {
  /** Rows written so far, without headers. */
  rows: number;
  /** Cells that a spreadsheet might have run, and that were changed. */
  neutralised: number;
  /** Cells cut to what the format can hold. */
  shortened: number;
  /** Cells with half of a surrogate pair, which the format cannot hold and a replacement character stands for. */
  replaced: number;
}

export const newTally = (): Tally => ({ rows: 0, neutralised: 0, shortened: 0, replaced: 0 });

/** The cell as a spreadsheet may have it. `separators`: the file is one of delimited text. */
export function guardCell(cell: string, tally: Tally, separators: boolean): string {
  const safe = neutraliseFormula(cell, { separators });
  if (safe !== cell) tally.neutralised++;
  return safe;
}

/** Counts a cell whose text UTF-8 cannot hold. */
export function noteReplaced(cell: string, tally: Tally): void {
  if (!cell.isWellFormed()) tally.replaced++;
}
