import { type Dataset, NO_TEXT } from '../model/types';
import { type ComparedTable, composeRecords, takeColumns } from './records';

/** Distinct texts of a table; `textOf[row]` is an index into `texts`, or `NO_TEXT` for a row with nothing to compare. */
export interface RowTexts {
  readonly texts: readonly string[];
  readonly textOf: Uint32Array;
}

/** One text a row, composed as for matching, of cells as `read` makes them. O(characters). @throws AppError `input/unknown-column` */
export function composeRowTexts(
  dataset: Dataset,
  columns: readonly string[],
  read: (table: ComparedTable) => ComparedTable = (table) => table,
): RowTexts {
  const { texts, textOf, recordOf } = composeRecords(read(takeColumns(dataset, columns)), columns);
  return { texts, textOf: recordOf.map((record) => (record === NO_TEXT ? NO_TEXT : textOf[record]!)) };
}
