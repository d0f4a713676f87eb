import type { CellColumn, RowProblem } from '../model/types';
import { ColumnWriter } from '../table/column-writer';

/** Problems that a dataset lists one by one; the rest are only counted. */
export const LISTED_PROBLEMS = 100;

/** The cells of a file before anything is known about headers. `fileRows[i]` is the 0-based row of the file of stored row `i`. */
export interface RawTable {
  /** Ragged rows are padded with empty cells. */
  readonly columns: readonly CellColumn[];
  /** How many cells each row had in the file. */
  readonly widths: Uint32Array;
  readonly fileRows: Uint32Array;
  /** By ascending file row, at most `LISTED_PROBLEMS`. */
  readonly problems: readonly RowProblem[];
  readonly problemCount: number;
}

/** Collects rows into columns; a row may be longer than those before. */
export interface TableBuilder {
  addRow(cells: readonly string[], fileRow: number): void;
  /** A row of `count` cells that lie in `bytes`: cell `i` from `spans[2 i]` to `spans[2 i + 1]`. */
  addSpans(bytes: Uint8Array, spans: Uint32Array, count: number, fileRow: number): void;
  addProblem(problem: RowProblem): void;
  /** Makes room for a table that is likely to become `factor` times as large as it is. */
  expect(factor: number): void;
  finish(): RawTable;
}

/** Every column has a cell for each row in the end: O(cells) time, and memory of four bytes for rows × the widest row. */
export function createTableBuilder(): TableBuilder {
  const writers: ColumnWriter[] = [];
  const problems = createProblemList();
  let widths = new Uint32Array(64);
  let fileRows = new Uint32Array(64);
  let rowCount = 0;

  function endRow(width: number, fileRow: number): void {
    if (rowCount === widths.length) {
      widths = longer(widths);
      fileRows = longer(fileRows);
    }
    widths[rowCount] = width;
    fileRows[rowCount++] = fileRow;
  }
  function widen(width: number): void {
    while (writers.length < width) writers.push(new ColumnWriter());
  }
  /** Rows that were too short for a column are filled up only when a longer one comes. */
  function writerAt(column: number): ColumnWriter {
    const writer = writers[column]!;
    if (writer.count < rowCount) writer.padTo(rowCount);
    return writer;
  }
  return {
    addRow(cells, fileRow) {
      widen(cells.length);
      for (let column = 0; column < cells.length; column++) writerAt(column).addCell(cells[column] ?? '');
      endRow(cells.length, fileRow);
    },
    addSpans(bytes, spans, count, fileRow) {
      widen(count);
      for (let column = 0; column < count; column++) {
        const writer = writerAt(column);
        writer.addBytes(bytes, spans[2 * column]!, spans[2 * column + 1]!);
        writer.endCell();
      }
      endRow(count, fileRow);
    },
    addProblem: problems.add,
    expect(factor) {
      for (const writer of writers) writer.expect(Math.ceil(writer.byteCount * factor) + 1, Math.ceil(rowCount * factor) + 1);
    },
    finish: () => ({
      columns: writers.map((writer) => {
        writer.padTo(rowCount);
        return writer.finish();
      }),
      widths: widths.slice(0, rowCount),
      fileRows: fileRows.slice(0, rowCount),
      ...problems.list(),
    }),
  };
}

/** The first problems one by one, and the number of all. */
export function createProblemList(): {
  add(problem: RowProblem): void;
  list(): Pick<RawTable, 'problems' | 'problemCount'>;
} {
  const problems: RowProblem[] = [];
  let problemCount = 0;
  return {
    add(problem) {
      problemCount++;
      if (problems.length < LISTED_PROBLEMS) problems.push(problem);
    },
    list: () => ({ problems, problemCount }),
  };
}

function longer(array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const copy = new Uint32Array(array.length * 2);
  copy.set(array);
  return copy;
}
