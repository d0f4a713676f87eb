import { AppError } from '../../model/errors';
import type { RowProblem } from '../../model/types';
import { ColumnWriter } from '../../table/column-writer';
import { createProblemList, type RawTable } from '../table-builder';

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
  const writers: ColumnWriter[] = [];
  const problems = createProblemList();
  let count = 0;
  return {
    add(fields) {
      for (const name of fields.keys()) {
        if (columnOf.has(name)) continue;
        if (writers.length === MOST_COLUMNS) throw new AppError('file/too-many-columns', { file, most: MOST_COLUMNS });
        const writer = new ColumnWriter();
        writer.addCell(name);
        columnOf.set(name, writers.length);
        writers.push(writer);
      }
      count++;
      if (count * writers.length > MOST_CELLS) throw new AppError('file/too-large-inside', { file });
      for (const [name, text] of fields) {
        const writer = writers[columnOf.get(name)!]!;
        writer.padTo(count);
        writer.addCell(text);
      }
    },
    addProblem: problems.add,
    finish() {
      for (const writer of writers) writer.padTo(count + 1);
      return {
        columns: writers.map((writer) => writer.finish()),
        widths: new Uint32Array(count + 1).fill(writers.length),
        fileRows: Uint32Array.from({ length: count + 1 }, (_, row) => row),
        ...problems.list(),
      };
    },
  };
}
