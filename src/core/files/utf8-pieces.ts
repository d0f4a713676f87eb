import { isAscii } from '../table/cell-bytes';
import { createTextDecoder, type PieceDecoder } from './text-decoder';

/** Turns the bytes of a text into UTF-8, piece by piece; every piece that comes out holds whole characters. */
export interface Transcoder {
  add(piece: Uint8Array): Uint8Array;
  end(): Uint8Array;
}

const NOTHING = new Uint8Array(0);
const MARK = [0xef, 0xbb, 0xbf];

/**
 * Text in the encoding of a WHATWG label as UTF-8; what the encoding has no character for becomes U+FFFD, a byte order mark is left
 * out. Bytes that are UTF-8 already are only checked: no string is made of them.
 *
 * @param onBroken called with the first piece that is no UTF-8, for the label `utf-8`; it may throw
 */
export function createTranscoder(encoding: string, onBroken: (piece: Uint8Array) => void = () => {}): Transcoder {
  return encoding === 'utf-8' ? createUtf8Check(onBroken) : createDecoding(createTextDecoder(encoding));
}

function createDecoding(decoder: PieceDecoder): Transcoder {
  const encoder = new TextEncoder();
  return {
    add: (piece) => encoder.encode(decoder.decode(piece, { stream: true })),
    end: () => encoder.encode(decoder.decode()),
  };
}

function createUtf8Check(onBroken: (piece: Uint8Array) => void): Transcoder {
  /** The first bytes of a character, or of the mark, that the last piece ended in. */
  let begun: Uint8Array = NOTHING;
  let isStart = true;
  let mender: Transcoder | null = null;
  return {
    add(piece) {
      if (mender) return mender.add(piece);
      if (begun.length === 0 && isAscii(piece)) {
        if (piece.length > 0) isStart = false;
        return piece;
      }
      let bytes = begun.length === 0 ? piece : joined(begun, piece);
      const end = endOfWhole(bytes);
      if (end < 0) {
        onBroken(piece);
        mender = createDecoding(new TextDecoder('utf-8', { ignoreBOM: !isStart }));
        return mender.add(bytes);
      }
      begun = bytes.slice(end);
      bytes = bytes.subarray(0, end);
      if (isStart && end > 0) {
        isStart = false;
        if (MARK.every((byte, at) => bytes[at] === byte)) return bytes.subarray(3);
      }
      return bytes;
    },
    end() {
      if (mender) return mender.end();
      return begun.length === 0 ? NOTHING : new TextEncoder().encode('\ufffd');
    },
  };
}

/** Whether a text in pieces is UTF-8 so far; a character that the last piece cuts counts as whole. */
export function createUtf8Test(): (piece: Uint8Array) => boolean {
  let isBroken = false;
  const check = createUtf8Check(() => {
    isBroken = true;
  });
  return (piece) => {
    check.add(piece);
    return !isBroken;
  };
}

/**
 * Where the last whole character ends, at most three bytes before the end; −1 where the bytes are no UTF-8 (as the Encoding standard has
 * it: no overlong forms, surrogates, or numbers above U+10FFFF).
 */
function endOfWhole(bytes: Uint8Array): number {
  const { length } = bytes;
  const shift = bytes.byteOffset % 4;
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset - shift, (length + shift) >>> 2);
  let at = 0;
  while (at < length) {
    const first = bytes[at]!;
    if (first < 0x80) {
      at++;
      if ((at + shift) % 4 !== 0) continue;
      let word = (at + shift) >>> 2;
      while (word < words.length && (words[word]! & 0x80808080) === 0) word++;
      at = word * 4 - shift;
      continue;
    }
    const width = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    if (width === 0) return -1;
    if (at + 1 < length) {
      const second = bytes[at + 1]!;
      if ((second & 0xc0) !== 0x80) return -1;
      if (first === 0xe0 ? second < 0xa0 : first === 0xf0 && second < 0x90) return -1;
      if (first === 0xed ? second > 0x9f : first === 0xf4 && second > 0x8f) return -1;
    }
    for (let i = 2; i < width && at + i < length; i++) if ((bytes[at + i]! & 0xc0) !== 0x80) return -1;
    if (at + width > length) return at;
    at += width;
  }
  return at;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(a.length + b.length);
  bytes.set(a);
  bytes.set(b, a.length);
  return bytes;
}
