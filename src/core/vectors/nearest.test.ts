import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AppError } from '../model/errors';
import type { Job } from '../model/types';
import { nearestBothSides, nearestWithin, similarityOfPairs } from './nearest';
import { bruteForce, clusteredSet, listsOf, quietJob, vectorSet } from './nearest-fixture';

/** Eighths: sums are exact in any order, so that lists can be compared whole, with many ties. */
const component = fc.integer({ min: -8, max: 8 }).map((n) => n / 8);
const rows = (dimensions: number, most: number) =>
  fc.array(fc.array(component, { minLength: dimensions, maxLength: dimensions }), { maxLength: most });
const tables = fc
  .integer({ min: 1, max: 21 })
  .chain((dimensions) => fc.tuple(fc.constant(dimensions), rows(dimensions, 70), rows(dimensions, 45)));
const limit = fc.integer({ min: 0, max: 50 });

it('both sides equal brute force, with ties, zero vectors, empty sides and more partners asked for than there are', async () => {
  await fc.assert(
    fc.asyncProperty(tables, limit, limit, async ([dimensions, leftRows, rightRows], kLeft, kRight) => {
      const left = vectorSet(dimensions, leftRows);
      const right = vectorSet(dimensions, rightRows);
      const found = await nearestBothSides(left, right, { left: kLeft, right: kRight }, quietJob);
      expect(listsOf(found.left)).toEqual(bruteForce(left, right, kLeft));
      expect(listsOf(found.right)).toEqual(bruteForce(right, left, kRight));
    }),
    { seed: 31, numRuns: 150 },
  );
});

it('one table with itself leaves out the record itself, not its equals', async () => {
  await fc.assert(
    fc.asyncProperty(tables, async ([dimensions, some]) => {
      const set = vectorSet(dimensions, [...some, ...some.slice(0, 5)]);
      expect(listsOf(await nearestWithin(set, 4, quietJob))).toEqual(bruteForce(set, set, 4, true));
    }),
    { seed: 32, numRuns: 150 },
  );
});

it('gives the values of similarityOfPairs, the same from both sides', async () => {
  const left = clusteredSet(130, 50, 2);
  const right = clusteredSet(210, 50, 3);
  const found = await nearestBothSides(left, right, { left: 210, right: 130 }, quietJob);
  const matrix = new Float32Array(130 * 210);
  listsOf(found.left).forEach((list, row) => {
    for (const { index, value } of list) matrix[row * 210 + index] = value;
  });
  const { index, value } = found.right;
  const rightIndex = Uint32Array.from(index, (_, at) => Math.floor(at / 130));
  expect(index.filter((row, at) => matrix[row * 210 + rightIndex[at]!] !== value[at])).toHaveLength(0);
  const values = similarityOfPairs(left, right, index, rightIndex);
  expect(Math.max(...values.map((other, at) => Math.abs(other - value[at]!)))).toBeLessThan(1e-6);
});

it('reports texts and stops when told', async () => {
  const set = clusteredSet(1500, 96, 4);
  const controller = new AbortController();
  const seen: [number, number, string][] = [];
  const job: Job = {
    signal: controller.signal,
    progress: (...report) => {
      seen.push(report);
      controller.abort();
    },
  };
  const failure = await nearestBothSides(set, set, { left: 5, right: 5 }, job).catch((error: unknown) => error);
  if (seen[0]![0] < 1500) expect(failure).toEqual(new AppError('job/cancelled'));
  expect(seen[0]!.slice(1)).toEqual([1500, 'texts']);
});
