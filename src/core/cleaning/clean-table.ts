import { throwIfCancelled } from '../model/errors';
import type { CellColumn, Column, Dataset, Job } from '../model/types';
import { cellReader } from '../table/cells';
import { ColumnWriter } from '../table/column-writer';
import { createCleaner } from './cleaner';
import type { CleaningStep } from './steps';

/** What cleaning makes of a table: only the columns that differ. */
export interface CleanedColumns {
  /** Those of the table, then those that steps make. */
  readonly columns: readonly Column[];
  /** Places in `columns`, ascending, and their cells. */
  readonly places: readonly number[];
  readonly cells: readonly CellColumn[];
}

/** A table as the file has it, and as it is compared: the same rows, and the columns that steps made at the end of both. */
export interface CleanedTable {
  readonly shown: Dataset;
  readonly compared: Dataset;
}

/** Rows between two signs of life. */
const ROWS_A_STEP = 64;
/** Signs of life are not sent more often. */
const SIGN_EVERY_MS = 100;

/**
 * Cleans all rows of a table, of which only the columns that are read need be filled. The rows are those of the table: none is added, left
 * out or moved. Reports progress many times a second, so that a pattern that hangs can be told. O(characters) for each step.
 *
 * @throws AppError as `createCleaner`, `job/cancelled`
 */
export function cleanTable(
  dataset: Dataset,
  steps: readonly CleaningStep[],
  job: Job,
  now: () => number = () => 0,
): CleanedColumns {
  const cleaner = createCleaner(dataset.columns, steps, dataset.source.fileName);
  const { columns, reads, writes, acts } = cleaner;
  const readers = reads.map((column) => cellReader(dataset, column));
  const writers = writes.map(() => new ColumnWriter());
  const cells = columns.map(() => '');
  let signAt = now();
  for (let row = 0; row < dataset.rowCount; row++) {
    if (row === 0 || (row % ROWS_A_STEP === 0 && now() - signAt >= SIGN_EVERY_MS)) {
      signAt = now();
      throwIfCancelled(job.signal);
      job.progress(row, dataset.rowCount, 'rows');
    }
    reads.forEach((column, at) => {
      cells[column] = readers[at]!(row);
    });
    for (const act of acts) act.run(cells);
    for (let at = 0; at < writes.length; at++) writers[at]!.addCell(cells[writes[at]!]!);
  }
  return { columns, places: writes, cells: writers.map((writer) => writer.finish()) };
}

/** Puts what was cleaned beside the table it was made of. O(columns). */
export function withCleaned(dataset: Dataset, cleaned: CleanedColumns): CleanedTable {
  const own = dataset.columns.length;
  const made = cleaned.places.flatMap((place, at) => (place >= own ? [cleaned.cells[at]!] : []));
  const byPlace = new Map(cleaned.places.map((place, at) => [place, cleaned.cells[at]!]));
  return {
    shown: { ...dataset, columns: cleaned.columns, cells: [...dataset.cells, ...made] },
    compared: {
      ...dataset,
      columns: cleaned.columns,
      cells: cleaned.columns.map((_, place) => byPlace.get(place) ?? dataset.cells[place]!),
    },
  };
}

/** A table without the cells of columns that these steps do not read, which is all that cleaning needs. The table itself is not changed. */
export function columnsToClean(dataset: Dataset, steps: readonly CleaningStep[]): Dataset {
  const { reads } = createCleaner(dataset.columns, steps, dataset.source.fileName);
  const isRead = new Set(reads);
  const cells = dataset.cells.map((column, at) => (isRead.has(at) ? column : NO_CELLS));
  return { ...dataset, cells, problems: [] };
}
const NO_CELLS: CellColumn = { bytes: new Uint8Array(0), ends: new Uint32Array(0) };
