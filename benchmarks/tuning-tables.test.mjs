import { expect, it } from 'vitest';
import { meanWithReach, tuningSummary, tuningTables } from './tuning-tables.mjs';

const run = (seed, gain) => {
  const figures = (by) => ({
    dense: { recall1: 0.5 + by, bestF1: 0.6 },
    hybrid: { recall1: 0.7, autoF1: 0.8 - by, bestF1: 0.9 },
  });
  const base = { task: 'shops', asked: '20', pairs: 20, seed, isUsed: gain !== 0, seconds: 2 };
  return { ...base, before: figures(0), after: figures(gain) };
};

it('a mean has the interval of Student for few values', () => {
  const { mean, reach } = meanWithReach([1, 2, 3, 4, 5]);
  expect(mean).toBe(3);
  expect(reach).toBeCloseTo(2.776 * Math.sqrt(2.5 / 5), 9);
  expect(meanWithReach([1]).reach).toBeNaN();
});

it('tables say what was before, and the mean change over seeds', () => {
  const told = [run(1, 0.02), run(2, 0.04), run(3, 0)];
  const [, , line] = tuningTables(told).split('\n');
  expect(line).toContain('| shops | 20 | 50.0 +2.0 ± 5.0 | 60.0 +0.0 ± 0.0 |');
  expect(line).toContain('80.0 −2.0 ± 5.0');
  expect(line).toContain('2 of 3');
  expect(tuningSummary(told)).toContain('| shops, dense R@1 | 50.0 +2.0 ± 5.0 |');
});
