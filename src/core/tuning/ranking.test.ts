import fc from 'fast-check';
import { expect, it } from 'vitest';
import { figuresOf, meanOf, standardError } from './ranking';

const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 30 });

it('the standard error of lone values is the usual one, and that of values said twice does not shrink', () => {
  fc.assert(
    fc.property(shares, (list) => {
      const values = Float64Array.from(list);
      const mean = meanOf(values);
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
      const alone = standardError(values, Array.from(values.keys()));
      expect(alone).toBeCloseTo(Math.sqrt(variance / values.length), 9);
      const twice = Float64Array.from([...list, ...list]);
      const groups = [...values.keys(), ...values.keys()];
      expect(standardError(twice, groups)).toBeCloseTo(alone, 9);
    }),
    { seed: 6, numRuns: 60 },
  );
});

it('figures hold the mean in their interval, and know nothing from one group', () => {
  fc.assert(
    fc.property(shares, (list) => {
      const values = Float64Array.from(list);
      const { recallAt1, queries } = figuresOf({ reciprocal: values, hit: values, entity: Int32Array.from(values.keys()) });
      expect(queries).toBe(values.length);
      expect(recallAt1.low).toBeLessThanOrEqual(recallAt1.value);
      expect(recallAt1.high).toBeGreaterThanOrEqual(recallAt1.value);
      const one = figuresOf({ reciprocal: values, hit: values, entity: new Int32Array(values.length) });
      expect(one.recallAt1).toMatchObject({ low: 0, high: 1 });
    }),
    { seed: 6, numRuns: 60 },
  );
});
