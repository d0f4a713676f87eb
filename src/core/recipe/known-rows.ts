import type { RowName } from './recipe';

/** Of the hash of a row, so many bytes are enough to know it again: of a million rows one in 280 million new ones is taken for known. */
const BYTES = 6;
const CHUNK = 3 * 8192;

/** The rows of a table, without their order, as Base64: six bytes a row. O(rows · log rows). */
export function packRows(names: readonly RowName[]): string {
  const sorted = Float64Array.from(names, numberOf).sort();
  const distinct = sorted.filter((value, at) => value !== sorted[at - 1]);
  const bytes = new Uint8Array(distinct.length * BYTES);
  distinct.forEach((value, at) => {
    let rest = value;
    for (let place = BYTES - 1; place >= 0; place--) {
      bytes[at * BYTES + place] = rest % 256;
      rest = Math.floor(rest / 256);
    }
  });
  let text = '';
  for (let at = 0; at < bytes.length; at += CHUNK) text += btoa(String.fromCharCode(...bytes.subarray(at, at + CHUNK)));
  return text;
}

/** Rows of a table that are not in `packed`, ascending. O(rows · log known). */
export function newRows(names: readonly RowName[], packed: string): Uint32Array {
  const text = atob(packed);
  const known = new Float64Array(Math.floor(text.length / BYTES));
  for (let at = 0; at < known.length; at++) {
    let value = 0;
    for (let place = 0; place < BYTES; place++) value = value * 256 + text.charCodeAt(at * BYTES + place);
    known[at] = value;
  }
  const rows: number[] = [];
  names.forEach((name, row) => {
    if (!includes(known, numberOf(name))) rows.push(row);
  });
  return Uint32Array.from(rows);
}

const numberOf = ({ hash }: RowName): number => Number.parseInt(hash.slice(0, 2 * BYTES), 16);

function includes(sorted: Float64Array, value: number): boolean {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return sorted[low] === value;
}
