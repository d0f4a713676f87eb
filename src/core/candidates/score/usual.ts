import type { Sides } from '../../model/types';
import type { PairList } from '../pair-list';

/** What good candidates that are not the best reach, of each record of both sides. */
export interface Usual extends Sides<Float32Array> {
  /** Mean of the second best over left records that have one. */
  readonly mean: number;
}

/**
 * Mean of the second to sixth largest value of each record's pairs, 0 where it has one pair or none. It tells how alike a record is to
 * records that it does not match, as in cross-domain similarity local scaling (Conneau et al., ICLR 2018, arXiv:1710.04087), where the
 * best one counts too. O(pairs).
 *
 * A small table has no record that comes close by chance, which large ones have: where the other side has fewer than `MANY` records,
 * all values of a side are lifted by the same amount, until their average is a share of `floor`, the more the fewer there are.
 *
 * @param values of the pairs; null where there are none, for zeros
 * @param floor what is usual at least in a table too small to tell
 */
export function usualOf(pairs: PairList, values: Float32Array | null, rightCount: number, floor = 0): Usual {
  const leftCount = pairs.offsets.length - 1;
  if (!values) return { left: new Float32Array(leftCount), right: new Float32Array(rightCount), mean: 0 };
  const left = createBest(leftCount);
  const right = createBest(rightCount);
  for (let record = 0; record < leftCount; record++) {
    for (let at = pairs.offsets[record]!; at < pairs.offsets[record + 1]!; at++) {
      offer(left, record, values[at]!);
      offer(right, pairs.right[at]!, values[at]!);
    }
  }
  let sum = 0;
  let count = 0;
  for (let record = 0; record < leftCount; record++) {
    if (left.count[record]! < 2) continue;
    sum += left.values[record * KEPT + 1]!;
    count++;
  }
  const least = { left: floor * shareUnseen(rightCount), right: floor * shareUnseen(leftCount) };
  const mean = Math.max(least.left, count === 0 ? 0 : sum / count);
  return { left: lift(meansOf(left), least.left), right: lift(meansOf(right), least.right), mean };
}

const KEPT = 6;
const MANY = 50;

interface Best {
  readonly values: Float32Array;
  readonly count: Uint8Array;
}

const createBest = (count: number): Best => ({ values: new Float32Array(count * KEPT), count: new Uint8Array(count) });

function offer(best: Best, record: number, value: number): void {
  const from = record * KEPT;
  const count = best.count[record]!;
  if (count === KEPT && value <= best.values[from + KEPT - 1]!) return;
  let slot = from + (count === KEPT ? KEPT - 1 : count);
  while (slot > from && best.values[slot - 1]! < value) {
    best.values[slot] = best.values[slot - 1]!;
    slot--;
  }
  best.values[slot] = value;
  if (count < KEPT) best.count[record] = count + 1;
}

/** How much of what is usual among many records cannot be seen among `others`. */
const shareUnseen = (others: number): number => Math.max(0, 1 - others / MANY);

/** Adds the same to all values, where their average is below `least`: which is higher than which stays. */
function lift(values: Float32Array, least: number): Float32Array {
  if (least === 0 || values.length === 0) return values;
  const missing = least - values.reduce((sum, value) => sum + value, 0) / values.length;
  return missing > 0 ? values.map((value) => value + missing) : values;
}

function meansOf(best: Best): Float32Array {
  return Float32Array.from(best.count, (count, record) => {
    let sum = 0;
    for (let rank = 1; rank < count; rank++) sum += best.values[record * KEPT + rank]!;
    return count < 2 ? 0 : sum / (count - 1);
  });
}

/** What another engine of the same definition takes over, see `core/definition`. */
export const USUAL_DEFINITION = { KEPT, MANY } as const;
