import type { CellColumn } from '../model/types';
import { skipSpace, trimEnd } from './cell-bytes';
import { startOf } from './cells';

const FIRST_SLOTS = 1024;
const NONE = 0xffff_ffff;

/** Counts the distinct values of a column, trimmed, as they come. Memory: 16 bytes a distinct value at most. */
export interface DistinctCells {
  readonly count: number;
  /** True where the value between two places is met for the first time. */
  add(from: number, to: number): boolean;
}

/** An open hash table of rows; equal hashes are told apart by their bytes, so the count is exact. */
export function countDistinct({ bytes }: CellColumn): DistinctCells {
  let mask = FIRST_SLOTS - 1;
  let starts = new Uint32Array(FIRST_SLOTS).fill(NONE);
  let lengths = new Uint32Array(FIRST_SLOTS);
  let hashes = new Uint32Array(FIRST_SLOTS);
  let count = 0;

  function grow(): void {
    const old = { starts, lengths, hashes };
    const slots = (mask + 1) * 2;
    mask = slots - 1;
    starts = new Uint32Array(slots).fill(NONE);
    lengths = new Uint32Array(slots);
    hashes = new Uint32Array(slots);
    for (let slot = 0; slot < old.starts.length; slot++) {
      if (old.starts[slot] === NONE) continue;
      let free = old.hashes[slot]! & mask;
      while (starts[free] !== NONE) free = (free + 1) & mask;
      starts[free] = old.starts[slot]!;
      lengths[free] = old.lengths[slot]!;
      hashes[free] = old.hashes[slot]!;
    }
  }
  return {
    get count() {
      return count;
    },
    add(from, to) {
      const hash = hashOf(bytes, from, to);
      const length = to - from;
      let slot = hash & mask;
      for (let start = starts[slot]!; start !== NONE; start = starts[slot]!) {
        if (hashes[slot] === hash && lengths[slot] === length && areEqual(bytes, start, from, length)) return false;
        slot = (slot + 1) & mask;
      }
      starts[slot] = from;
      lengths[slot] = length;
      hashes[slot] = hash;
      if (++count * 2 > mask) grow();
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

function areEqual(bytes: Uint8Array, one: number, two: number, length: number): boolean {
  for (let i = 0; i < length; i++) if (bytes[one + i] !== bytes[two + i]) return false;
  return true;
}
