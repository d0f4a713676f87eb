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

/** Pairs of lists, with what the lists know of them. */
export interface UnitedPairs extends PairList {
  /** For each of the lists the value of every pair, NaN where it has none. */
  readonly values: readonly Float32Array[];
}

/**
 * All pairs that any list names from either side; where both sides name one, the left one's value holds. Cost O(pairs named), 8 bytes
 * each beside what comes out.
 */
export function unitePairs(lists: readonly Sides<TopPairs>[], count: Sides<number>): UnitedPairs {
  const named = lists.flatMap(({ left, right }) => [left, right]);
  // A place of all lists, one after the other, stands for the pair there.
  const starts = [0];
  for (const { index } of named) starts.push(starts.at(-1)! + index.length);
  const byRight = new Uint32Array(total(named));
  const next = new Uint32Array(count.right + 1);
  const each = (visit: (left: number, right: number, place: number) => void): void =>
    named.forEach(({ k, count: counts, index }, list) => {
      const isLeft = list % 2 === 0;
      for (let member = 0; member < counts.length; member++) {
        const to = member * k + counts[member]!;
        for (let at = member * k; at < to; at++) {
          if (isLeft) visit(member, index[at]!, starts[list]! + at);
          else visit(index[at]!, member, starts[list]! + at);
        }
      }
    });
  const offsets = new Uint32Array(count.left + 1);
  each((left, right) => {
    next[right + 1]!++;
    offsets[left + 1]!++;
  });
  for (let right = 0; right < count.right; right++) next[right + 1]! += next[right]!;
  for (let left = 0; left < count.left; left++) offsets[left + 1]! += offsets[left]!;
  each((_, right, place) => {
    byRight[next[right]!++] = place;
  });
  const byLeft = new Uint32Array(byRight.length);
  const slots = offsets.slice();
  const listOf = (place: number): number => {
    let list = 0;
    while (place >= starts[list + 1]!) list++;
    return list;
  };
  for (const place of byRight) {
    const list = listOf(place);
    const at = place - starts[list]!;
    const { k, index } = named[list]!;
    byLeft[slots[list % 2 === 0 ? Math.floor(at / k) : index[at]!]!++] = place;
  }
  const right = new Uint32Array(byLeft.length);
  const values = lists.map(() => new Float32Array(byLeft.length).fill(Number.NaN));
  let end = 0;
  let from = 0;
  for (let left = 0; left < count.left; left++) {
    const to = offsets[left + 1]!;
    const start = end;
    for (let slot = from; slot < to; slot++) {
      const list = listOf(byLeft[slot]!);
      const at = byLeft[slot]! - starts[list]!;
      const { k, index, value } = named[list]!;
      const partner = list % 2 === 0 ? index[at]! : Math.floor(at / k);
      if (end === start || right[end - 1] !== partner) right[end++] = partner;
      const known = values[list >> 1]!;
      if (Number.isNaN(known[end - 1]!)) known[end - 1] = value[at]!;
    }
    from = to;
    offsets[left + 1] = end;
  }
  return { offsets, right: right.slice(0, end), values: values.map((all) => all.slice(0, end)) };
}

const total = (lists: readonly TopPairs[]): number =>
  lists.reduce((sum, { count }) => sum + count.reduce((all, one) => all + one, 0), 0);

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
