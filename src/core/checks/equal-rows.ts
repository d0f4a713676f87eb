import type { CellColumn } from '../model/types';
import { skipSpace, trimEnd } from '../table/cell-bytes';
import { startOf } from '../table/cells';

const FIRST_SLOTS = 1024;
const NONE = 0xffff_ffff;
/** Cells looked at before the caller may do something else, unless it asks for its turn sooner. */
const CELLS_A_STEP = 200_000;

/** Rows that hold the same, whatever white space is around it. */
export interface EqualRows {
  /** Row → the first row that is like it; itself where there is none. */
  readonly firstOf: Uint32Array<ArrayBuffer>;
  /** Rows with nothing in any of the columns, ascending. They are like no other row. */
  readonly empty: Uint32Array<ArrayBuffer>;
}

/**
 * Finds the rows whose cells are equal, byte by byte, in all `columns`. Yields the share done, 0…1, now and then. Exact: equal hashes are told
 * apart by the cells. O(bytes); memory at most 24 bytes a distinct row beside the answer. Nothing is decoded.
 */
export function* findEqualRows(
  columns: readonly CellColumn[],
  rowCount: number,
  cellsAStep = CELLS_A_STEP,
): Generator<number, EqualRows> {
  const firstOf = new Uint32Array(rowCount);
  for (let row = 0; row < rowCount; row++) firstOf[row] = row;
  const empty: number[] = [];
  let mask = FIRST_SLOTS - 1;
  /** Row and hash, slot by slot. */
  let slots = new Uint32Array(2 * FIRST_SLOTS).fill(NONE);
  let count = 0;
  const step = Math.max(1, Math.floor(cellsAStep / Math.max(1, columns.length)));

  function* grow(done: number): Generator<number, void> {
    const old = slots;
    mask = mask * 2 + 1;
    slots = new Uint32Array(2 * (mask + 1)).fill(NONE);
    for (let at = 0; at < old.length; at += 2) {
      if (at > 0 && at % (8 * step) === 0) yield done;
      if (old[at] === NONE) continue;
      let slot = old[at + 1]! & mask;
      while (slots[2 * slot] !== NONE) slot = (slot + 1) & mask;
      slots[2 * slot] = old[at]!;
      slots[2 * slot + 1] = old[at + 1]!;
    }
  }
  for (let row = 0; row < rowCount; row++) {
    if (row % step === 0 && row > 0) yield row / rowCount;
    const hash = hashOfRow(columns, row);
    if (hash === null) {
      empty.push(row);
      continue;
    }
    let slot = hash & mask;
    let known = slots[2 * slot]!;
    while (known !== NONE && !(slots[2 * slot + 1] === hash && areEqual(columns, known, row))) {
      slot = (slot + 1) & mask;
      known = slots[2 * slot]!;
    }
    if (known !== NONE) {
      firstOf[row] = known;
      continue;
    }
    slots[2 * slot] = row;
    slots[2 * slot + 1] = hash;
    if (++count * 3 > mask * 2) yield* grow(row / rowCount);
  }
  return { firstOf, empty: Uint32Array.from(empty) };
}

/** Runs to the end at once: for tests, and for small tables. */
export function finish<T>(run: Generator<number, T>): T {
  for (;;) {
    const { done, value } = run.next();
    if (done) return value;
  }
}

/** null: nothing but white space. */
function hashOfRow(columns: readonly CellColumn[], row: number): number | null {
  let hash = 0x811c9dc5;
  let isEmpty = true;
  for (const column of columns) {
    const { bytes, ends } = column;
    const end = ends[row]!;
    const from = skipSpace(bytes, startOf(column, row), end);
    const to = from < end ? trimEnd(bytes, from, end) : from;
    if (to > from) isEmpty = false;
    for (let at = from; at < to; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
    // No byte of UTF-8 is 0xff: what ends a cell is never part of one.
    hash = Math.imul(hash ^ 0xff, 0x01000193);
  }
  if (isEmpty) return null;
  // The low bits choose the slot, and depend on all others only now.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}

function areEqual(columns: readonly CellColumn[], a: number, b: number): boolean {
  for (const column of columns) {
    const { bytes, ends } = column;
    const endA = ends[a]!;
    const endB = ends[b]!;
    const fromA = skipSpace(bytes, startOf(column, a), endA);
    const fromB = skipSpace(bytes, startOf(column, b), endB);
    const length = (fromA < endA ? trimEnd(bytes, fromA, endA) : fromA) - fromA;
    if ((fromB < endB ? trimEnd(bytes, fromB, endB) : fromB) - fromB !== length) return false;
    for (let i = 0; i < length; i++) if (bytes[fromA + i] !== bytes[fromB + i]) return false;
  }
  return true;
}
