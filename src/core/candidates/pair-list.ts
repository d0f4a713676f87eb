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
 * All pairs that any list names from either side; where both sides name one, the left one's value holds. Cost O(pairs named), times the
 * logarithm of a record's.
 */
export function unitePairs(lists: readonly Sides<TopPairs>[], count: Sides<number>): UnitedPairs {
  const named = lists.map(({ left, right }) => ({ left, right, reverse: turnAround(right, count.left) }));
  let most = 0;
  for (const { left, right } of named) most += totalOf(left) + totalOf(right);
  const offsets = new Uint32Array(count.left + 1);
  const all = new Uint32Array(most);
  const values = named.map(() => new Float32Array(most).fill(Number.NaN));
  /** For each right record one more than the last left record that named it, and the place of the pair of both. */
  const namedBy = new Uint32Array(count.right);
  const placeOf = new Uint32Array(count.right);
  let end = 0;
  for (let record = 0; record < count.left; record++) {
    const start = end;
    const add = (partner: number): void => {
      if (namedBy[partner] === record + 1) return;
      namedBy[partner] = record + 1;
      all[end++] = partner;
    };
    for (const { left, reverse } of named) {
      const to = record * left.k + left.count[record]!;
      for (let at = record * left.k; at < to; at++) add(left.index[at]!);
      for (let at = reverse.offsets[record]!; at < reverse.offsets[record + 1]!; at++) add(reverse.members[at]!);
    }
    sortNumbers(all.subarray(start, end));
    for (let place = start; place < end; place++) placeOf[all[place]!] = place;
    for (const [list, { left, right, reverse }] of named.entries()) {
      const known = values[list]!;
      for (let at = reverse.offsets[record]!; at < reverse.offsets[record + 1]!; at++) {
        known[placeOf[reverse.members[at]!]!] = right.value[reverse.places[at]!]!;
      }
      const to = record * left.k + left.count[record]!;
      for (let at = record * left.k; at < to; at++) known[placeOf[left.index[at]!]!] = left.value[at]!;
    }
    offsets[record + 1] = end;
  }
  return { offsets, right: all.slice(0, end), values: values.map((of) => of.slice(0, end)) };
}

const totalOf = ({ count }: TopPairs): number => count.reduce((sum, one) => sum + one, 0);

/** Which members name each of `count` partners, ascending, and at which place of their lists. */
function turnAround(top: TopPairs, count: number): { offsets: Uint32Array; members: Uint32Array; places: Uint32Array } {
  const offsets = new Uint32Array(count + 1);
  for (let member = 0; member < top.count.length; member++) {
    const to = member * top.k + top.count[member]!;
    for (let at = member * top.k; at < to; at++) offsets[top.index[at]! + 1]!++;
  }
  for (let partner = 0; partner < count; partner++) offsets[partner + 1]! += offsets[partner]!;
  const next = offsets.slice();
  const members = new Uint32Array(offsets[count]!);
  const places = new Uint32Array(offsets[count]!);
  for (let member = 0; member < top.count.length; member++) {
    const to = member * top.k + top.count[member]!;
    for (let at = member * top.k; at < to; at++) {
      const slot = next[top.index[at]!]!++;
      members[slot] = member;
      places[slot] = at;
    }
  }
  return { offsets, members, places };
}

/** Ascending, in its place. */
function sortNumbers(numbers: Uint32Array): void {
  if (numbers.length > FEW) {
    numbers.sort();
    return;
  }
  for (let at = 1; at < numbers.length; at++) {
    const number = numbers[at]!;
    let to = at;
    for (; to > 0 && numbers[to - 1]! > number; to--) numbers[to] = numbers[to - 1]!;
    numbers[to] = number;
  }
}

/** So few are sorted sooner one by one. */
const FEW = 64;

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
