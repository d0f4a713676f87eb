import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countWithin } from './range-count';

test('counts the points in every window, like looking at each', () => {
  const cloud = (dimensions: number, size: number) =>
    fc.array(fc.array(fc.integer({ min: 0, max: 40 }), { minLength: size, maxLength: size }), {
      minLength: dimensions,
      maxLength: dimensions,
    });
  const clouds = fc
    .record({
      dimensions: fc.integer({ min: 1, max: 4 }),
      n: fc.integer({ min: 1, max: 80 }),
      m: fc.integer({ min: 1, max: 200 }),
    })
    .chain(({ dimensions, n, m }) =>
      fc.record({
        asked: cloud(dimensions, n),
        given: cloud(dimensions, m),
        tolerances: fc.array(fc.integer({ min: 0, max: 30 }), { minLength: dimensions, maxLength: dimensions }),
      }),
    );
  fc.assert(
    fc.property(clouds, ({ asked, given, tolerances }) => {
      const expected = asked[0]!.map(
        (_, i) =>
          given[0]!.filter((_, j) => tolerances.every((most, d) => Math.abs(asked[d]![i]! - given[d]![j]!) <= most)).length,
      );
      const columns = (rows: number[][]) => rows.map((row) => Float64Array.from(row));
      expect([...countWithin(columns(asked), columns(given), tolerances)]).toEqual(expected);
    }),
    { seed: 3, numRuns: 80 },
  );
});
