import type { Dataset, Sides } from '../model/types';
import { guessTruthColumn, guessTruthColumns, type RecordIds } from './guess-truth';
import { type IdColumns, indexIds, readColumnTruth, readPairTruth, type Truth, type TruthColumns } from './truth';

/** Where a person says that the truth of two tables stands. */
export type ChosenTruth =
  | { readonly kind: 'file'; readonly table: Dataset; readonly columns: TruthColumns; readonly ids: IdColumns }
  | { readonly kind: 'column'; readonly column: string; readonly ids: IdColumns };

export type TruthSource =
  | ChosenTruth
  /** Pairs of 0-based rows, as a script gives them: rows that no table has are unknown. */
  | {
      readonly kind: 'rows';
      readonly left: Float64Array;
      readonly right: Float64Array;
      /** 1 for a match. */
      readonly isMatch: Uint8Array;
      readonly ids: IdColumns;
    };

export interface GuessedFile {
  readonly columns: TruthColumns;
  readonly ids: IdColumns;
  /** False where no guess fits. */
  readonly isGuessed: boolean;
}

export interface GuessedColumn {
  readonly column: string;
  readonly ids: IdColumns;
}

/** Columns of the two tables that `readTruth` reads. */
export function columnsOfTruth(source: TruthSource): Sides<readonly string[]> {
  const { left, right } = source.ids;
  const own = (id: string | null): string[] => (id === null ? [] : [id]);
  return { left: [...own(left), ...(source.kind === 'column' ? [source.column] : [])], right: own(right) };
}

/** A truth as it stands in its source. O(rows). @throws AppError `input/unknown-column` where a table was changed since */
export function readTruth(source: TruthSource, tables: Sides<Dataset>): Truth {
  switch (source.kind) {
    case 'file':
      return readPairTruth(source.table, source.columns, tables, source.ids);
    case 'column':
      return readColumnTruth(tables, source.column, source.ids);
    case 'rows':
      return readRowTruth(source, tables);
  }
}

/** A file with its columns guessed; where no guess fits, the first two columns, for a person to choose others. O(cells of the tables). */
export function guessFile(table: Dataset, tables: Sides<Dataset>, recordIds: RecordIds): GuessedFile {
  const guess = guessTruthColumns(table, tables, recordIds);
  const [first, second] = table.columns;
  return {
    columns: guess?.columns ?? { left: first?.name ?? '', right: second?.name ?? first?.name ?? '', label: null },
    ids: guess?.ids ?? recordIds,
    isGuessed: guess !== null,
  };
}

/** A column of the left table: the one that holds right ids, else the first. O(cells of the left table). */
export function guessColumn(tables: Sides<Dataset>, recordIds: RecordIds): GuessedColumn {
  const guess = guessTruthColumn(tables, recordIds);
  return {
    column: guess?.column ?? tables.left.columns[0]!.name,
    ids: guess ? { ...recordIds, right: guess.rightId } : recordIds,
  };
}

function readRowTruth(source: TruthSource & { readonly kind: 'rows' }, tables: Sides<Dataset>): Truth {
  const rowIn = (row: number, table: Dataset): number | null =>
    Number.isInteger(row) && row >= 0 && row < table.rowCount ? row : null;
  const rows = Array.from(source.left, (left, at) => ({
    leftId: String(left + 1),
    rightId: String(source.right[at]! + 1),
    left: rowIn(left, tables.left),
    right: rowIn(source.right[at]!, tables.right),
    isMatch: source.isMatch[at] === 1,
  }));
  const recordOf = { left: indexIds(tables.left, null).recordOf, right: indexIds(tables.right, null).recordOf };
  return { rows, isLabelled: rows.some(({ isMatch }) => !isMatch), recordOf };
}
