import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createWordOverlap, type WordOverlap } from './word-overlap';

function overlap(left: string, right: string, others: readonly string[] = []): WordOverlap {
  const words = createWordOverlap([left], [right, ...others]);
  words.open(0);
  return words.compare(0);
}

describe('createWordOverlap', () => {
  it('finds all of a text in a longer one', () => {
    const found = overlap('acme works', 'acme works berlin');
    expect(found.containment).toBeCloseTo(1, 6);
    expect(found.jaccard).toBeLessThan(1);
    expect(found.words).toBe(2);
  });

  it('weighs rare words more than common ones', () => {
    const common = ['ltd', 'ltd', 'ltd', 'ltd'];
    expect(overlap('acme ltd', 'acme inc', common).jaccard).toBeGreaterThan(overlap('acme ltd', 'bolt ltd', common).jaccard);
  });

  it.each([
    ['route 12', 'route 12', 1],
    ['route 12', 'route 13', 0],
    ['route 12 b7', 'route 12', 1],
    ['12 13', '13 14', 0.5],
    ['route', 'route 13', 1],
    ['مسار ١٢', 'مسار ١٣', 0],
  ])('numbers of %j and %j agree by %d', (left, right, agreement) => {
    expect(overlap(left, right).numberAgreement).toBe(agreement);
  });

  it('forgets the text that was open before', () => {
    const words = createWordOverlap(['a', 'b'], ['a']);
    words.open(0);
    words.open(1);
    expect(words.compare(0).containment).toBe(0);
  });

  it('is nothing for empty texts', () => {
    expect(overlap('', '')).toEqual({ containment: 0, jaccard: 0, numberAgreement: 1, words: 0 });
    expect(overlap('', 'a')).toEqual({ containment: 0, jaccard: 0, numberAgreement: 1, words: 0 });
  });

  it('stays in range and does not depend on which side a text is on', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', 'c1', 'd2', '3'), { minLength: 1, maxLength: 6 })
      .map((words) => words.join(' '));
    fc.assert(
      fc.property(text, text, (left, right) => {
        const found = overlap(left, right);
        const mirrored = overlap(right, left);
        for (const name of ['containment', 'jaccard', 'numberAgreement'] as const) {
          expect(found[name]).toBeGreaterThanOrEqual(0);
          expect(found[name]).toBeLessThanOrEqual(1 + 1e-6);
          expect(found[name]).toBeCloseTo(mirrored[name], 6);
        }
        expect(found.jaccard).toBeLessThanOrEqual(found.containment + 1e-6);
        const distinct = (words: string): string[] => [...new Set(words.split(' '))].sort();
        const isEqual = distinct(left).join() === distinct(right).join();
        expect(found.jaccard > 1 - 1e-6).toBe(isEqual);
      }),
      { seed: 8 },
    );
  });
});
