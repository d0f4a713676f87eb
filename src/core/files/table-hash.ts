import { createContentHash } from '../model/fingerprint';
import type { CellColumn, Column, Fingerprint } from '../model/types';
import { isAscii, isSurrogate, utf16Length } from '../table/cell-bytes';
import { startOf } from '../table/cells';

const HASHED_BYTES = 1 << 16;
/** Digits of a length, and the colon. */
const MOST_DIGITS = 11;
const SHORT_CELL = 40;
const COLON = 0x3a;

/**
 * SHA-256 of a table: number of columns and rows, names, then cells in row order, each preceded by its length in UTF-16 units and a
 * colon. A lone surrogate counts as U+FFFD. O(bytes).
 */
export function hashTable(columns: readonly Column[], cells: readonly CellColumn[], rowCount: number): Fingerprint {
  const hash = createContentHash();
  hash.update(`${columns.length}:${rowCount}\n${columns.map(({ name }) => `${name.length}:${name}`).join('')}`);
  const given = cells.map((column) => ({ ...hashedBytes(column.bytes), column }));
  const batch = new Uint8Array(HASHED_BYTES);
  let at = 0;
  for (let row = 0; row < rowCount; row++) {
    for (const { bytes, isPlain, column } of given) {
      const start = startOf(column, row);
      const end = column.ends[row]!;
      if (at + MOST_DIGITS + end - start > HASHED_BYTES) {
        hash.updateBytes(batch.subarray(0, at));
        at = 0;
      }
      at = writeNumber(batch, at, isPlain ? end - start : utf16Length(bytes, start, end));
      batch[at++] = COLON;
      if (end - start <= SHORT_CELL) for (let from = start; from < end; from++) batch[at++] = bytes[from]!;
      else if (at + end - start <= HASHED_BYTES) {
        batch.set(bytes.subarray(start, end), at);
        at += end - start;
      } else {
        hash.updateBytes(batch.subarray(0, at));
        hash.updateBytes(bytes.subarray(start, end));
        at = 0;
      }
    }
  }
  hash.updateBytes(batch.subarray(0, at));
  return hash.digest();
}

function hashedBytes(bytes: Uint8Array): { readonly bytes: Uint8Array; readonly isPlain: boolean } {
  if (isAscii(bytes)) return { bytes, isPlain: true };
  let mended: Uint8Array | null = null;
  for (let at = bytes.indexOf(0xed); at !== -1; at = bytes.indexOf(0xed, at + 1)) {
    if (!isSurrogate(bytes, at)) continue;
    mended ??= bytes.slice();
    mended.set([0xef, 0xbf, 0xbd], at);
  }
  return { bytes: mended ?? bytes, isPlain: false };
}

function writeNumber(bytes: Uint8Array, at: number, number: number): number {
  let divisor = 1;
  while (divisor * 10 <= number) divisor *= 10;
  for (; divisor >= 1; divisor = Math.floor(divisor / 10)) bytes[at++] = 0x30 + (Math.floor(number / divisor) % 10);
  return at;
}
