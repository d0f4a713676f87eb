import { type Dataset, NO_TEXT } from '../model/types';
import { composeRecords, takeColumns } from './records';

/** Distinct texts of a table; `textOf[row]` is an index into `texts`, or `NO_TEXT` for a row with nothing to compare. */
export interface RowTexts {
  readonly texts: readonly string[];
  readonly textOf: Uint32Array;
}

/** One text a row, composed as for matching. O(characters). @throws AppError `input/unknown-column` */
export function composeRowTexts(dataset: Dataset, columns: readonly string[]): RowTexts {
  const { texts, textOf, recordOf } = composeRecords(takeColumns(dataset, columns), columns);
  return { texts, textOf: recordOf.map((record) => (record === NO_TEXT ? NO_TEXT : textOf[record]!)) };
}
