import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measureAgreement } from './agreement';

/** Ratings of a table of counts, the first rater in rows. */
function ratingsOf(table: readonly (readonly number[])[]): [string[], string[]] {
  const first: string[] = [];
  const second: string[] = [];
  table.forEach((row, a) => {
    row.forEach((count, b) => {
      for (let at = 0; at < count; at++) {
        first.push(String(a));
        second.push(String(b));
      }
    });
  });
  return [first, second];
}

describe('agreement of two raters', () => {
  // Printed by the FREQ procedure of SAS for these tables, and quoted by the tests of statsmodels.
  it.each([
    {
      table: [
        [0, 0, 0],
        [5, 16, 3],
        [8, 12, 28],
      ],
      kappa: 0.3333,
      low: 0.1738,
      high: 0.4929,
    },
    {
      table: [
        [0, 4, 1],
        [0, 8, 0],
        [0, 1, 5],
      ],
      kappa: 0.4842,
      low: 0.2137,
      high: 0.7547,
    },
  ])('is as published: $kappa', ({ table, kappa, low, high }) => {
    const found = measureAgreement(...ratingsOf(table));
    expect(found.kappa).toBeCloseTo(kappa, 4);
    expect(found.interval!.low).toBeCloseTo(low, 4);
    expect(found.interval!.high).toBeCloseTo(high, 4);
  });

  it('is 0.4 where 35 of 50 are agreed upon and chance gives half', () => {
    const found = measureAgreement(
      ...ratingsOf([
        [20, 5],
        [10, 15],
      ]),
    );
    expect(found).toMatchObject({ cases: 50, agreed: 35, share: 0.7 });
    expect(found.kappa).toBeCloseTo(0.4, 12);
  });

  it('is full, none, less than chance, or not to be told', () => {
    const all = measureAgreement(['a', 'b', 'a'], ['a', 'b', 'a']);
    expect(all).toMatchObject({ kappa: 1, share: 1, interval: { low: 1, high: 1 } });
    expect(measureAgreement(['a', 'b'], ['b', 'a']).kappa).toBe(-1);
    expect(measureAgreement(['a', 'a'], ['a', 'a'])).toMatchObject({ share: 1, kappa: null, interval: null });
    expect(measureAgreement([], [])).toEqual({ cases: 0, agreed: 0, share: null, kappa: null, interval: null });
  });

  it('does not depend on who is first, nor on the order of cases, and the interval holds kappa', () => {
    const rating = fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('a', 'b', 'c'));
    fc.assert(
      fc.property(fc.array(rating, { minLength: 1, maxLength: 60 }), (ratings) => {
        const [first, second] = [ratings.map(([a]) => a), ratings.map(([, b]) => b)];
        const one = measureAgreement(first, second);
        const other = measureAgreement([...second].reverse(), [...first].reverse());
        expect(other.agreed).toBe(one.agreed);
        expect(other.kappa === null).toBe(one.kappa === null);
        if (one.kappa === null) return;
        expect(other.kappa).toBeCloseTo(one.kappa, 10);
        expect(other.interval!.low).toBeCloseTo(one.interval!.low, 10);
        expect(one.interval!.low).toBeLessThanOrEqual(one.kappa + 1e-12);
        expect(one.interval!.high).toBeGreaterThanOrEqual(one.kappa - 1e-12);
      }),
      { seed: 51, numRuns: 300 },
    );
  });
});
