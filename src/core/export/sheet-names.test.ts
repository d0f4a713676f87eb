import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { legalSheetNames } from './sheet-names';

describe('legalSheetNames', () => {
  it('repairs only what Excel refuses', () => {
    expect(legalSheetNames(['Matches', 'matches', 'a/b:c', "'quoted'", '', 'History'])).toEqual([
      'Matches',
      'matches (2)',
      'a b c',
      'quoted',
      'Sheet',
      'History (2)',
    ]);
  });

  it('gives different names of legal length for any input', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { maxLength: 12 }), (wanted) => {
        const names = legalSheetNames(wanted);
        expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(wanted.length);
        for (const name of names) {
          expect(name.length).toBeGreaterThan(0);
          expect(name.length).toBeLessThanOrEqual(31);
          expect(name).not.toMatch(/[[\]:*?/\\]|^'|'$/);
        }
      }),
      { seed: 7 },
    );
  });
});
