import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCompetition } from './competition';

test('the lead is over the best of all other left records', () => {
  const table = fc.tuple(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 1, max: 4 })).chain(([rows, columns]) =>
    fc.array(fc.array(fc.integer({ min: -4, max: 4 }), { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    }),
  );
  fc.assert(
    fc.property(table, (rows) => {
      const values = rows.map((row) => Float32Array.from(row, (value) => value / 4));
      const competition = createCompetition(values[0]!.length);
      values.forEach((row, left) => {
        row.forEach((value, right) => {
          competition.observe(left, right, value);
        });
      });
      values.forEach((row, left) => {
        row.forEach((value, right) => {
          const rival = Math.max(...values.filter((_, other) => other !== left).map((other) => other[right]!));
          expect(competition.leadOver(left, right, value)).toBe(value - rival);
        });
      });
    }),
    { seed: 4, numRuns: 300 },
  );
});

test('without rivals the lead is over the lowest cosine there is', () => {
  const competition = createCompetition(1);
  competition.observe(0, 0, 0.5);
  expect(competition.leadOver(0, 0, 0.5)).toBe(1.5);
});
