import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assignOneToOne, type WeightedPair } from './assignment';

const totalOf = (pairs: readonly WeightedPair[], rightOf: Int32Array): number =>
  pairs.reduce((sum, pair) => sum + (rightOf[pair.left] === pair.right ? pair.gain : 0), 0);

function bestTotal(pairs: readonly WeightedPair[], left: number, leftCount: number, used: ReadonlySet<number>): number {
  if (left === leftCount) return 0;
  let best = bestTotal(pairs, left + 1, leftCount, used);
  for (const pair of pairs) {
    if (pair.left !== left || used.has(pair.right)) continue;
    best = Math.max(best, pair.gain + bestTotal(pairs, left + 1, leftCount, new Set([...used, pair.right])));
  }
  return best;
}

const graphs = fc
  .uniqueArray(fc.tuple(fc.nat(5), fc.nat(4), fc.integer({ min: 1, max: 20 })), {
    selector: ([l, r]) => l * 9 + r,
    maxLength: 18,
  })
  .map((edges) => edges.map(([left, right, gain]) => ({ left, right, gain: gain / 20 })).sort((a, b) => a.left - b.left));

test('reaches the greatest total of all assignments and uses every right row once', () => {
  fc.assert(
    fc.property(graphs, (pairs) => {
      const rightOf = assignOneToOne(pairs, 6, 5);
      const used = [...rightOf].filter((right) => right >= 0);
      expect(new Set(used).size).toBe(used.length);
      expect(totalOf(pairs, rightOf)).toBeCloseTo(bestTotal(pairs, 0, 6, new Set()), 9);
    }),
    { seed: 7, numRuns: 500 },
  );
});

test('gives up a best pair where the sum gains, unlike a greedy choice', () => {
  const pairs = [
    { left: 0, right: 0, gain: 0.9 },
    { left: 0, right: 1, gain: 0.8 },
    { left: 1, right: 0, gain: 0.85 },
  ];
  expect([...assignOneToOne(pairs, 2, 2)]).toEqual([1, 0]);
});

test('equal gains go by row order', () => {
  const pairs = [0, 1].flatMap((left) => [0, 1].map((right) => ({ left, right, gain: 1 })));
  expect([...assignOneToOne(pairs, 2, 2)]).toEqual([0, 1]);
});
