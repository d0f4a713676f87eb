import { sha256Hex } from '../model/fingerprint';
import type { Fingerprint } from '../model/types';

/** Rows of one table under an id that their content gives: equal rows of equal tables have equal ids. */
export interface RowSet {
  /** Eight hexadecimal digits. */
  readonly id: string;
  readonly table: Fingerprint;
  /** Bits of all rows up to the last, base64: 22 kB for each 130,000 rows of the table. */
  readonly bits: string;
}

const SET_ID = /^[0-9a-f]{8}$/;
export const isRowSetId = (text: string): boolean => SET_ID.test(text);

/** @param rows in any order, repeats count once. O(highest row). */
export function writeRowSet(rows: Iterable<number>, table: Fingerprint): RowSet {
  const all = Uint32Array.from(rows);
  const last = all.reduce((most, row) => Math.max(most, row), -1);
  const bytes = new Uint8Array((last + 8) >> 3);
  for (const row of all) bytes[row >> 3]! |= 1 << (row & 7);
  let text = '';
  for (let at = 0; at < bytes.length; at += PORTION) text += String.fromCharCode(...bytes.subarray(at, at + PORTION));
  const bits = btoa(text);
  return { id: sha256Hex(new TextEncoder().encode(`${table} ${bits}`)).slice(0, 8), table, bits };
}

/** Rows ascending; those from `rowCount` on are left out. Null where the bits are none. */
export function readRowSet({ bits }: Pick<RowSet, 'bits'>, rowCount: number): Uint32Array | null {
  let text: string;
  try {
    text = atob(bits);
  } catch {
    return null;
  }
  const rows: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const byte = text.charCodeAt(at);
    for (let bit = 0; byte >> bit > 0; bit++) if ((byte >> bit) & 1 && at * 8 + bit < rowCount) rows.push(at * 8 + bit);
  }
  return Uint32Array.from(rows);
}

/** Arguments of one call. */
const PORTION = 8192;
