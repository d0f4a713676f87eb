import { describe, expect, it } from 'vitest';
import { accuracyOfLabels, bestThreshold, f1At, macroF1 } from './label-metrics.mjs';

const scored = [
  { score: 0.9, isMatch: true },
  { score: 0.7, isMatch: true },
  { score: 0.4, isMatch: false },
  { score: 0.3, isMatch: true },
];

describe('label metrics', () => {
  it('measure labels', () => {
    expect(accuracyOfLabels(['a', 'b', 'a', 'a'], ['a', 'b', 'b', 'a'])).toBe(0.75);
    expect(macroF1(['a', 'b', 'a', 'a'], ['a', 'b', 'b', 'a'])).toBeCloseTo((0.8 + 2 / 3) / 2);
    expect(macroF1(['c'], ['a'])).toBe(0);
  });

  it('measure scores at a threshold, which counts as a yes', () => {
    expect(f1At(scored, 0.7)).toBe(0.8);
    expect(f1At(scored, 0.71)).toBe(0.5);
    expect(f1At([], 0.5)).toBe(0);
  });

  it('find the best threshold between two scores', () => {
    const best = bestThreshold(scored.slice(0, 3));
    expect(best.f1).toBe(1);
    expect(best.threshold).toBeCloseTo(0.55);
    expect(f1At(scored.slice(0, 3), best.threshold)).toBe(1);
  });

  it('keep equal scores together', () => {
    const tied = [
      { score: 0.5, isMatch: true },
      { score: 0.5, isMatch: false },
    ];
    expect(bestThreshold(tied)).toEqual({ f1: 2 / 3, threshold: 0.5 });
  });
});
