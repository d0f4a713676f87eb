import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateShare } from '../evaluation/intervals';
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

describe('the share that comes first', () => {
  const firstOf = (hits: readonly number[], entities: readonly number[] = hits.map((_, at) => at)) =>
    figuresOf({ hit: Float64Array.from(hits), reciprocal: Float64Array.from(hits), entity: Int32Array.from(entities) }).recallAt1;
  const some = (yes: number, no: number): number[] => [...new Array<number>(yes).fill(1), ...new Array<number>(no).fill(0)];

  it('is not certain where it is all of few, or none', () => {
    expect(firstOf(some(24, 0)).value).toBe(1);
    expect(firstOf(some(24, 0)).low).toBeCloseTo(estimateShare(24, 24).low, 10);
    expect(firstOf(some(0, 24)).high).toBeCloseTo(estimateShare(0, 24).high, 10);
  });

  it('has about the interval of a share where records stand alone, a wider one where they come in groups', () => {
    const alone = firstOf(some(70, 30));
    expect(alone.low).toBeCloseTo(estimateShare(70, 100).low, 2);
    expect(alone.high).toBeCloseTo(estimateShare(70, 100).high, 2);
    const groups = Array.from({ length: 100 }, (_, at) => Math.floor(at / 10));
    const grouped = firstOf(some(70, 30), groups);
    expect(grouped.high - grouped.low).toBeGreaterThan(2 * (alone.high - alone.low));
  });

  it('says nothing of one entity', () => {
    expect(firstOf([1, 1, 0], [4, 4, 4])).toMatchObject({ low: 0, high: 1 });
  });
});
