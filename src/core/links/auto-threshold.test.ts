import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AUTO_THRESHOLD } from '../candidates/score/match-score';
import { autoThreshold, thresholdInForce } from './auto-threshold';

const f1Expected = (scores: readonly number[], threshold: number): number => {
  const linked = scores.filter((score) => score >= threshold);
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  return (2 * sum(linked)) / (linked.length + sum(scores));
};
const scoreLists = fc.array(
  fc.integer({ min: 0, max: 1000 }).map((step) => step / 1000),
  { minLength: 1, maxLength: 60 },
);

it('is half of the greatest F1 to be expected', () => {
  // Two sure links and two even ones: all four have an F1 of 2·3 / (4 + 3) to be expected, the sure ones alone 2·2 / (2 + 3).
  expect(autoThreshold([1, 1, 0.5, 0.5])).toBe(0.42);
});

it('is low where every row has a partner that cannot be told for sure, and higher where the other rows have none', () => {
  const vague = Array.from({ length: 100 }, () => [0.3, 0.25, 0.2, 0.15, 0.1]).flat();
  const clear = [...Array.from({ length: 20 }, () => 0.99), ...Array.from({ length: 80 }, () => [0.1, 0.05, 0.02]).flat()];
  expect(autoThreshold(vague)).toBeLessThan(0.3);
  expect(autoThreshold(clear)).toBeGreaterThan(0.35);
});

it('links what has the greatest F1 to be expected, and never asks for more than an even chance', () => {
  fc.assert(
    fc.property(scoreLists, (scores) => {
      fc.pre(scores.some((score) => score > 0));
      const threshold = autoThreshold(scores);
      expect(threshold).toBeGreaterThan(0);
      expect(threshold).toBeLessThanOrEqual(0.5);
      const best = Math.max(...scores.filter((score) => score > 0).map((score) => f1Expected(scores, score)));
      // Thresholds are told in hundredths: scores just below the very best line are linked too.
      expect(best - f1Expected(scores, threshold)).toBeLessThan(0.02);
    }),
  );
});

it('does not depend on the order of pairs, nor on how many times all of them are there', () => {
  fc.assert(
    fc.property(scoreLists, (scores) => {
      const threshold = autoThreshold(scores);
      expect(autoThreshold([...scores].reverse())).toBe(threshold);
      expect(autoThreshold([...scores, ...scores])).toBe(threshold);
    }),
  );
});

it('falls back to a fixed one where no pair has a score', () => {
  expect(autoThreshold([])).toBe(AUTO_THRESHOLD);
  expect(autoThreshold([0, Number.NaN])).toBe(AUTO_THRESHOLD);
});

it('leaves other settings as they are', () => {
  const candidates = { matchScore: Float32Array.of(1, 0.5) };
  expect(thresholdInForce(0.7, candidates)).toBe(0.7);
  expect(thresholdInForce(null, candidates)).toBe(0);
  expect(thresholdInForce('auto', candidates)).toBe(autoThreshold(candidates.matchScore));
});
