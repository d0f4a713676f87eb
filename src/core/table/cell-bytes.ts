/**
 * Text as bytes: UTF-8, in which a lone surrogate, which UTF-8 has no place for, is kept as the three bytes of its number (WTF-8).
 * So every string comes back as it was.
 */

/** Above this, the encoder of the platform is quicker than a loop. */
const LONG_TEXT = 200;
const encoder = new TextEncoder();
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The most bytes that a text may take. */
export const mostBytes = (text: string): number => text.length * 3;

/** Writes a text at `at` and answers where it ends. `bytes` has room for `mostBytes(text)` there. */
export function writeText(text: string, bytes: Uint8Array, at: number): number {
  if (text.length > LONG_TEXT && text.isWellFormed()) return at + encoder.encodeInto(text, bytes.subarray(at)).written;
  for (let i = 0; i < text.length; i++) {
    let code = text.charCodeAt(i);
    if (code < 0x80) {
      bytes[at++] = code;
      continue;
    }
    if (code < 0x800) {
      bytes[at++] = 0xc0 | (code >> 6);
    } else {
      if (code >= 0xd800 && code < 0xdc00 && i + 1 < text.length) {
        const low = text.charCodeAt(i + 1);
        if (low >= 0xdc00 && low < 0xe000) {
          code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
          i++;
        }
      }
      if (code < 0x10000) {
        bytes[at++] = 0xe0 | (code >> 12);
      } else {
        bytes[at++] = 0xf0 | (code >> 18);
        bytes[at++] = 0x80 | ((code >> 12) & 0x3f);
      }
      bytes[at++] = 0x80 | ((code >> 6) & 0x3f);
    }
    bytes[at++] = 0x80 | (code & 0x3f);
  }
  return at;
}

/** Bytes of a text without lone surrogates. O(length). */
export function utf8Length(text: string): number {
  let length = text.length;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    // A pair of surrogates has four bytes: two for each.
    if (code >= 0x80) length += code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 1 : 2;
  }
  return length;
}

/** The text of bytes that `writeText` wrote. */
export function readText(bytes: Uint8Array, from: number, to: number): string {
  return tryStrict(bytes, from, to) ?? readLoose(bytes, from, to);
}

/** The text of bytes, null where they hold a lone surrogate. */
export function tryStrict(bytes: Uint8Array, from: number, to: number): string | null {
  try {
    return strict.decode(bytes.subarray(from, to));
  } catch {
    return null;
  }
}

/** Lone surrogates are rare: whatever is between them is decoded as it stands. */
function readLoose(bytes: Uint8Array, from: number, to: number): string {
  let text = '';
  let start = from;
  for (let at = from; at < to; at++) {
    if (!isSurrogate(bytes, at)) continue;
    text += strict.decode(bytes.subarray(start, at));
    text += String.fromCharCode(0xd000 | ((bytes[at + 1]! & 0x3f) << 6) | (bytes[at + 2]! & 0x3f));
    at += 2;
    start = at + 1;
  }
  return text + strict.decode(bytes.subarray(start, to));
}

/** Whether the bytes of a lone surrogate begin at `at`. */
export const isSurrogate = (bytes: Uint8Array, at: number): boolean => bytes[at] === 0xed && bytes[at + 1]! >= 0xa0;

/** From here on it pays to look at four bytes at once. */
const LONG_BYTES = 4096;

/** How many UTF-16 units the text of some bytes has: one a character, two where it takes four bytes. O(bytes). */
export function utf16Length(bytes: Uint8Array, from: number, to: number): number {
  if (to - from < LONG_BYTES) return unitsOf(bytes, from, to);
  const start = from + ((4 - ((bytes.byteOffset + from) % 4)) % 4);
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset + start, (to - start) >>> 2);
  const end = start + words.length * 4;
  let length = unitsOf(bytes, from, start) + unitsOf(bytes, end, to);
  for (let word = 0; word < words.length; word++) {
    if ((words[word]! & 0x80808080) === 0) length += 4;
    else length += unitsOf(bytes, start + word * 4, start + word * 4 + 4);
  }
  return length;
}

/** Characters may begin or end outside: each byte counts on its own. */
function unitsOf(bytes: Uint8Array, from: number, to: number): number {
  let length = 0;
  for (let at = from; at < to; at++) {
    const byte = bytes[at]!;
    if ((byte & 0xc0) !== 0x80) length += byte < 0xf0 ? 1 : 2;
  }
  return length;
}

/** Whether all bytes are ASCII. O(bytes), four at a time. */
export function isAscii(bytes: Uint8Array, from = 0, to = bytes.length): boolean {
  let at = from;
  while (at < to && (bytes.byteOffset + at) % 4 !== 0) if (bytes[at++]! >= 0x80) return false;
  if (at >= to) return true;
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset + at, (to - at) >>> 2);
  const { length } = words;
  for (let word = 0; word < length; word++) if ((words[word]! & 0x80808080) !== 0) return false;
  for (at += length * 4; at < to; at++) if (bytes[at]! >= 0x80) return false;
  return true;
}

/** Where the first byte stands that belongs to something else than white space, as `trim` knows it; `to` where there is none. */
export function skipSpace(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to) {
    const width = spaceAt(bytes, at);
    if (width === 0) return at;
    at += width;
  }
  return at;
}

/** Where trailing white space begins; `from` where there is nothing else. */
export function trimEnd(bytes: Uint8Array, from: number, to: number): number {
  let end = to;
  while (end > from) {
    let start = end - 1;
    while (start > from && (bytes[start]! & 0xc0) === 0x80) start--;
    if (spaceAt(bytes, start) !== end - start) return end;
    end = start;
  }
  return end;
}

/** How many bytes the white space at `at` takes, 0 for anything else: what `trim` takes off. */
function spaceAt(bytes: Uint8Array, at: number): number {
  const first = bytes[at]!;
  if (first <= 0x20) return first === 0x20 || (first >= 0x09 && first <= 0x0d) ? 1 : 0;
  if (first < 0xc2) return 0;
  const second = bytes[at + 1]!;
  if (first === 0xc2) return second === 0xa0 ? 2 : 0;
  const third = bytes[at + 2]!;
  switch (first) {
    case 0xe1:
      return second === 0x9a && third === 0x80 ? 3 : 0;
    case 0xe2:
      return (second === 0x80 && (third <= 0x8a || third === 0xa8 || third === 0xa9 || third === 0xaf)) ||
        (second === 0x81 && third === 0x9f)
        ? 3
        : 0;
    case 0xe3:
      return second === 0x80 && third === 0x80 ? 3 : 0;
    case 0xef:
      return second === 0xbb && third === 0xbf ? 3 : 0;
    default:
      return 0;
  }
}
