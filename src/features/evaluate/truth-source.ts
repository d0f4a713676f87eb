import { guessTruthColumn, guessTruthColumns } from '../../core/evaluation/guess-truth';
import { type IdColumns, readColumnTruth, readPairTruth, type Truth, type TruthColumns } from '../../core/evaluation/truth';
import type { Dataset, Sides } from '../../core/model/types';
import { suggestRecordId } from '../../core/table/record-id';

/** Where the person says that the truth stands. */
export type TruthSource =
  | { readonly kind: 'file'; readonly table: Dataset; readonly columns: TruthColumns; readonly ids: IdColumns }
  | { readonly kind: 'column'; readonly column: string; readonly ids: IdColumns };

/** A file with its columns guessed; where no guess fits, the first two columns are shown for the person to choose others. */
export function fileSource(table: Dataset, tables: Sides<Dataset>): TruthSource {
  const guess = guessTruthColumns(table, tables);
  const [first, second] = table.columns;
  return {
    kind: 'file',
    table,
    columns: guess?.columns ?? { left: first?.name ?? '', right: second?.name ?? first?.name ?? '', label: null },
    ids: guess?.ids ?? ownIds(tables),
  };
}

/** A column of the left table: the one that holds right ids, else the first. */
export function columnSource(tables: Sides<Dataset>): TruthSource {
  const guess = guessTruthColumn(tables);
  const ids = ownIds(tables);
  return {
    kind: 'column',
    column: guess?.column ?? tables.left.columns[0]!.name,
    ids: guess ? { ...ids, right: guess.rightId } : ids,
  };
}

/** @throws AppError `input/unknown-column` where a table was changed since */
export function readTruth(source: TruthSource, tables: Sides<Dataset>): Truth {
  return source.kind === 'file'
    ? readPairTruth(source.table, source.columns, tables, source.ids)
    : readColumnTruth(tables, source.column, source.ids);
}

const ownIds = (tables: Sides<Dataset>): IdColumns => ({
  left: suggestRecordId(tables.left),
  right: suggestRecordId(tables.right),
});
