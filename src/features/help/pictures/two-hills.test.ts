import { expect, it } from 'vitest';
import { DIFFERENT, pairsBetween, partOf, SAME } from './two-hills';

it('has all pairs between 0 and 1, and each on one side of a line', () => {
  for (const hill of [DIFFERENT, SAME]) {
    expect(pairsBetween(hill, 0, 1)).toBe(hill.size);
    for (const line of [0.2, 0.5, 0.8]) {
      expect(Math.abs(pairsBetween(hill, 0, line) + pairsBetween(hill, line, 1) - hill.size)).toBeLessThanOrEqual(1);
    }
  }
});

it('trades one error for the other as the line moves', () => {
  const lines = [0.3, 0.4, 0.5, 0.6, 0.7];
  const wrong = lines.map((line) => pairsBetween(DIFFERENT, line, 1));
  const missed = lines.map((line) => pairsBetween(SAME, 0, line));
  expect(wrong).toEqual(wrong.toSorted((a, b) => b - a));
  expect(missed).toEqual(missed.toSorted((a, b) => a - b));
});

it('draws a part from the ground to the ground', () => {
  const path = partOf(
    SAME,
    [0.5, 1],
    (score) => score * 100,
    (height) => 50 - height / 100,
  );
  expect(path.startsWith('M50.0 50L50.0 ')).toBe(true);
  expect(path.endsWith('L100.0 50Z')).toBe(true);
});
