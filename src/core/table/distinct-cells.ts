import type { CellColumn } from '../model/types';
import { skipSpace, trimEnd } from './cell-bytes';
import { startOf } from './cells';

const FIRST_SLOTS = 1024;
const NONE = -1;

/** Counts the distinct values of a column as they come: all filled rows from the first on. Memory: at most 24 bytes a distinct value. */
export interface DistinctCells {
  readonly count: number;
  /** True where the trimmed value of a row, which stands between two places, is met for the first time. */
  add(row: number, from: number, to: number): boolean;
}

/**
 * An open hash table of rows; equal hashes are told apart by their bytes, so the count is exact. As long as values only ascend, as ids and
 * sorted names do, each is compared with the one before and there is no table.
 */
export function countDistinct(column: CellColumn): DistinctCells {
  const { bytes, ends } = column;
  const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let mask = FIRST_SLOTS - 1;
  /** Row and hash, slot by slot. */
  let slots = new Int32Array(0);
  let count = 0;
  let isAscending = true;
  let lastFrom = 0;
  let lastTo = 0;

  /** Where nearly all values so far differ, those that follow are likely to: the table is not copied again and again. */
  function grow(row: number): void {
    const old = slots;
    const isLikelyAll = count > FIRST_SLOTS && count * 8 > row * 7;
    do mask = mask * 2 + 1;
    while (isLikelyAll && mask * 2 < ends.length * 3);
    slots = new Int32Array(2 * (mask + 1)).fill(NONE);
    for (let at = 0; at < old.length; at += 2) {
      if (old[at] === NONE) continue;
      let slot = old[at + 1]! & mask;
      while (slots[2 * slot] !== NONE) slot = (slot + 1) & mask;
      slots[2 * slot] = old[at]!;
      slots[2 * slot + 1] = old[at + 1]!;
    }
  }
  function isValueOf(row: number, from: number, to: number): boolean {
    const end = ends[row]!;
    const start = skipSpace(bytes, startOf(column, row), end);
    const shift = start - from;
    if (end < to + shift) return false;
    let at = from;
    for (; at + 4 <= to; at += 4) if (words.getInt32(at, true) !== words.getInt32(at + shift, true)) return false;
    for (; at < to; at++) if (bytes[at] !== bytes[at + shift]) return false;
    return to + shift === end || trimEnd(bytes, start, end) === to + shift;
  }
  function insert(row: number, from: number, to: number): boolean {
    const hash = hashOf(words, from, to);
    const table = slots;
    let slot = hash & mask;
    for (let known = table[2 * slot]!; known !== NONE; known = table[2 * slot]!) {
      if (table[2 * slot + 1] === hash && isValueOf(known, from, to)) return false;
      slot = (slot + 1) & mask;
    }
    table[2 * slot] = row;
    table[2 * slot + 1] = hash;
    if (++count * 3 > mask * 2) grow(row);
    return true;
  }
  function startTable(row: number): void {
    isAscending = false;
    slots = new Int32Array(2 * FIRST_SLOTS).fill(NONE);
    count = 0;
    forEachFilled(column, insert, row);
  }
  return {
    get count() {
      return count;
    },
    add(row, from, to) {
      if (isAscending) {
        const order = count === 0 ? 1 : compareBytes(bytes, from, to, lastFrom, lastTo);
        if (order >= 0) {
          lastFrom = from;
          lastTo = to;
          if (order > 0) count++;
          return order > 0;
        }
        startTable(row);
      }
      return insert(row, from, to);
    },
  };
}

/** Below 0 where the first of two places holds what comes before the second, byte by byte; 0 where they hold the same. */
function compareBytes(bytes: Uint8Array, from: number, to: number, otherFrom: number, otherTo: number): number {
  const length = Math.min(to - from, otherTo - otherFrom);
  for (let i = 0; i < length; i++) {
    const difference = bytes[from + i]! - bytes[otherFrom + i]!;
    if (difference !== 0) return difference;
  }
  return to - from - (otherTo - otherFrom);
}

/** Calls `onValue` with every cell that holds other than white space, trimmed, of the first `count` rows. O(bytes). */
export function forEachFilled(
  column: CellColumn,
  onValue: (row: number, from: number, to: number) => void,
  count = column.ends.length,
): void {
  const { bytes, ends } = column;
  for (let row = 0; row < count; row++) {
    const end = ends[row]!;
    const from = skipSpace(bytes, startOf(column, row), end);
    if (from < end) onValue(row, from, trimEnd(bytes, from, end));
  }
}

/** Four bytes a step: a multiplication for each would be most of the work. */
function hashOf(words: DataView, from: number, to: number): number {
  let hash = 0x811c9dc5 ^ (to - from);
  let at = from;
  for (; at + 4 <= to; at += 4) {
    hash = Math.imul(hash ^ words.getInt32(at, true), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  for (; at < to; at++) hash = Math.imul(hash ^ words.getUint8(at), 0x01000193);
  // The low bits choose the slot, and depend on all others only now.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}
