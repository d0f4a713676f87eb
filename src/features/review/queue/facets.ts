import type { ComparedColumns } from '../../../core/model/settings';
import type { CandidateSet, Dataset, Sides } from '../../../core/model/types';
import { isRowSetId } from '../../../core/projection/row-set';
import { cellReader, columnIndex } from '../../../core/table/cells';
import { fold } from '../../../core/text/fold';
import type { QueueFacts } from './queue';

export const AGREEMENTS = ['equal', 'alike', 'differs', 'missing'] as const;
export const SCORE_BANDS = ['top', 'high', 'middle', 'low', 'nothing'] as const;
export const GAP_BANDS = ['small', 'medium', 'large', 'single'] as const;

/** Values of each facet of whole records; those of a compared column are `AGREEMENTS`. */
export const RECORD_FACETS = {
  score: SCORE_BANDS,
  gap: GAP_BANDS,
  missing: ['complete', 'lacking'],
  flagged: ['yes', 'no'],
  conflict: ['yes', 'no'],
  seen: ['unseen', 'seen'],
} as const;
export type RecordFacet = keyof typeof RECORD_FACETS;
/** Whether a record is among those chosen on the map; the value is the id of the set. */
export const MAP_FACET = 'map';
/** Those that tell nothing of scores and suggestions. */
export const BLIND_FACETS = ['flagged', 'seen'] as const satisfies readonly RecordFacet[];

/** Before the name of a compared column of the left table, in the key of its facet. */
const FIELD = 'field:';
export const fieldFacet = (column: string): string => FIELD + column;
export const columnOfFacet = (key: string): string | null => (key.startsWith(FIELD) ? key.slice(FIELD.length) : null);

/** The values that a facet can have; null where there is no such facet. */
export function valuesOf(key: string): readonly string[] | null {
  if (columnOfFacet(key) !== null) return AGREEMENTS;
  return Object.hasOwn(RECORD_FACETS, key) ? RECORD_FACETS[key as RecordFacet] : null;
}

/** Whether a facet can have this value, of those that an address may name. */
export const isFacetValue = (key: string, value: string): boolean =>
  key === MAP_FACET ? isRowSetId(value) : (valuesOf(key)?.includes(value) ?? false);

/** One property of every left row. */
export interface Facet {
  readonly key: string;
  readonly values: readonly string[];
  /** Index into `values` for each left row, or `NO_VALUE`. */
  readonly codes: Uint8Array;
}

export const NO_VALUE = 255;
/** Where the bands of scores begin, and those of gaps to the second. */
export const BAND_LIMITS = { top: 0.9, high: 0.7, middle: 0.5, small: 0.02, large: 0.1 } as const;
/** Share of letter pairs in common from which two values are alike. */
const ALIKE = 0.5;
/** Rows before others get their turn: some milliseconds. */
const ROWS_A_STEP = 500;
const ROWS_COUNTED_A_STEP = 10_000;

/** Facets of score and gap. O(rows). */
export function scoreFacets({ score, gap }: QueueFacts): readonly Facet[] {
  return [
    { key: 'score', values: SCORE_BANDS, codes: Uint8Array.from(score, scoreBand) },
    {
      key: 'gap',
      values: GAP_BANDS,
      codes: Uint8Array.from(gap, (value, left) => (Number.isNaN(score[left]!) ? NO_VALUE : gapBand(value))),
    },
  ];
}

function scoreBand(score: number): number {
  if (Number.isNaN(score)) return 4;
  // Scores are float32: 0.9 as a limit must let 0.9 as a score pass.
  const at = [BAND_LIMITS.top, BAND_LIMITS.high, BAND_LIMITS.middle].findIndex((limit) => score >= Math.fround(limit));
  return at < 0 ? 3 : at;
}

function gapBand(gap: number): number {
  if (Number.isNaN(gap)) return 3;
  if (gap < Math.fround(BAND_LIMITS.small)) return 0;
  return gap < Math.fround(BAND_LIMITS.large) ? 1 : 2;
}

/** The facet of rows chosen on the map. O(rows). */
export function mapFacet(id: string, rows: Uint32Array, rowCount: number): Facet {
  const codes = new Uint8Array(rowCount).fill(NO_VALUE);
  for (const row of rows) codes[row] = 0;
  return { key: MAP_FACET, values: [id], codes };
}

/** A facet of two values, the first for rows that pass. O(rows). */
export function yesOrNo(key: RecordFacet, rowCount: number, isFirst: (left: number) => boolean): Facet {
  const codes = new Uint8Array(rowCount);
  for (let left = 0; left < rowCount; left++) codes[left] = isFirst(left) ? 0 : 1;
  return { key, values: RECORD_FACETS[key], codes };
}

