import { AppError } from '../../model/errors';
import type { RowProblem } from '../../model/types';
import type { RawTable } from '../table-builder';
import { LISTED_PROBLEMS } from '../table-builder';

/** As many as a worksheet has; more are no table. */
const MOST_COLUMNS = 16_384;
const MOST_CELLS = 100_000_000;

/** Collects records whose fields may differ into columns, in the order in which fields first occur. */
export interface RecordTable {
  add(fields: ReadonlyMap<string, string>): void;
  addProblem(problem: RowProblem): void;
  /** The first row holds the names of the fields; record `i` is row `i + 1`. */
  finish(): RawTable;
}

/** @throws AppError `file/too-many-columns` where fields are data rather than names, `file/too-large-inside` */
export function createRecordTable(file: string): RecordTable {
  const columnOf = new Map<string, number>();
  const values: string[][] = [];
  const problems: RowProblem[] = [];
  let problemCount = 0;
  let count = 0;
  return {
    add(fields) {
      for (const name of fields.keys()) {
        if (columnOf.has(name)) continue;
        if (values.length === MOST_COLUMNS) throw new AppError('file/too-many-columns', { file, most: MOST_COLUMNS });
        columnOf.set(name, values.length);
        values.push([name]);
      }
      count++;
      if (count * values.length > MOST_CELLS) throw new AppError('file/too-large-inside', { file });
      for (const [name, text] of fields) {
        const column = values[columnOf.get(name)!]!;
        while (column.length < count) column.push('');
        column.push(text);
      }
    },
    addProblem(problem) {
      problemCount++;
      if (problems.length < LISTED_PROBLEMS) problems.push(problem);
    },
    finish() {
      for (const column of values) while (column.length <= count) column.push('');
      const rows = Array.from({ length: count + 1 }, (_, row) => row);
      return { values, widths: rows.map(() => values.length), fileRows: rows, problems, problemCount };
    },
  };
}
