import type { TopPairs } from './top-pairs';

/** The best `k` partners of each of `count` records, kept up while pairs stream by in any order. */
export interface BestLists {
  readonly k: number;
  /** What a value has to reach to enter a full list, a record each; 0 while the list has room. */
  readonly floors: Float32Array;
  /** Takes in one pair of a record; each partner at most once. Cost O(k) at worst, O(1) below the floor. */
  offer(record: number, partner: number, value: number): void;
  /** The lists, best first, ties by the lower partner. Shares memory: offer nothing afterwards. */
  finish(): TopPairs;
}

/** Empty lists. Only values above 0 are kept; `value` is compared as float32. Memory 8 bytes · count · k. */
export function createBestLists(count: number, k: number): BestLists {
  const index = new Uint32Array(count * k);
  const value = new Float32Array(count * k);
  const sizes = new Uint32Array(count);
  const floors = new Float32Array(count);
  return {
    k,
    floors,
    offer(record, partner, exact) {
      const offered = Math.fround(exact);
      if (k === 0 || offered <= 0 || offered < floors[record]!) return;
      const start = record * k;
      const size = sizes[record]!;
      let slot = start + (size < k ? size : k - 1);
      if (size === k && offered === value[slot] && partner > index[slot]!) return;
      if (size < k) sizes[record] = size + 1;
      while (slot > start && (value[slot - 1]! < offered || (value[slot - 1] === offered && index[slot - 1]! > partner))) {
        value[slot] = value[slot - 1]!;
        index[slot] = index[slot - 1]!;
        slot--;
      }
      value[slot] = offered;
      index[slot] = partner;
      if (size + 1 >= k) floors[record] = value[start + k - 1]!;
    },
    finish: () => ({ k, count: sizes, index, value }),
  };
}
