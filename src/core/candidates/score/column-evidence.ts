import type { Qualifier } from '../../model/settings';
import type { Sides } from '../../model/types';
import type { PairList } from '../pair-list';
import { createColumnComparison, numberOf } from './column-comparison';

/** How two cells agree. */
export type CellAgreement = 'missing' | 'different' | 'faint' | 'close' | 'equal';

/** What one pair of columns says of any pair of records, for explanations. */
export interface ColumnVoice {
  /** `evidence` and `emphasis` as they go into `ColumnEvidence`. O(shorter cell). */
  hear(left: number, right: number): { readonly agreement: CellAgreement; readonly evidence: number; readonly emphasis: number };
  /** Means over the pool. */
  readonly mean: { readonly evidence: number; readonly emphasis: number };
}

/** What one qualifier says of any pair of records, in logits. */
export interface QualifierVoice {
  hear(left: number, right: number): { readonly isMissing: boolean; readonly logit: number };
  readonly mean: number;
}

/** What single columns say of each pair of a pool. */
export interface ColumnEvidence {
  /** Evidence of all columns, each counting the same; 0 where nothing speaks. */
  readonly columns: Float32Array;
  /** What the user's weights add to or take from that, in logits; 0 where all are 1. */
  readonly emphasis: Float32Array;
}

/**
 * Compares the columns of every pair and weighs what each level of agreement says, after Fellegi and Sunter (JASA 64, 1969, doi
 * 10.1080/01621459.1969.10501049): equal, close, different; an empty cell says nothing. How often a level occurs among matches is
 * taken from pairs that are each other's best by `value`, the better half of them; among non-matches from all other pairs. Columns of
 * long texts count less, as they rarely agree as a whole. With fewer than two columns there is no evidence beyond that of the texts.
 *
 * Cost O(pairs · columns · shorter cells); a byte a pair and column.
 *
 * @param value what the pool already says of a pair, for finding likely matches
 * @param weights of the columns, 0…5
 * @param voices takes what each column says, in order, where it is asked about single pairs later: what compares its cells then stays
 */
export function weighColumns(
  pairs: PairList,
  cells: readonly Sides<readonly string[]>[],
  weights: readonly number[],
  value: Float32Array,
  voices?: ColumnVoice[],
): ColumnEvidence {
  const columns = new Float32Array(pairs.right.length);
  const emphasis = new Float32Array(pairs.right.length);
  if (cells.length < 2) return { columns, emphasis };
  const isLikely = likelyMatches(pairs, value);
  cells.forEach((sides, column) => {
    const scale = brevityOf(sides) / Math.sqrt(cells.length);
    const levelOf = createLevels(sides);
    const levels = new Uint8Array(pairs.right.length);
    forEachPair(pairs, (left, right, at) => {
      levels[at] = levelOf(left, right);
    });
    const bits = weightsOfLevels(levels, isLikely);
    const extra = (weights[column] ?? 1) - 1;
    let sum = 0;
    for (let at = 0; at < levels.length; at++) {
      const evidence = bits[levels[at]!]!;
      columns[at]! += evidence * scale;
      emphasis[at]! += extra * evidence * EMPHASIS;
      sum += evidence;
    }
    const mean = sum / Math.max(1, levels.length);
    voices?.push({
      hear(left, right) {
        const level = levelOf(left, right);
        return { agreement: AGREEMENTS[level]!, evidence: bits[level]! * scale, emphasis: extra * bits[level]! * EMPHASIS };
      },
      mean: { evidence: mean * scale, emphasis: extra * mean * EMPHASIS },
    });
  });
  return { columns, emphasis };
}

/**
 * What qualifiers say of a pair, in logits: up where they agree, down where they contradict, in between for numbers and dates that are
 * close; an empty cell says nothing. Only rises with agreement.
 */
export function weighQualifiers(
  pairs: PairList,
  cells: readonly Sides<readonly string[]>[],
  qualifiers: readonly Qualifier[],
  voices?: QualifierVoice[],
): { readonly logits: Float32Array; readonly contradicts: Uint8Array } {
  const logits = new Float32Array(pairs.right.length);
  const contradicts = new Uint8Array(pairs.right.length);
  cells.forEach((sides, index) => {
    const { kind, weight } = qualifiers[index]!;
    const compare = kind === 'date' ? createDateComparison(sides) : createColumnComparison(sides);
    /** NaN where a cell is empty. */
    const agreementOf = (left: number, right: number): number => {
      const likeness = compare(left, right);
      return kind === 'category' && likeness < 1 ? likeness / 2 : likeness;
    };
    const logitOf = (agreement: number): number => weight * (agreement * AGREEMENT - (1 - agreement) * CONTRADICTION);
    let sum = 0;
    forEachPair(pairs, (left, right, at) => {
      const agreement = agreementOf(left, right);
      if (Number.isNaN(agreement)) return;
      const logit = logitOf(agreement);
      logits[at]! += logit;
      sum += logit;
      if (weight > 0 && agreement < 0.5) contradicts[at] = 1;
    });
    voices?.push({
      hear(left, right) {
        const agreement = agreementOf(left, right);
        const isMissing = Number.isNaN(agreement);
        return { isMissing, logit: isMissing ? 0 : logitOf(agreement) };
      },
      mean: sum / Math.max(1, pairs.right.length),
    });
  });
  return { logits, contradicts };
}

const AGREEMENT = 1;
const CONTRADICTION = 3;
/** Logits that a weight of 2 adds for each bit of evidence. */
export const EMPHASIS = 0.35;
const MISSING = 0;
const CLOSE = 0.7;
const FAINT = 0.35;
const LEVELS = 5;
const BRIEF_WORDS = 4;
const MOST_BITS = 5;
const DAYS_APART = 366;

