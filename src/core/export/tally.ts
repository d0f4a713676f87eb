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

/** Writers stop for a moment after so many rows, so that others get their turn. */
export const ROWS_PER_STEP = 256;
