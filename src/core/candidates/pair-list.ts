import type { Sides } from '../model/types';
import type { TopPairs } from './top-pairs';

/** Pairs of records: `right[offsets[l]..offsets[l + 1]]` are the partners of left record `l`, ascending, each once. */
export interface PairList {
  readonly offsets: Uint32Array;
  readonly right: Uint32Array;
}

/** Left member of every pair of lists that lie one after the other. */
export function leftOf({ offsets, right }: PairList): Uint32Array {
  const left = new Uint32Array(right.length);
  for (let member = 0; member + 1 < offsets.length; member++) left.fill(member, offsets[member]!, offsets[member + 1]!);
  return left;
}

/** All pairs that any list names from either side. Cost O(pairs · log of a record's pairs). */
export function unitePairs(lists: readonly Sides<TopPairs>[], count: Sides<number>): PairList {
  const offsets = new Uint32Array(count.left + 1);
  const each = (visit: (left: number, right: number) => void): void => {
    for (const { left, right } of lists) {
      forEachPair(left, visit);
      forEachPair(right, (member, partner) => visit(partner, member));
    }
  };
  each((left) => {
    offsets[left + 1]!++;
  });
  for (let left = 0; left < count.left; left++) offsets[left + 1]! += offsets[left]!;
  const next = offsets.slice();
  const right = new Uint32Array(offsets[count.left]!);
  each((left, partner) => {
    right[next[left]!++] = partner;
  });
  return dropRepeats(offsets, right);
}

/** Sorts the partners of every left record and keeps each once, in place of what is given. */
export function dropRepeats(offsets: Uint32Array, right: Uint32Array): PairList {
  let end = 0;
  let from = 0;
  for (let left = 0; left + 1 < offsets.length; left++) {
    const to = offsets[left + 1]!;
    const own = right.subarray(from, to).sort();
    const start = end;
    for (const partner of own) {
      if (end > start && right[end - 1] === partner) continue;
      right[end++] = partner;
    }
    from = to;
    offsets[left + 1] = end;
  }
  return { offsets, right: right.slice(0, end) };
}

function forEachPair(top: TopPairs, visit: (member: number, partner: number) => void): void {
  for (let member = 0; member < top.count.length; member++) {
    const from = member * top.k;
    const to = from + top.count[member]!;
    for (let at = from; at < to; at++) visit(member, top.index[at]!);
  }
}
