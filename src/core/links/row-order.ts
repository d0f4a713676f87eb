import type { PairGraph } from './pair-graph';

const MOST_ROUNDS = 8;

/**
 * Among one-to-one assignments of equal total, moves towards the one in row order: an earlier left row gets the lower right row, and
 * of two that want one, the earlier left row has it. Only moves and swaps that leave the total exactly as it is. Changes `taken`.
 * O(pairs · degree) a round, and twins settle in one.
 */
export function settleTies({ leftCount, rightCount, offsets, right, gain }: PairGraph, taken: Uint8Array): void {
  const pairOf = new Int32Array(leftCount).fill(-1);
  const holderOf = new Int32Array(rightCount).fill(-1);
  for (let left = 0; left < leftCount; left++) {
    for (let pair = offsets[left]!; pair < offsets[left + 1]!; pair++) if (taken[pair]) place(left, pair);
  }
  function place(left: number, pair: number): void {
    pairOf[left] = pair;
    holderOf[right[pair]!] = left;
  }
  const pairWith = (left: number, record: number): number => {
    for (let pair = offsets[left]!; pair < offsets[left + 1]!; pair++) if (right[pair] === record) return pair;
    return -1;
  };
  /** Puts `left` into `wanted` where that costs nothing; the later row that had it takes what `left` had. */
  const improve = (left: number, wanted: number): boolean => {
    const own = pairOf[left]!;
    const record = right[wanted]!;
    if (own >= 0 && record >= right[own]!) return false;
    const holder = holderOf[record]!;
    const ownGain = own < 0 ? 0 : gain[own]!;
    if (holder < 0) {
      if (own < 0 || gain[wanted] !== ownGain) return false;
      holderOf[right[own]!] = -1;
    } else {
      if (holder < left) return false;
      const held = pairOf[holder]!;
      const swapped = own < 0 ? -1 : pairWith(holder, right[own]!);
      if (own >= 0 && swapped < 0) return false;
      if (gain[wanted]! + (swapped < 0 ? 0 : gain[swapped]!) !== ownGain + gain[held]!) return false;
      taken[held] = 0;
      pairOf[holder] = -1;
      if (swapped >= 0) {
        taken[swapped] = 1;
        place(holder, swapped);
      }
    }
    if (own >= 0) taken[own] = 0;
    taken[wanted] = 1;
    place(left, wanted);
    return true;
  };
  for (let round = 0, moved = true; moved && round < MOST_ROUNDS; round++) {
    moved = false;
    for (let left = 0; left < leftCount; left++) {
      for (let pair = offsets[left]!; pair < offsets[left + 1]!; pair++) if (improve(left, pair)) moved = true;
    }
  }
}

/** What another engine of the same definition takes over, see `core/definition`. */
export const ROW_ORDER_DEFINITION = { MOST_ROUNDS } as const;
