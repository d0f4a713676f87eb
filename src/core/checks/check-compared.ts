import { foldKey } from '../candidates/blocking/blocking-keys';
import { settingsWithin, weighedColumns } from '../candidates/columns-read';
import { AUTO_THRESHOLD } from '../candidates/score/match-score';
import { AppError } from '../model/errors';
import type { MatchSettings } from '../model/settings';
import type { CellColumn, Dataset, Side } from '../model/types';
import { cellReader, columnIndex } from '../table/cells';
import { ColumnWriter } from '../table/column-writer';
import { normaliseText } from '../text/normalise';
import { readNumbers } from '../text/numbers';
import { shareOf } from './check-rows';
import { findEqualRows } from './equal-rows';
import { groupedRows, type RowFinding, singleRows } from './findings';
import { findUnlinkable } from './unlinkable';

/** What is compared of one table, as far as it can tell rows apart. */
export interface ComparedSide {
  readonly on: readonly string[];
  /** Columns in which rows have to agree to be compared at all. */
  readonly keys: readonly { readonly column: string; readonly isNumber: boolean }[];
  /** Columns that keep rows apart although they are no part of their text. */
  readonly apart: readonly string[];
  /** Rows with the same cell here are one record however many they are; null: every row is one. */
  readonly concept: string | null;
  /** The table is compared with itself: being alike is what is looked for, and no row is unlinkable. */
  readonly isWithin: boolean;
  /** At most one partner: then it matters which of several rows that look the same is the right one. */
  readonly isExclusive: boolean;
  /** Below this chance of being told from the rows like it a row is unlinkable, 0…1. */
  readonly threshold: number;
}

/** The part of the settings that a table is checked by. */
export function comparedSide(chosen: MatchSettings, side: Side): ComparedSide {
  const settings = settingsWithin(chosen);
  const isWithin = settings.task === 'deduplicate';
  const { cardinality, threshold } = settings;
  // A row is picked among those of its own table by each row of the other one that may have a single partner.
  const picks = side === 'left' ? ['one-to-one', 'one-to-many'] : ['one-to-one', 'many-to-one'];
  return {
    on: weighedColumns(settings)[side],
    keys: settings.blocking.map((rule) => ({ column: rule[side], isNumber: rule.key === 'numeric-range' })),
    apart: settings.qualifiers.map((qualifier) => qualifier[side]),
    concept: side === 'right' ? (settings.concept?.id ?? null) : null,
    isWithin,
    isExclusive: !isWithin && picks.includes(cardinality),
    threshold: threshold === 'auto' ? AUTO_THRESHOLD : (threshold ?? 0),
  };
}

/** All columns that `checkCompared` reads. */
export const columnsChecked = ({ on, keys, apart, concept }: ComparedSide): readonly string[] => [
  ...new Set([...on, ...keys.map(({ column }) => column), ...apart, ...(concept === null ? [] : [concept])]),
];

/**
 * What can be said of one table once it is known what is compared: rows with nothing to compare, rows without a key, rows that are the
 * same in all that is compared once letters are folded and punctuation is left out, and unlinkable rows (see `findUnlinkable`). Rows are
 * alike as a run takes them for alike. Yields the share done, 0…1. O(characters).
 *
 * @param dataset with its cells cleaned, as they are compared; only the columns of `columnsChecked` are read
 * @throws AppError `input/unknown-column`
 */
export function* checkCompared(dataset: Dataset, compared: ComparedSide): Generator<number, readonly RowFinding[]> {
  const { rowCount } = dataset;
  const { on, keys, apart, concept } = compared;
  if (on.length === 0) return [];
  const folds = [
    ...on.map((name) => [name, normaliseText] as const),
    ...keys.map(({ column }) => [column, foldKey] as const),
    ...apart.map((name) => [name, foldKey] as const),
  ];
  const parts = folds.length + 4;
  const folded: CellColumn[] = [];
  for (const [at, [name, fold]] of folds.entries()) folded.push(yield* shareOf(foldColumn(dataset, name, fold), at, parts));
  const texts = folded.slice(0, on.length);
  const told = yield* shareOf(findEqualRows(folded, rowCount), folds.length, parts);
  const nothing = emptyRows(texts, rowCount);
  const isOut = new Uint8Array(rowCount);
  for (const row of nothing) isOut[row] = 1;
  const findings: RowFinding[] = [...singleRows('nothing-compared', on.length === 1 ? on[0]! : null, nothing)];
  for (const [at, { column, isNumber }] of keys.entries()) {
    const without = isNumber ? rowsWithoutNumber(dataset, column) : emptyRows([folded[on.length + at]!], rowCount);
    findings.push(...singleRows('empty-keys', column, without));
    for (const row of without) isOut[row] = 1;
    yield (folds.length + 2) / parts;
  }
  // Rows that meet nothing are not alike: they are no candidates at all.
  const firstOf = told.firstOf.map((first, row) => (isOut[row] === 1 ? row : first));
  const rivals = concept === null ? firstOf : yield* withoutSameConcept(dataset, concept, firstOf);
  findings.push(...groupedRows('alike', null, rivals));
  if (compared.isWithin) return findings;
  findings.push(...findUnlinkable({ firstOf: rivals, isOut, isExclusive: compared.isExclusive, threshold: compared.threshold }));
  return findings;
}

/** A column as it is compared. */
function* foldColumn(dataset: Dataset, name: string, fold: (cell: string) => string): Generator<number, CellColumn> {
  const column = columnIndex(dataset, name);
  if (column < 0) throw new AppError('input/unknown-column', { column: name, file: dataset.source.fileName });
  const cellOf = cellReader(dataset, column);
  const writer = new ColumnWriter();
  for (let row = 0; row < dataset.rowCount; row++) {
    if (row % ROWS_A_STEP === 0 && row > 0) yield row / dataset.rowCount;
    writer.addCell(fold(cellOf(row)));
  }
  return writer.finish();
}
const ROWS_A_STEP = 20_000;

function emptyRows(columns: readonly CellColumn[], rowCount: number): Uint32Array<ArrayBuffer> {
  const rows: number[] = [];
  for (let row = 0; row < rowCount; row++) {
    if (columns.every(({ ends }) => ends[row] === (row === 0 ? 0 : ends[row - 1]))) rows.push(row);
  }
  return Uint32Array.from(rows);
}

function rowsWithoutNumber(dataset: Dataset, name: string): Uint32Array<ArrayBuffer> {
  const cellOf = cellReader(dataset, columnIndex(dataset, name));
  const numbers = readNumbers(Array.from({ length: dataset.rowCount }, (_, row) => cellOf(row)));
  return new Uint32Array(dataset.rowCount).map((_, row) => row).filter((row) => Number.isNaN(numbers[row]!));
}

/** Of rows that are alike only the first of each concept counts: the others are the same record. */
function* withoutSameConcept(
  dataset: Dataset,
  concept: string,
  firstOf: Uint32Array<ArrayBuffer>,
): Generator<number, Uint32Array<ArrayBuffer>> {
  const column = columnIndex(dataset, concept);
  if (column < 0) throw new AppError('input/unknown-column', { column: concept, file: dataset.source.fileName });
  const groups = new ColumnWriter();
  for (const first of firstOf) groups.addCell(String(first));
  const same = yield* findEqualRows([groups.finish(), dataset.cells[column]!], dataset.rowCount);
  return firstOf.map((first, row) => (same.firstOf[row] === row ? first : row));
}
