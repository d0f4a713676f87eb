import { readText, writeText } from '../../table/cell-bytes';
import { decodeEscapes } from './text-escapes';

const SHORT = 40;
const UNDERSCORE = 0x5f;

/** Bytes that grow at their end. */
export interface GrowingBytes {
  bytes: Uint8Array;
  length: number;
}

export const createGrowingBytes = (room: number): GrowingBytes => ({ bytes: new Uint8Array(room), length: 0 });

export function append(to: GrowingBytes, source: Uint8Array, from: number, end: number): void {
  const length = end - from;
  if (to.length + length > to.bytes.length) makeRoom(to, length);
  const { bytes } = to;
  let at = to.length;
  if (length <= SHORT) for (let i = from; i < end; i++) bytes[at++] = source[i]!;
  else bytes.set(source.subarray(from, end), at);
  to.length += length;
}

export function appendText(to: GrowingBytes, text: string): void {
  if (to.length + text.length * 3 > to.bytes.length) makeRoom(to, text.length * 3);
  to.length = writeText(text, to.bytes, to.length);
}

/** Resolves escapes such as `_x000D_` in what stands from `from` to the end. */
export function unescapeFrom(text: GrowingBytes, from: number): void {
  const { bytes, length } = text;
  for (let at = from; at + 1 < length; at++) {
    if (bytes[at] !== UNDERSCORE || bytes[at + 1] !== 0x78) continue;
    const decoded = decodeEscapes(readText(bytes, from, length));
    text.length = from;
    appendText(text, decoded);
    return;
  }
}

function makeRoom(to: GrowingBytes, length: number): void {
  const larger = new Uint8Array(Math.max(to.bytes.length * 2, to.length + length));
  larger.set(to.bytes.subarray(0, to.length));
  to.bytes = larger;
}