/**
 * How the suggested candidate agrees with the record in each compared column, and whether a cell of them is empty on either side. Yields
 * every few hundred rows. O(characters of the compared cells).
 */
export function* agreementFacets(
  tables: Sides<Dataset>,
  on: ComparedColumns,
  candidates: CandidateSet,
  { best }: QueueFacts,
): Generator<void, readonly Facet[]> {
  const fields = on.left.flatMap((name, at) => {
    const columns = [columnIndex(tables.left, name), columnIndex(tables.right, on.right[at] ?? null)] as const;
    if (columns[0] < 0 || columns[1] < 0) return [];
    const codes = new Uint8Array(best.length).fill(NO_VALUE);
    return [{ name, codes, left: cellReader(tables.left, columns[0]), right: cellReader(tables.right, columns[1]) }];
  });
  const missing = new Uint8Array(best.length);
  for (let row = 0; row < best.length; row++) {
    if (row % ROWS_A_STEP === ROWS_A_STEP - 1) yield;
    const pair = best[row]!;
    for (const { codes, left, right } of fields) {
      const own = fold(left(row).trim());
      if (pair < 0) {
        if (own === '') missing[row] = 1;
        continue;
      }
      const code = agreementOf(own, fold(right(candidates.right[pair]!).trim()));
      codes[row] = code;
      if (code === 3) missing[row] = 1;
    }
  }
  return [
    { key: 'missing', values: RECORD_FACETS.missing, codes: missing },
    ...fields.map(({ name, codes }) => ({ key: fieldFacet(name), values: AGREEMENTS, codes })),
  ];
}

/** Index into `AGREEMENTS` for two folded values; two empty ones are missing. */
export function agreementOf(a: string, b: string): number {
  if (a === '' || b === '') return 3;
  if (a === b) return 0;
  return sharedPairs(a, b) >= ALIKE ? 1 : 2;
}

/** Sørensen–Dice coefficient of the letter pairs of two texts, with repeats; 0…1. */
function sharedPairs(a: string, b: string): number {
  if (a.length < 2 || b.length < 2) return 0;
  const counts = new Map<string, number>();
  for (let i = 1; i < a.length; i++) counts.set(a.slice(i - 1, i + 1), (counts.get(a.slice(i - 1, i + 1)) ?? 0) + 1);
  let shared = 0;
  for (let i = 1; i < b.length; i++) {
    const pair = b.slice(i - 1, i + 1);
    const left = counts.get(pair) ?? 0;
    if (left === 0) continue;
    shared++;
    counts.set(pair, left - 1);
  }
  return (2 * shared) / (a.length + b.length - 2);
}

/** What is chosen: the wanted value by key of the facet. */
export type FacetChoice = Readonly<Record<string, string>>;

/** Whether a row has every chosen value. A chosen facet that is not known (yet) holds nothing back. */
export function facetTest(facets: readonly Facet[], choice: FacetChoice): ((left: number) => boolean) | null {
  const wanted = facets.flatMap(({ key, values, codes }) => {
    const value = choice[key];
    return value === undefined ? [] : [{ codes, code: values.indexOf(value) }];
  });
  return wanted.length === 0 ? null : (left) => wanted.every(({ codes, code }) => codes[left] === code);
}

/** Rows for each value, by key of the facet. */
export type FacetCounts = Readonly<Record<string, Uint32Array>>;

/**
 * Counts, for every value of every facet, the rows that choosing it would show: of those that pass all other filters. Yields every ten
 * thousand rows. O(rows × facets).
 *
 * @param rows rows that pass all filters that are no facets
 */
export function* countFacets(rows: Uint32Array, facets: readonly Facet[], choice: FacetChoice): Generator<void, FacetCounts> {
  const counts = facets.map(({ values }) => new Uint32Array(values.length));
  const wanted = facets.map(({ key, values }) => (choice[key] === undefined ? -1 : values.indexOf(choice[key])));
  for (let at = 0; at < rows.length; at++) {
    if (at % ROWS_COUNTED_A_STEP === ROWS_COUNTED_A_STEP - 1) yield;
    const left = rows[at]!;
    let failed = -1;
    let failures = 0;
    for (let i = 0; i < facets.length && failures < 2; i++) {
      if (wanted[i]! < 0 || facets[i]!.codes[left] === wanted[i]) continue;
      failed = i;
      failures++;
    }
    if (failures > 1) continue;
    for (let i = 0; i < facets.length; i++) {
      const code = facets[i]!.codes[left]!;
      if (code !== NO_VALUE && (failures === 0 || failed === i)) counts[i]![code]!++;
    }
  }
  return Object.fromEntries(facets.map(({ key }, i) => [key, counts[i]!]));
}
