import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Sides } from '../model/types';
import { assignPairs } from './assignment';
import type { PairGraph } from './pair-graph';

const one = { left: 1, right: 1 };
type Pair = readonly [left: number, right: number, gain: number];
const [LEFTS, RIGHTS] = [6, 5];

function graphOf(pairs: readonly Pair[], leftCount = LEFTS, rightCount = RIGHTS): PairGraph {
  const sorted = pairs.toSorted((a, b) => a[0] - b[0]);
  return {
    leftCount,
    rightCount,
    offsets: Uint32Array.from({ length: leftCount + 1 }, (_, left) => sorted.filter((pair) => pair[0] < left).length),
    right: Uint32Array.from(sorted, ([, right]) => right),
    gain: Float32Array.from(sorted, ([, , gain]) => gain),
  };
}

function assign(pairs: readonly Pair[], capacity: Sides<number>): Pair[] {
  const steps = assignPairs(graphOf(pairs), capacity);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return pairs.toSorted((a, b) => a[0] - b[0]).filter((_, at) => value[at] === 1);
  }
}

const totalOf = (pairs: readonly Pair[]): number => pairs.reduce((sum, [, , gain]) => sum + gain, 0);

/** Tries every subset that the capacities allow. */
function bestTotal(pairs: readonly Pair[], { left, right }: Sides<number>): number {
  const lefts = new Array<number>(LEFTS).fill(left);
  const rights = new Array<number>(RIGHTS).fill(right);
  const visit = (at: number): number => {
    const pair = pairs[at];
    if (!pair) return 0;
    const [l, r, gain] = pair;
    const without = visit(at + 1);
    if (lefts[l] === 0 || rights[r] === 0) return without;
    lefts[l]!--;
    rights[r]!--;
    const withIt = gain + visit(at + 1);
    lefts[l]!++;
    rights[r]!++;
    return Math.max(without, withIt);
  };
  return visit(0);
}

// Sixteenths are exact in float32, so that totals can be compared closely; few values make many ties.
const graphs = fc.uniqueArray(
  fc.tuple(
    fc.nat(LEFTS - 1),
    fc.nat(RIGHTS - 1),
    fc.integer({ min: 1, max: 16 }).map((n) => n / 16),
  ),
  { selector: ([l, r]) => l * 9 + r, maxLength: 14 },
);
const capacities = fc.record({ left: fc.integer({ min: 1, max: 3 }), right: fc.integer({ min: 1, max: 3 }) });

test('reaches the greatest total that the capacities allow, and keeps to them', () => {
  fc.assert(
    fc.property(graphs, capacities, (pairs, capacity) => {
      const taken = assign(pairs, capacity);
      for (let row = 0; row < 6; row++) {
        expect(taken.filter(([left]) => left === row).length).toBeLessThanOrEqual(capacity.left);
        expect(taken.filter(([, right]) => right === row).length).toBeLessThanOrEqual(capacity.right);
      }
      expect(totalOf(taken)).toBeCloseTo(bestTotal(pairs, capacity), 9);
    }),
    { seed: 7, numRuns: 600 },
  );
});

test('takes the same total whatever the order of rows', () => {
  fc.assert(
    fc.property(graphs, capacities, (pairs, capacity) => {
      const mirrored = pairs.map(([left, right, gain]): Pair => [LEFTS - 1 - left, RIGHTS - 1 - right, gain]);
      expect(totalOf(assign(mirrored, capacity))).toBeCloseTo(totalOf(assign(pairs, capacity)), 9);
    }),
    { seed: 8, numRuns: 300 },
  );
});

/** The Hungarian algorithm on a square matrix of costs, O(n³): the lowest total. */
function lowestCost(cost: readonly (readonly number[])[]): number {
  const n = cost.length;
  const rowPrice = new Array<number>(n + 1).fill(0);
  const columnPrice = new Array<number>(n + 1).fill(0);
  const rowOf = new Array<number>(n + 1).fill(0);
  for (let row = 1; row <= n; row++) {
    const least = new Array<number>(n + 1).fill(Number.POSITIVE_INFINITY);
    const used = new Array<boolean>(n + 1).fill(false);
    const cameFrom = new Array<number>(n + 1).fill(0);
    let column = 0;
    rowOf[0] = row;
    do {
      used[column] = true;
      let [delta, next] = [Number.POSITIVE_INFINITY, 0];
      for (let j = 1; j <= n; j++) {
        if (used[j]) continue;
        const reduced = cost[rowOf[column]! - 1]![j - 1]! - rowPrice[rowOf[column]!]! - columnPrice[j]!;
        if (reduced < least[j]!) [least[j], cameFrom[j]] = [reduced, column];
        if (least[j]! < delta) [delta, next] = [least[j]!, j];
      }
      for (let j = 0; j <= n; j++) {
        if (used[j]) {
          rowPrice[rowOf[j]!]! += delta;
          columnPrice[j]! -= delta;
        } else least[j]! -= delta;
      }
      column = next;
    } while (rowOf[column] !== 0);
    for (; column !== 0; column = cameFrom[column]!) rowOf[column] = rowOf[cameFrom[column]!]!;
  }
  return rowOf.slice(1).reduce((sum, row, column) => sum + cost[row - 1]![column]!, 0);
}

test('one-to-one agrees with the Hungarian algorithm on larger, crowded graphs of any scores', () => {
  const [lefts, rights] = [40, 25];
  const pairs = fc.uniqueArray(
    fc.tuple(fc.nat(lefts - 1), fc.nat(rights - 1), fc.float({ min: Math.fround(0.01), max: 1, noNaN: true })),
    { selector: ([l, r]) => l * 100 + r, minLength: 100, maxLength: 400 },
  );
  fc.assert(
    fc.property(pairs, (given) => {
      const steps = assignPairs(graphOf(given, lefts, rights), one);
      let step = steps.next();
      while (!step.done) step = steps.next();
      const taken = step.value;
      const total = totalOf(given.toSorted((a, b) => a[0] - b[0]).filter((_, at) => taken[at] === 1));
      const cost = Array.from({ length: lefts }, () => new Array<number>(lefts).fill(0));
      for (const [left, right, gain] of given) cost[left]![right] = -gain;
      expect(total).toBeCloseTo(-lowestCost(cost), 6);
    }),
    { seed: 9, numRuns: 60 },
  );
});

test('gives up a best pair where the sum gains, unlike a greedy choice', () => {
  const pairs: Pair[] = [
    [0, 0, 0.9],
    [0, 1, 0.8],
    [1, 0, 0.85],
  ];
  expect(assign(pairs, one).map(([l, r]) => [l, r])).toEqual([
    [0, 1],
    [1, 0],
  ]);
});

test('equal gains go by row order', () => {
  const pairs = [0, 1, 2].flatMap((left) => [0, 1].map((right): Pair => [left, right, 1]));
  expect(assign(pairs, one).map(([l, r]) => [l, r])).toEqual([
    [0, 0],
    [1, 1],
  ]);
});

test('twins pair up in row order, whoever else wants them', () => {
  const twins = [0, 1, 2, 3].flatMap((left) => [0, 1, 2].map((right): Pair => [left, right, 1]));
  expect(assign([...twins, [4, 0, 0.25], [5, 2, 0.5]], one).map(([l, r]) => [l, r])).toEqual([
    [0, 0],
    [1, 1],
    [2, 2],
  ]);
});

test('never takes a pair of no gain', () => {
  expect(assign([[0, 0, 0]], one)).toEqual([]);
});
