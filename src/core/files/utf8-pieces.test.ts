import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTranscoder, createUtf8Test } from './utf8-pieces';

/** What there is between characters and nonsense. */
const part = fc.constantFrom<number[]>(
  [0x61],
  [0x0a],
  [0xc3, 0xa9],
  [0xe6, 0xa0, 0xaa],
  [0xf0, 0x9f, 0x98, 0x80],
  [0xef, 0xbb, 0xbf],
  [0xc0, 0x80],
  [0xed, 0xa0, 0x80],
  [0xe0, 0x80, 0x80],
  [0xf4, 0x90, 0x80, 0x80],
  [0xf8],
  [0x80],
  [0xe6, 0xa0],
  [0xf0, 0x9f],
  [0xc3],
);
const bytes = fc.array(part, { maxLength: 12 }).map((parts) => Uint8Array.from(parts.flat()));
const decode = (given: Uint8Array) => new TextDecoder('utf-8').decode(given);

function transcode(given: Uint8Array, pieceLength: number, encoding = 'utf-8', onBroken = (): void => {}): string {
  const transcoder = createTranscoder(encoding, onBroken);
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < given.length; at += pieceLength) pieces.push(transcoder.add(given.slice(at, at + pieceLength)));
  pieces.push(transcoder.end());
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  return pieces.map((piece) => strict.decode(piece)).join('');
}

describe('text as UTF-8', () => {
  it('is what a decoder makes of it, in pieces of whole characters', () => {
    fc.assert(
      fc.property(bytes, fc.integer({ min: 1, max: 9 }), (given, pieceLength) => {
        expect(transcode(given, pieceLength)).toBe(decode(given));
      }),
      { seed: 3, numRuns: 5000 },
    );
  });

  it('tells bytes that are none', () => {
    fc.assert(
      fc.property(bytes, fc.integer({ min: 1, max: 9 }), (given, pieceLength) => {
        const isUtf8 = createUtf8Test();
        let isValid = true;
        for (let at = 0; at < given.length; at += pieceLength) isValid = isUtf8(given.slice(at, at + pieceLength));
        let expected = true;
        try {
          new TextDecoder('utf-8', { fatal: true }).decode(given, { stream: true });
        } catch {
          expected = false;
        }
        expect(isValid).toBe(expected);
      }),
      { seed: 4, numRuns: 5000 },
    );
  });

  it('comes out of other encodings', () => {
    expect(transcode(Uint8Array.of(0x8e, 0xa9, 0x41), 1, 'shift_jis')).toBe('自A');
    expect(transcode(Uint8Array.of(0xff, 0xfe, 0x3d, 0xd8, 0x00, 0xde), 3, 'utf-16le')).toBe('😀');
  });
});
