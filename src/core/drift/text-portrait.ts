import { scriptsOf } from '../text/scripts';

/** What is counted of a column: shares of cells, of filled ones but for `filled`, and of words for `words`. */
export const TRAITS = ['filled', 'length', 'words-a-cell', 'digits', 'script', 'words'] as const;
export type Trait = (typeof TRAITS)[number];

/** Cells, or words, by bin of each trait; tells nothing of a single cell. Small: some hundred numbers. */
export interface ColumnCounts {
  readonly name: string;
  readonly counts: Readonly<Record<Trait, readonly number[]>>;
}

/** How the compared columns of a table look, to tell whether another table looks alike. Plain data, for files. */
export interface TablePortrait {
  readonly version: typeof PORTRAIT_VERSION;
  readonly rows: number;
  readonly columns: readonly ColumnCounts[];
}

/** Raise when bins change: portraits of two versions are not compared. */
export const PORTRAIT_VERSION = 1;

/** Upper ends of the bins; the last one is open. */
export const LENGTH_ENDS = [4, 8, 12, 16, 24, 32, 48, 64, 128] as const;
export const WORD_ENDS = [1, 2, 3, 4, 6, 8, 12, 20] as const;
export const DIGIT_ENDS = [0, 0.1, 0.25, 0.5, 0.99] as const;
/** Families of `scriptsOf` in the order of their bits, then cells of several, then cells without letters. */
export const SCRIPT_BINS = [
  'latin',
  'cyrillic',
  'greek',
  'arabic',
  'hebrew',
  'devanagari',
  'hangul',
  'thai',
  'armenian',
  'georgian',
  'cjk',
  'other',
  'several',
  'none',
] as const;
/** Words fall into as many bins by a hash, so that none can be read from their counts. */
const WORD_BINS = 64;
const BIN_COUNTS: Readonly<Record<Trait, number>> = {
  filled: 2,
  length: LENGTH_ENDS.length + 1,
  'words-a-cell': WORD_ENDS.length + 1,
  digits: DIGIT_ENDS.length + 1,
  script: SCRIPT_BINS.length,
  words: WORD_BINS,
};
/** Larger tables are told by this many rows, spread evenly. */
const MOST_ROWS = 50_000;

/**
 * Counts how the cells of some columns look. Of larger tables every so many rows are looked at. O(characters).
 *
 * @param columns cells of each, with its name
 */
export function portrayTexts(columns: readonly { readonly name: string; readonly cells: readonly string[] }[]): TablePortrait {
  const rows = columns[0]?.cells.length ?? 0;
  const step = Math.max(1, rows / MOST_ROWS);
  return {
    version: PORTRAIT_VERSION,
    rows,
    columns: columns.map(({ name, cells }) => ({ name, counts: countTraits(cells, step) })),
  };
}

function countTraits(cells: readonly string[], step: number): ColumnCounts['counts'] {
  const counts = Object.fromEntries(TRAITS.map((trait) => [trait, new Array<number>(BIN_COUNTS[trait]).fill(0)])) as Record<
    Trait,
    number[]
  >;
  for (let at = 0; at < cells.length; at += step) {
    const cell = cells[Math.floor(at)]!.trim();
    counts.filled[cell === '' ? 0 : 1]!++;
    if (cell === '') continue;
    const characters = [...cell];
    const words = cell.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
    const digits = characters.filter((one) => one >= '0' && one <= '9').length;
    counts.length[binOf(LENGTH_ENDS, characters.length)]!++;
    counts['words-a-cell'][binOf(WORD_ENDS, words.length)]!++;
    counts.digits[binOf(DIGIT_ENDS, digits / characters.length)]!++;
    counts.script[scriptBin(scriptsOf(cell))]!++;
    for (const word of new Set(words)) counts.words[hashWord(word) % WORD_BINS]!++;
  }
  return counts;
}

function binOf(ends: readonly number[], value: number): number {
  const at = ends.findIndex((end) => value <= end);
  return at < 0 ? ends.length : at;
}

function scriptBin(scripts: number): number {
  if (scripts === 0) return SCRIPT_BINS.indexOf('none');
  if ((scripts & (scripts - 1)) !== 0) return SCRIPT_BINS.indexOf('several');
  return Math.min(31 - Math.clz32(scripts), SCRIPT_BINS.indexOf('other'));
}

/** FNV-1a over UTF-16 units, its bits mixed once more so that the lowest ones are even. */
function hashWord(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** A portrait out of a file, which may come from anywhere; null for one of another version. @throws RangeError where it is none */
export function readPortrait(given: unknown): TablePortrait | null {
  const { version, rows, columns } = (given ?? {}) as Partial<Record<keyof TablePortrait, unknown>>;
  if (!isCount(version)) throw new RangeError('version');
  if (version !== PORTRAIT_VERSION) return null;
  if (!isCount(rows) || !Array.isArray(columns)) throw new RangeError('portrait');
  return { version: PORTRAIT_VERSION, rows, columns: columns.map(readColumn) };
}

function readColumn(given: unknown): ColumnCounts {
  const { name, counts } = (given ?? {}) as Partial<Record<keyof ColumnCounts, unknown>>;
  if (typeof name !== 'string') throw new RangeError('name');
  const bins = (trait: Trait): readonly number[] => {
    const own = (counts as Partial<Record<Trait, unknown>> | null | undefined)?.[trait];
    if (!Array.isArray(own) || own.length !== BIN_COUNTS[trait] || !own.every(isCount)) throw new RangeError(trait);
    return own;
  };
  return { name, counts: Object.fromEntries(TRAITS.map((trait) => [trait, bins(trait)])) as ColumnCounts['counts'] };
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