/** 1 for columns of up to four words a filled cell, less for longer ones. */
export function brevityOf(sides: Sides<readonly string[]>): number {
  let words = 0;
  let filled = 0;
  for (const side of [sides.left, sides.right]) {
    for (const cell of side) {
      const count = cell.split(/\s+/u).filter(Boolean).length;
      words += count;
      if (count > 0) filled++;
    }
  }
  return 1 / Math.max(1, words / Math.max(1, filled) / BRIEF_WORDS);
}

/** Level of agreement of two cells, a place in `AGREEMENTS`. */
export function createLevels(sides: Sides<readonly string[]>): (left: number, right: number) => number {
  const compare = createColumnComparison(sides);
  return (left, right) => {
    const likeness = compare(left, right);
    return Number.isNaN(likeness) ? MISSING : likeness === 1 ? 4 : likeness >= CLOSE ? 3 : likeness >= FAINT ? 2 : 1;
  };
}

const AGREEMENTS: readonly CellAgreement[] = ['missing', 'different', 'faint', 'close', 'equal'];

/** What each level of agreement says, in bits: how often it occurs among likely matches against all other pairs. */
export function weightsOfLevels(levels: Uint8Array, isLikely: Uint8Array): Float64Array {
  const likely = new Float64Array(LEVELS).fill(1);
  const other = new Float64Array(LEVELS).fill(1);
  for (let at = 0; at < levels.length; at++) (isLikely[at] ? likely : other)[levels[at]!]!++;
  const total = (counts: Float64Array): number => counts.subarray(1).reduce((sum, count) => sum + count, 0);
  const likelyTotal = total(likely);
  const otherTotal = total(other);
  const bits = new Float64Array(LEVELS);
  for (let level = 1; level < LEVELS; level++) {
    const ratio = Math.log2(likely[level]! / likelyTotal / (other[level]! / otherTotal));
    bits[level] = Math.max(-MOST_BITS, Math.min(MOST_BITS, ratio));
  }
  for (let level = 2; level < LEVELS; level++) bits[level] = Math.max(bits[level]!, bits[level - 1]!);
  return bits;
}

/** Pairs that are each other's best, the better half of them by `value`. */
function likelyMatches(pairs: PairList, value: Float32Array): Uint8Array {
  const leftBest = new Float32Array(pairs.offsets.length - 1).fill(Number.NEGATIVE_INFINITY);
  let rightCount = 0;
  for (const right of pairs.right) rightCount = Math.max(rightCount, right + 1);
  const rightBest = new Float32Array(rightCount).fill(Number.NEGATIVE_INFINITY);
  forEachPair(pairs, (left, right, at) => {
    leftBest[left] = Math.max(leftBest[left]!, value[at]!);
    rightBest[right] = Math.max(rightBest[right]!, value[at]!);
  });
  const isMutual = (left: number, right: number, at: number): boolean =>
    value[at] === leftBest[left] && value[at] === rightBest[right];
  const values: number[] = [];
  forEachPair(pairs, (left, right, at) => {
    if (isMutual(left, right, at)) values.push(value[at]!);
  });
  values.sort((a, b) => a - b);
  const least = values[Math.floor(values.length / 2)] ?? 0;
  const isLikely = new Uint8Array(pairs.right.length);
  forEachPair(pairs, (left, right, at) => {
    if (isMutual(left, right, at) && value[at]! >= least) isLikely[at] = 1;
  });
  return isLikely;
}

function forEachPair(pairs: PairList, visit: (left: number, right: number, at: number) => void): void {
  for (let left = 0; left + 1 < pairs.offsets.length; left++) {
    for (let at = pairs.offsets[left]!; at < pairs.offsets[left + 1]!; at++) visit(left, pairs.right[at]!, at);
  }
}

/** Dates by the days between them, 0 from a year on; years alone and what cannot be read as a date are compared as numbers and letters. */
function createDateComparison(sides: Sides<readonly string[]>): (left: number, right: number) => number {
  const compare = createColumnComparison(sides);
  const left = Float64Array.from(sides.left, dayOf);
  const right = Float64Array.from(sides.right, dayOf);
  return (leftRow, rightRow) => {
    const gap = Math.abs(left[leftRow]! - right[rightRow]!);
    return Number.isNaN(gap) ? compare(leftRow, rightRow) : Math.max(0, 1 - gap / DAYS_APART);
  };
}

/** Days since 1970 of an ISO 8601 or `day.month.year` date; of a year its middle; NaN for anything else. */
function dayOf(cell: string): number {
  const text = cell.trim();
  if (/^\d{4}$/u.test(text)) return Date.UTC(numberOf(text), 6, 1) / DAY_MS;
  const iso = /^(\d{4})-?(\d{2})-?(\d{2})/u.exec(text);
  if (iso) return Date.UTC(Number(iso[1]), Number(iso[2]) - 1, Number(iso[3])) / DAY_MS;
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/u.exec(text);
  return dotted ? Date.UTC(Number(dotted[3]), Number(dotted[2]) - 1, Number(dotted[1])) / DAY_MS : Number.NaN;
}

const DAY_MS = 86_400_000;

/** What another engine of the same definition takes over, see `core/definition`. */
export const COLUMN_DEFINITION = {
  AGREEMENT,
  CONTRADICTION,
  EMPHASIS,
  CLOSE,
  FAINT,
  LEVELS,
  BRIEF_WORDS,
  MOST_BITS,
  DAYS_APART,
} as const;
