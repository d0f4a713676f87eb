import fc from 'fast-check';
import { expect, it } from 'vitest';
import { datasetOf } from '../text/text-fixture';
import { rowAt } from './cells';
import { findEqualRows } from './equal-rows';

const lastOf = <T>(steps: Generator<void, T>): T => {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
};

it('finds the rows with the same cells, and no other', () => {
  const cell = fc.constantFrom('', 'a', 'b', 'é', 'ab');
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 30 }), fc.nat(), (rows, place) => {
      const dataset = datasetOf(...[0, 1, 2].map((at): [string, string[]] => [`c${at}`, rows.map((row) => row[at]!)]));
      const row = place % rows.length;
      const same = (one: number, other: number) =>
        [0, 2].every((column) => rowAt(dataset, one)[column] === rowAt(dataset, other)[column]);
      expect([...lastOf(findEqualRows(dataset, [0, 2], row))]).toEqual([...rows.keys()].filter((other) => same(row, other)));
    }),
    { seed: 81, numRuns: 200 },
  );
});

it('pauses in large tables, and takes no row for equal where nothing is compared', () => {
  const dataset = datasetOf(['name', Array.from({ length: 25_000 }, (_, row) => String(row % 5000))]);
  const steps = findEqualRows(dataset, [0], 7);
  expect([steps.next().done, steps.next().done, steps.next().done]).toEqual([false, false, true]);
  expect([...lastOf(findEqualRows(dataset, [], 7))]).toEqual([7]);
});
