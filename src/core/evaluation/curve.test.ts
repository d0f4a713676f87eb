import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { averagePrecision, bestPoint, thinCurve, thresholdCurve } from './curve';
import { estimateF1, estimateShare } from './intervals';

const scored = fc.array(fc.record({ score: fc.integer({ min: 0, max: 20 }).map((n) => n / 20), isTrue: fc.boolean() }), {
  minLength: 1,
  maxLength: 60,
});
const curveOf = (pairs: readonly { score: number; isTrue: boolean }[], missing = 0) =>
  thresholdCurve(
    pairs.map(({ score }) => score),
    pairs.map(({ isTrue }) => Number(isTrue)),
    pairs.filter(({ isTrue }) => isTrue).length + missing,
  );

describe('thresholdCurve', () => {
  it('has at every threshold what counting gives', () => {
    fc.assert(
      fc.property(scored, fc.integer({ min: 0, max: 5 }), (pairs, missing) => {
        const curve = curveOf(pairs, missing);
        const truePairs = pairs.filter(({ isTrue }) => isTrue).length + missing;
        expect([...curve.threshold]).toEqual([...new Set(pairs.map(({ score }) => Math.fround(score)))].sort((a, b) => b - a));
        curve.threshold.forEach((threshold, i) => {
          const accepted = pairs.filter(({ score }) => Math.fround(score) >= threshold);
          const hits = accepted.filter(({ isTrue }) => isTrue).length;
          expect(curve.accepted[i]).toBe(accepted.length);
          expect(curve.truePositives[i]).toBe(hits);
          expect(curve.precision[i]).toBeCloseTo(hits / accepted.length, 6);
          expect(curve.recall[i]).toBeCloseTo(truePairs === 0 ? 0 : hits / truePairs, 6);
          const [p, r] = [curve.precision[i]!, curve.recall[i]!];
          expect(curve.f1[i]).toBeCloseTo(p + r === 0 ? 0 : (2 * p * r) / (p + r), 5);
          expect(curve.f1[i]).toBeLessThanOrEqual(Math.max(p, r) + 1e-6);
          expect(curve.f1[i]).toBeGreaterThanOrEqual(Math.min(p, r) - 1e-6);
          if (i > 0) expect(curve.recall[i]).toBeGreaterThanOrEqual(curve.recall[i - 1]!);
        });
        const best = bestPoint(curve)!;
        expect(best.f1).toBe(Math.max(...curve.f1));
      }),
      { numRuns: 200, seed: 11 },
    );
  });

  it('does not depend on the order of pairs', () => {
    fc.assert(
      fc.property(scored, (pairs) => {
        expect(curveOf([...pairs].reverse())).toEqual(curveOf(pairs));
      }),
      { seed: 12 },
    );
  });

  it('is empty without pairs', () => {
    const curve = thresholdCurve([], [], 3);
    expect(bestPoint(curve)).toBeNull();
    expect(averagePrecision(curve)).toBe(0);
  });

  it('averages precision over true pairs', () => {
    expect(averagePrecision(thresholdCurve([0.9, 0.8, 0.7], [1, 0, 1], 2))).toBeCloseTo((1 + 2 / 3) / 2, 6);
    expect(averagePrecision(thresholdCurve([0.9, 0.8], [1, 1], 4))).toBeCloseTo(0.5, 6);
  });

  it('is thinned to what can be drawn, with its ends and its best point', () => {
    const size = 1000;
    const scores = Array.from({ length: size }, (_, i) => i / size);
    const labels = scores.map((score) => Number(score > 0.62 || (score * 1000) % 7 < 1));
    const curve = thresholdCurve(scores, labels, labels.filter(Boolean).length);
    const thin = thinCurve(curve, 50);
    expect(thin.threshold.length).toBeLessThanOrEqual(50);
    expect(bestPoint(thin)).toEqual(bestPoint(curve));
    expect([thin.threshold[0], thin.threshold.at(-1)]).toEqual([curve.threshold[0], curve.threshold.at(-1)]);
    expect(thinCurve(curve, size)).toBe(curve);
  });
});

describe('intervals', () => {
  it('are those of Wilson', () => {
    // Newcombe 1998, table I: 81 of 263 and 0 of 20.
    expect(estimateShare(81, 263).low).toBeCloseTo(0.2553, 4);
    expect(estimateShare(81, 263).high).toBeCloseTo(0.3662, 4);
    expect(estimateShare(0, 20)).toMatchObject({ value: 0, low: 0 });
    expect(estimateShare(0, 20).high).toBeCloseTo(0.1611, 4);
    expect(estimateShare(0, 0)).toEqual({ value: 0, low: 0, high: 1 });
  });

  it('hold the value, lie in 0…1 and shrink with more cases', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(200), fc.nat(200), (tp, fp, fn) => {
        for (const estimate of [estimateShare(tp, tp + fp), estimateF1(tp, fp, fn)]) {
          expect(estimate.low).toBeGreaterThanOrEqual(0);
          expect(estimate.low).toBeLessThanOrEqual(estimate.value);
          expect(estimate.high).toBeGreaterThanOrEqual(estimate.value);
          expect(estimate.high).toBeLessThanOrEqual(1);
        }
        if (tp + fp + fn === 0) return;
        expect(estimateF1(tp, fp, fn).value).toBeCloseTo((2 * tp) / (2 * tp + fp + fn), 9);
        const wide = estimateF1(tp, fp, fn);
        const narrow = estimateF1(10 * tp, 10 * fp, 10 * fn);
        expect(narrow.high - narrow.low).toBeLessThan(wide.high - wide.low);
      }),
      { seed: 13 },
    );
  });
});
