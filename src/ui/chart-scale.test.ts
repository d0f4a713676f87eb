import fc from 'fast-check';
import { expect, it } from 'vitest';
import { marksBetween, niceMarks, timeMarks } from './chart-scale';

it('marks are round, few, and hold all that is drawn', () => {
  expect(niceMarks(68, 4, true)).toEqual([0, 20, 40, 60, 80]);
  expect(niceMarks(0, 4, true)).toEqual([0, 1]);
  expect(niceMarks(0.7, 4)).toEqual([0, 0.2, 0.4, 0.6, 0.8]);
  expect(timeMarks(90_000, 6)).toEqual({ marks: [0, 15, 30, 45, 60, 75, 90].map((seconds) => seconds * 1_000), isHours: false });
  expect(timeMarks(2.2 * 3_600_000, 6)).toEqual({
    marks: [0, 0.5, 1, 1.5, 2, 2.5].map((hours) => hours * 3_600_000),
    isHours: true,
  });
  fc.assert(
    fc.property(fc.double({ min: 1e-3, max: 1e9, noNaN: true }), (most) => {
      for (const marks of [niceMarks(most, 5), niceMarks(most, 5, true), timeMarks(most, 6).marks]) {
        expect(marks.at(-1)!).toBeGreaterThanOrEqual(most * (1 - 1e-6));
        expect(marks.at(-2)!).toBeLessThan(Math.max(most, 1));
        expect(marks.length).toBeLessThanOrEqual(8);
      }
    }),
    { seed: 84 },
  );
});

it('a scale between two values holds both, and shares stay below 1', () => {
  expect(marksBetween(0.71, 0.93, 5)).toEqual([0.7, 0.75, 0.8, 0.85, 0.9, 0.95]);
  expect(marksBetween(0.5, 1, 5).at(-1)).toBe(1);
  expect(marksBetween(0, 0, 5)).toHaveLength(2);
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (a, b) => {
      const marks = marksBetween(Math.min(a, b), Math.max(a, b), 5);
      expect(marks[0]!).toBeLessThanOrEqual(Math.min(a, b) + 1e-6);
      expect(marks.at(-1)!).toBeGreaterThanOrEqual(Math.max(a, b) - 1e-6);
      expect(marks.at(-1)!).toBeLessThanOrEqual(1);
      expect(marks.length).toBeLessThanOrEqual(8);
    }),
    { seed: 85 },
  );
});
