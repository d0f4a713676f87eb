import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKnownWords } from './known-words';

/** Tokens that belong to a word and to no other. */
const tokensOf = (word: string): number[] => Array.from(word, (letter) => letter.codePointAt(0)!).concat(word.length);

describe('createKnownWords', () => {
  it('gives each word its own tokens or none, however often it forgets', () => {
    const word = fc.oneof(fc.string({ maxLength: 3 }), fc.string({ minLength: 40, maxLength: 60 }));
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 80 }), (words) => {
        const known = createKnownWords(8);
        for (const one of words) {
          const found: number[] = [];
          const text = `x${one}y`;
          if (!known.append(text, 1, 1 + one.length, found)) known.remember(text, 1, 1 + one.length, tokensOf(one));
          else expect(found).toEqual(tokensOf(one));
        }
      }),
      { seed: 8, numRuns: 300 },
    );
  });

  it('remembers words in any text, and does not take a part for the whole', () => {
    const known = createKnownWords(8);
    const found: number[] = [];
    expect(known.append('lime tree', 0, 4, found)).toBe(false);
    known.remember('lime tree', 0, 4, [7, 8]);
    expect(known.append('a lime', 2, 6, found)).toBe(true);
    expect(known.append('a lime', 2, 5, found)).toBe(false);
    expect(found).toEqual([7, 8]);
  });

  it('does not remember words that hardly repeat', () => {
    const known = createKnownWords(8);
    const long = 'x'.repeat(49);
    known.append(long, 0, 49, []);
    known.remember(long, 0, 49, [1]);
    expect(known.append(long, 0, 49, [])).toBe(false);
  });
});
