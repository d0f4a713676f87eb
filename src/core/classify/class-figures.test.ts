import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { abstentionCurve, pointAt, pointFor } from './abstain';
import { calibrationOf, classificationFigures } from './class-figures';

describe('classificationFigures', () => {
  it('counts by hand', () => {
    const { accuracy, macroF1, classes, confusion } = classificationFigures([0, 0, 0, 1, 1, 2], [0, 0, 1, 1, 0, 1], 4);
    expect([...confusion]).toEqual([2, 1, 0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
    expect(accuracy.value).toBeCloseTo(3 / 6);
    expect(classes[0]).toMatchObject({ examples: 3, given: 3, precision: { value: 2 / 3 }, recall: { value: 2 / 3 } });
    expect(classes[1]).toMatchObject({ examples: 2, given: 3, f1: { value: expect.closeTo(0.4) } });
    expect(classes[2]).toMatchObject({ examples: 1, given: 0, precision: { value: 0, low: 0, high: 1 }, f1: { value: 0 } });
    // The class that occurs nowhere does not count.
    expect(macroF1.value).toBeCloseTo((2 / 3 + 0.4 + 0) / 3);
  });

  it('keeps values within their intervals, and is narrower with more rows', () => {
    const pair = fc.tuple(fc.nat(2), fc.nat(2));
    fc.assert(
      fc.property(fc.array(pair, { minLength: 4, maxLength: 40 }), (pairs) => {
        const of = (list: typeof pairs) =>
          classificationFigures(
            list.map(([a]) => a),
            list.map(([, b]) => b),
            3,
          );
        const few = of(pairs);
        const many = of(Array.from({ length: 40 }, () => pairs).flat());
        for (const { low, value, high } of [few.accuracy, few.macroF1, ...few.classes.map(({ f1 }) => f1)]) {
          expect(low).toBeLessThanOrEqual(value);
          expect(high).toBeGreaterThanOrEqual(value);
        }
        expect(many.macroF1.value).toBeCloseTo(few.macroF1.value);
        expect(many.macroF1.high - many.macroF1.low).toBeLessThanOrEqual(few.macroF1.high - few.macroF1.low + 1e-9);
      }),
      { seed: 7, numRuns: 30 },
    );
  });
});

describe('calibrationOf', () => {
  it('is 0 for probabilities that hold, and their distance for those that do not', () => {
    const probability = Array.from({ length: 100 }, () => 0.75);
    const isRight = (share: number) => probability.map((_, at) => (at < 100 * share ? 1 : 0));
    expect(calibrationOf(probability, isRight(0.75)).error).toBeCloseTo(0);
    expect(calibrationOf(probability, isRight(0.5)).error).toBeCloseTo(0.25);
    expect(calibrationOf([], [])).toEqual({ error: 0, bins: [] });
  });
});

describe('abstentionCurve', () => {
  it('tells for every line what brute force tells', () => {
    const row = fc.record({ probability: fc.integer({ min: 0, max: 10 }).map((tenth) => tenth / 10), isRight: fc.nat(1) });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 60 }), (rows) => {
        const curve = abstentionCurve(
          rows.map(({ probability }) => probability),
          rows.map(({ isRight }) => isRight),
        );
        expect(curve[0]).toMatchObject({ threshold: 0, coverage: 1 });
        for (const { threshold, coverage, accuracy } of curve) {
          const kept = rows.filter(({ probability }) => probability >= threshold);
          expect(coverage).toBeCloseTo(kept.length / rows.length);
          expect(accuracy.value).toBeCloseTo(kept.filter(({ isRight }) => isRight === 1).length / kept.length);
        }
        const coverages = curve.map(({ coverage }) => coverage);
        expect([...coverages].sort((a, b) => b - a)).toEqual(coverages);
      }),
      { seed: 8 },
    );
  });

  it('finds the line that keeps most rows for a wanted accuracy', () => {
    const probability = Array.from({ length: 1000 }, (_, at) => at / 1000);
    const curve = abstentionCurve(
      probability,
      probability.map((value, at) => (value > 0.5 || at % 2 === 0 ? 1 : 0)),
    );
    expect(curve.length).toBeLessThanOrEqual(201);
    expect(pointFor(curve, 0.7, 1000)).toMatchObject({ threshold: 0 });
    const point = pointFor(curve, 0.9, 1000)!;
    expect(point.accuracy.value).toBeGreaterThanOrEqual(0.9);
    expect(point.coverage).toBeCloseTo(0.625, 1);
    expect(pointFor(curve, 1.1, 1000)).toBeNull();
    expect(pointAt(curve, 0.5001)?.threshold).toBeLessThanOrEqual(0.5001);
    expect(pointAt(curve, 1)?.coverage).toBeLessThan(0.02);
  });
});
