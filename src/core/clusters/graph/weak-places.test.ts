import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { graphOf, pairLists } from '../graph-fixture';
import { buildPairGraph, contractIdentical, type PairGraph } from '../pair-graph';
import { cutBetween, findWeakPlaces } from './weak-places';

const SEED = { seed: 20, numRuns: 300 };
const graph = (rowCount: number, pairs: readonly (readonly [number, number, number])[]): PairGraph =>
  buildPairGraph(rowCount, {
    left: pairs.map(([a]) => a),
    right: pairs.map(([, b]) => b),
    score: pairs.map(([, , score]) => score),
  });

/** The lowest cost of all ways to halve the rows that keep identical rows together; null where there is none. */
function lowestCost(pairs: PairGraph): number | null {
  const { nodeOf, firstRow } = contractIdentical(pairs);
  if (firstRow.length < 2) return null;
  let lowest = Number.POSITIVE_INFINITY;
  for (let mask = 1; mask < 2 ** (firstRow.length - 1); mask++) {
    let cost = 0;
    for (let row = 0; row < pairs.rowCount; row++) {
      for (let at = pairs.offsets[row]!; at < pairs.offsets[row + 1]!; at++) {
        const other = pairs.neighbour[at]!;
        const isAcross = ((mask >> nodeOf[row]!) & 1) !== ((mask >> nodeOf[other]!) & 1);
        if (other > row && isAcross) cost += pairs.score[at]!;
      }
    }
    lowest = Math.min(lowest, cost);
  }
  return lowest;
}

describe('weak places of a cluster', () => {
  it('the first is the cheapest of all cuts, held against every way to halve the rows', () => {
    fc.assert(
      fc.property(pairLists(), (list) => {
        const pairs = graphOf(list);
        const places = findWeakPlaces(pairs);
        const lowest = lowestCost(pairs);
        if (lowest === null) expect(places).toEqual([]);
        else expect(places[0]!.cost).toBeCloseTo(lowest, 9);
      }),
      SEED,
    );
  });

  it('each is a cut that keeps identical rows together, costs what its pairs score, and is the smaller half', () => {
    fc.assert(
      fc.property(pairLists(), (list) => {
        const pairs = graphOf(list);
        const { nodeOf } = contractIdentical(pairs);
        const places = findWeakPlaces(pairs);
        places.forEach((cut, at) => {
          const part = new Set(cut.part);
          expect(part.size).toBeGreaterThan(0);
          expect(2 * part.size).toBeLessThanOrEqual(pairs.rowCount);
          for (let row = 0; row < pairs.rowCount; row++) {
            for (let other = 0; other < row; other++) {
              if (nodeOf[row] === nodeOf[other]) expect(part.has(row)).toBe(part.has(other));
            }
          }
          expect(cut).toEqual(cutBetween(pairs, part));
          if (at > 0) expect(cut.cost).toBeGreaterThanOrEqual(places[at - 1]!.cost);
        });
        expect(new Set(places.map(({ part }) => part.join())).size).toBe(places.length);
      }),
      SEED,
    );
  });

  it('every pair whose removal takes rows apart is among them, as long as there are few', () => {
    fc.assert(
      fc.property(pairLists({ distinct: true, mostRows: 6 }), (list) => {
        const pairs = graphOf(list);
        const cuts = findWeakPlaces(pairs);
        if (cuts.length === 5) return;
        const count = (without: number): number => {
          const kept = [...list.score.keys()].filter((at) => at !== without);
          const sets = new Map<number, number>();
          const find = (row: number): number => (sets.has(row) ? find(sets.get(row)!) : row);
          for (const at of kept) {
            const [a, b] = [find(list.left[at]!), find(list.right[at]!)];
            if (a !== b) sets.set(a, b);
          }
          return list.rowCount - sets.size;
        };
        const whole = count(-1);
        list.score.forEach((_, at) => {
          if (list.left[at] === list.right[at] || count(at) === whole) return;
          const pair = [list.left[at]!, list.right[at]!].sort((a, b) => a - b);
          const alone = cuts.filter((cut) => cut.pairs.length === 1);
          expect(alone.map(({ pairs: [only] }) => [only!.a, only!.b])).toContainEqual(pair);
        });
      }),
      SEED,
    );
  });

  it('two tight groups on one pair come apart at that pair', () => {
    const pairs = graph(7, [
      [0, 1, 0.9],
      [0, 2, 0.9],
      [1, 2, 0.9],
      [3, 4, 0.9],
      [4, 5, 0.9],
      [3, 5, 0.9],
      [5, 6, 0.95],
      [2, 3, 0.6],
    ]);
    const [first] = findWeakPlaces(pairs);
    expect(first!.part).toEqual([0, 1, 2]);
    expect(first!.pairs).toEqual([{ a: 2, b: 3, score: expect.closeTo(0.6, 6) }]);
  });

  it('duplicates of one row never hang on a weak place, however few pairs they have', () => {
    const pairs = graph(4, [
      [0, 1, 1],
      [0, 2, 1],
      [0, 3, 0.4],
      [1, 3, 0.4],
      [2, 3, 0.4],
    ]);
    expect(findWeakPlaces(pairs).map(({ part }) => part)).toEqual([[3]]);
  });

  it('rows that no pair holds are named first, at no cost', () => {
    const [first] = findWeakPlaces(
      graph(4, [
        [0, 1, 0.8],
        [2, 3, 0.7],
      ]),
    );
    expect(first).toEqual({ part: [2, 3], pairs: [], cost: 0 });
  });

  it('a chain of thousands is searched for bridges alone, without running out of stack', () => {
    const length = 20_000;
    const weak = 12_345;
    const links = Array.from({ length: length - 1 }, (_, at) => [at, at + 1, at === weak ? 0.2 : 0.8] as const);
    expect(findWeakPlaces(graph(length, links))[0]!.pairs[0]).toMatchObject({ a: weak, b: weak + 1 });
  });
});
