import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldLetters, normaliseText, wordsOf } from './normalise';

describe('normaliseText', () => {
  it.each([
    ['  ACME,  Inc. ', 'acme inc'],
    ['Straße', 'strasse'],
    ['GROẞ', 'gross'],
    ['ΟΔΥΣΣΕΥΣ', 'οδυσσευσ'],
    ['ＡＢＣ①', 'abc1'],
    ['Cafe\u0301', 'caf\u00e9'],
    ['東京(株)', '東京 株'],
    ['a\u00a0b\tc\nd', 'a b c d'],
    ['Mer\u00adcedes\u200b Benz', 'mercedes benz'],
    ['-- ?! --', ''],
    ['', ''],
  ])('%j becomes %j', (text, normalised) => {
    expect(normaliseText(text)).toBe(normalised);
  });

  it('keeps accents apart', () => {
    expect(normaliseText('Müller')).not.toBe(normaliseText('Muller'));
  });

  it('composes a mark that follows a letter written as two', () => {
    const once = normaliseText('ß\u0323');
    expect(once).toBe('s\u1e63');
    expect(normaliseText(once)).toBe(once);
  });

  it('is quick with plain letters, and says the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii', maxLength: 20 }), (text) => {
        const whole = foldLetters(text)
          .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
          .trim();
        expect(normaliseText(text)).toBe(whole);
      }),
      { seed: 5, numRuns: 500 },
    );
  });

  it('is idempotent and leaves only words between single spaces', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const once = normaliseText(text);
        expect(normaliseText(once)).toBe(once);
        expect(once).toMatch(/^(?:[\p{L}\p{M}\p{N}]+(?: [\p{L}\p{M}\p{N}]+)*)?$/u);
      }),
      { seed: 3, numRuns: 500 },
    );
  });
});

describe('wordsOf', () => {
  it('keeps order and repeats', () => expect(wordsOf('b a b')).toEqual(['b', 'a', 'b']));
  it('finds none in the empty text', () => expect(wordsOf('')).toEqual([]));
});
