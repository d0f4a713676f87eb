import { BINS } from './probe-tables';

/** Members and their values, above 0; one place more than there are. */
export interface Valued {
  readonly members: Uint32Array;
  readonly values: Float32Array;
  /** The bits of the values, whose order is theirs. */
  readonly valueBits: Uint32Array;
}

/**
 * Bits that the best `wanted` of the first `count` values reach, and about no others. Values are put in bins by their leading bits
 * and a bin is kept whole or not at all, so that equal values share their fate and more than `wanted` can reach it, never fewer. Cost O(count).
 *
 * @param bins working memory
 * @param most the largest value
 */
export function leastOfBest(
  { values, valueBits }: Pick<Valued, 'values' | 'valueBits'>,
  bins: Uint32Array,
  count: number,
  wanted: number,
  most: number,
): number {
  if (count <= wanted) return 0;
  bins.fill(0);
  values[count] = most;
  const top = valueBits[count]! >>> BIN_SHIFT;
  for (let at = 0; at < count; at++) bins[Math.min(top - (valueBits[at]! >>> BIN_SHIFT), BINS - 1)]!++;
  let last = 0;
  let held = bins[0]!;
  while (held < wanted) held += bins[++last]!;
  return last === BINS - 1 ? 0 : (top - last) << BIN_SHIFT;
}

/** Keeps about the best `wanted` of the first `count` members, as `leastOfBest` has it, in the order they are in; returns how many. */
export function keepBest(valued: Valued, bins: Uint32Array, count: number, wanted: number, most: number): number {
  if (count <= wanted) return count;
  const { members, values, valueBits } = valued;
  const least = leastOfBest(valued, bins, count, wanted, most);
  let kept = 0;
  for (let at = 0; at < count; at++) {
    const isKept = valueBits[at]! >= least;
    members[kept] = members[at]!;
    values[kept] = values[at]!;
    if (isKept) kept++;
  }
  return kept;
}

/** Leaves eight bits of the fraction. */
const BIN_SHIFT = 15;

/** What another engine of the same definition takes over, see `core/definition`. */
export const KEEP_BEST_DEFINITION = { BINS, BIN_SHIFT } as const;
