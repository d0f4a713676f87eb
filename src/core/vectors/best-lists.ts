import type { TopPairs } from '../candidates/top-pairs';

/**
 * The best `k` partners of every record while pairs stream by: one binary heap a record, its worst member first, where a lower value
 * is worse and, among equal values, a higher index.
 */
export interface BestLists extends TopPairs {
  /** What a value has to exceed to enter the list of a record: −∞ while there is room, +∞ where `k` is 0. */
  readonly floor: Float32Array;
}

/** Empty lists of `records` records. Memory: `records · (8 k + 8)` bytes. */
export function createBestLists(records: number, k: number): BestLists {
  return {
    k,
    count: new Uint32Array(records),
    index: new Uint32Array(records * k),
    value: new Float32Array(records * k),
    floor: new Float32Array(records).fill(k > 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY),
  };
}

/** Enters a partner that is among the best so far; NaN never is. Cost O(log k). */
export function offerPair(lists: BestLists, record: number, partner: number, value: number): void {
  const { k, count, index, value: values, floor } = lists;
  const start = record * k;
  const size = count[record]!;
  if (size === k) {
    if (k === 0 || !(value > values[start]! || (value === values[start]! && partner < index[start]!))) return;
    sinkInto(lists, start, k, partner, value);
    floor[record] = values[start]!;
    return;
  }
  if (Number.isNaN(value)) return;
  let slot = size;
  while (slot > 0) {
    const parent = (slot - 1) >> 1;
    const above = values[start + parent]!;
    if (above < value || (above === value && index[start + parent]! > partner)) break;
    values[start + slot] = above;
    index[start + slot] = index[start + parent]!;
    slot = parent;
  }
  values[start + slot] = value;
  index[start + slot] = partner;
  count[record] = size + 1;
  if (size + 1 === k) floor[record] = values[start]!;
}

/** Orders every list best first, ties by the lower index. The lists take no more offers after it. Cost O(records · k log k). */
export function sortBestLists(lists: BestLists): TopPairs {
  const { k, count, index, value } = lists;
  for (let record = 0; record < count.length; record++) {
    const start = record * k;
    for (let last = count[record]! - 1; last > 0; last--) {
      const partner = index[start + last]!;
      const worth = value[start + last]!;
      index[start + last] = index[start]!;
      value[start + last] = value[start]!;
      sinkInto(lists, start, last, partner, worth);
    }
  }
  return { k, count, index, value };
}

/** Puts a pair in the place of the worst of a heap of `size`. */
function sinkInto({ index, value: values }: BestLists, start: number, size: number, partner: number, value: number): void {
  let slot = 0;
  for (;;) {
    let child = 2 * slot + 1;
    if (child >= size) break;
    let below = values[start + child]!;
    if (child + 1 < size) {
      const other = values[start + child + 1]!;
      if (other < below || (other === below && index[start + child + 1]! > index[start + child]!)) {
        child++;
        below = other;
      }
    }
    if (value < below || (value === below && partner > index[start + child]!)) break;
    values[start + slot] = below;
    index[start + slot] = index[start + child]!;
    slot = child;
  }
  values[start + slot] = value;
  index[start + slot] = partner;
}
