import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KEY_WORDS, keysOfTexts } from './text-key';

const hex = (text: string): string => Array.from(keysOfTexts([text]), (word) => word.toString(16).padStart(8, '0')).join(' ');

describe('keysOfTexts', () => {
  it.each([
    ['', '00000000 00000000 00000000 00000000'],
    ['a', '033bb196 ccef4fe1 ccef4fe1 ccef4fe1'],
    ['ab', '260fb953 af22b6fd af22b6fd af22b6fd'],
    ['abc', '2b5b97a3 20f75fb5 5012c2b4 5012c2b4'],
    ['Acme', 'b0cc6c82 95bf99ca 9d5cb835 9d5cb835'],
    ['Acme Ltd', 'b5f3da12 79b754ca c46c449c 5c3d6c00'],
    ['Müller & Söhne GmbH', '75481dfb 8473f512 a4c59a7c 73c4a1d7'],
    ['株式会社トヨタ', 'a35a3585 796a428d a41078d1 543084d2'],
    ['😀 emoji x', '3266e0c9 decd9959 1e631c6c 1249deff'],
    ['abcdefghijklmnop', 'a132e655 23e3b418 8b21842e f114d982'],
  ])('gives %j the key that mmh3 gives its UTF-16', (text, key) => {
    expect(hex(text)).toBe(key);
  });

  it('tells texts apart, wherever they stand in the list', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ unit: 'binary', maxLength: 20 }), { maxLength: 20 }), (texts) => {
        const keys = keysOfTexts(texts);
        const all = texts.map((_, at) => keys.subarray(at * KEY_WORDS, (at + 1) * KEY_WORDS).join());
        expect(new Set(all).size).toBe(texts.length);
        texts.forEach((text, at) => {
          expect(all[at]).toBe(keysOfTexts([text]).join());
        });
      }),
      { seed: 5 },
    );
  });
});
