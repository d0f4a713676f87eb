import type { RowProblem } from '../model/types';

/** Problems that a dataset lists one by one; the rest are only counted. */
export const LISTED_PROBLEMS = 100;

/** The cells of a file before anything is known about headers. `fileRows[i]` is the 0-based row of the file of stored row `i`. */
export interface RawTable {
  /** `values[column][row]`, ragged rows padded with `''`. */
  readonly values: readonly string[][];
  /** How many cells each row had in the file. */
  readonly widths: readonly number[];
  readonly fileRows: readonly number[];
  /** By ascending file row, at most `LISTED_PROBLEMS`. */
  readonly problems: readonly RowProblem[];
  readonly problemCount: number;
}

/** Collects rows into columns; a row may be longer than those before. */
export interface TableBuilder {
  addRow(cells: readonly string[], fileRow: number): void;
  addProblem(problem: RowProblem): void;
  finish(): RawTable;
}

/** Pads every row to the widest so far, so its cost is O(rows × widest row). `finish` hands the arrays over without a copy. */
export function createTableBuilder(): TableBuilder {
  const values: string[][] = [];
  const widths: number[] = [];
  const fileRows: number[] = [];
  const problems: RowProblem[] = [];
  let problemCount = 0;
  return {
    addRow(cells, fileRow) {
      const row = fileRows.length;
      while (values.length < cells.length) values.push(new Array<string>(row).fill(''));
      for (let column = 0; column < values.length; column++) values[column]!.push(cells[column] ?? '');
      widths.push(cells.length);
      fileRows.push(fileRow);
    },
    addProblem(problem) {
      problemCount++;
      if (problems.length < LISTED_PROBLEMS) problems.push(problem);
    },
    finish: () => ({ values, widths, fileRows, problems, problemCount }),
  };
}
