import type { CellColumn } from '../model/types';
import { skipSpace, trimEnd } from './cell-bytes';
import { startOf } from './cells';

const FIRST_SLOTS = 1024;
const NONE = 0xffff_ffff;

/** Counts the distinct values of a column as they come. Memory: at most 24 bytes a distinct value. */
export interface DistinctCells {
  readonly count: number;
  /** True where the trimmed value of a row, which stands between two places, is met for the first time. */
  add(row: number, from: number, to: number): boolean;
}

/** An open hash table of rows; equal hashes are told apart by their bytes, so the count is exact. */
export function countDistinct(column: CellColumn): DistinctCells {
  const { bytes, ends } = column;
  let mask = FIRST_SLOTS - 1;
  /** Row and hash, slot by slot. */
  let slots = new Uint32Array(2 * FIRST_SLOTS).fill(NONE);
  let count = 0;

  function grow(): void {
    const old = slots;
    mask = mask * 2 + 1;
    slots = new Uint32Array(2 * (mask + 1)).fill(NONE);
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
    for (let i = 0; i < to - from; i++) if (bytes[start + i] !== bytes[from + i]) return false;
    return trimEnd(bytes, start, end) === start + to - from;
  }
  return {
    get count() {
      return count;
    },
    add(row, from, to) {
      const hash = hashOf(bytes, from, to);
      const table = slots;
      let slot = hash & mask;
      for (let known = table[2 * slot]!; known !== NONE; known = table[2 * slot]!) {
        if (table[2 * slot + 1] === hash && isValueOf(known, from, to)) return false;
        slot = (slot + 1) & mask;
      }
      table[2 * slot] = row;
      table[2 * slot + 1] = hash;
      if (++count * 3 > mask * 2) grow();
      return true;
    },
  };
}

/** Calls `onValue` with every cell that holds other than white space, trimmed. O(bytes). */
export function forEachFilled(column: CellColumn, onValue: (row: number, from: number, to: number) => void): void {
  const { bytes, ends } = column;
  for (let row = 0; row < ends.length; row++) {
    const end = ends[row]!;
    const from = skipSpace(bytes, startOf(column, row), end);
    if (from < end) onValue(row, from, trimEnd(bytes, from, end));
  }
}

function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
  // The low bits choose the slot, and depend on all others only now.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}
