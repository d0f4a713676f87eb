import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLUSTER_METHODS, type ClusterMethod, createClusterRule } from './cluster-rule';
import { clusterByComponents } from './components';
import { clusterByDensity } from './density';
import { asSets, graphOf, knownScore, pairLists, renamed } from './graph-fixture';
import { clusterByLinkage, type Linkage } from './linkage';
import { buildPairGraph, type PairGraph } from './pair-graph';
import { firstRows, numberByFirstRow } from './partition';

const SEED = 20;
const threshold = fc.double({ min: 0.05, max: 0.95, noNaN: true });
const byMethod = (method: ClusterMethod, graph: PairGraph, at: number): Uint32Array =>
  createClusterRule(graph, { method, minimumNeighbours: 2 }).at(at);

describe.each(CLUSTER_METHODS)('clusters by %s', (method) => {
  it('are a partition, numbered by first row', () => {
    fc.assert(
      fc.property(pairLists(), threshold, (list, at) => {
        const clusterOf = byMethod(method, graphOf(list), at);
        expect(clusterOf).toHaveLength(list.rowCount);
        expect(clusterOf).toEqual(numberByFirstRow(list.rowCount, (row) => clusterOf[row]!));
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it('do not depend on the order of rows', () => {
    const shuffled = pairLists({ distinct: true }).chain((list) =>
      fc.record({
        list: fc.constant(list),
        to: fc.shuffledSubarray(
          Array.from({ length: list.rowCount }, (_, row) => row),
          { minLength: list.rowCount },
        ),
      }),
    );
    fc.assert(
      fc.property(shuffled, threshold, ({ list, to }, at) => {
        const before = byMethod(method, graphOf(list), at);
        const after = byMethod(method, graphOf(renamed(list, to)), at);
        const back = new Map(to.map((name, row) => [name, row]));
        expect(asSets(after, (row) => back.get(row)!)).toEqual(asSets(before));
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it('only come together as the threshold falls', () => {
    fc.assert(
      fc.property(pairLists(), threshold, threshold, (list, one, other) => {
        const graph = graphOf(list);
        const strict = byMethod(method, graph, Math.max(one, other));
        const lax = byMethod(method, graph, Math.min(one, other));
        // A border row may go to another core row that has become one.
        if (method === 'density') return;
        for (const rows of asSets(strict)) expect(new Set(rows.map((row) => lax[row])).size).toBe(1);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it('keep identical rows together at any threshold, and rows without a pair alone', () => {
    fc.assert(
      fc.property(pairLists(), threshold, (list, at) => {
        const graph = graphOf(list);
        const clusterOf = byMethod(method, graph, at);
        for (let a = 0; a < list.rowCount; a++) {
          for (let b = 0; b < list.rowCount; b++) if (knownScore(graph, a, b) === 1) expect(clusterOf[a]).toBe(clusterOf[b]);
          if (graph.offsets[a] === graph.offsets[a + 1]) {
            expect(clusterOf.filter((cluster) => cluster === clusterOf[a])).toHaveLength(1);
          }
        }
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});

/** Joins the best two clusters of a full matrix until none reaches the threshold. */
function bruteLinkage(graph: PairGraph, linkage: Linkage, at: number): number[][] {
  let clusters = Array.from({ length: graph.rowCount }, (_, row) => [row]);
  const between = (a: readonly number[], b: readonly number[]): number => {
    const scores = a.flatMap((left) => b.map((right) => knownScore(graph, left, right)));
    return linkage === 'average' ? scores.reduce((sum, score) => sum + score, 0) / scores.length : Math.min(...scores);
  };
  for (;;) {
    let best = { i: -1, j: -1, score: Math.fround(at) };
    clusters.forEach((a, i) => {
      clusters.slice(0, i).forEach((b, j) => {
        const score = between(a, b);
        if (score >= best.score && (best.i < 0 || score > best.score)) best = { i, j, score };
      });
    });
    if (best.i < 0) return asSets(numberByFirstRow(graph.rowCount, (row) => clusters.findIndex((rows) => rows.includes(row))));
    const joined = [...clusters[best.i]!, ...clusters[best.j]!];
    clusters = [...clusters.filter((_, i) => i !== best.i && i !== best.j), joined];
  }
}

describe('linkage', () => {
  it.each(['average', 'complete'] as const)('%s gives what joining the best pair of a full matrix gives', (linkage) => {
    fc.assert(
      fc.property(pairLists({ distinct: true }), threshold, (list, at) => {
        const graph = graphOf(list);
        expect(asSets(clusterByLinkage(graph, { linkage, threshold: at }))).toEqual(bruteLinkage(graph, linkage, at));
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  it('complete never holds a pair below the threshold, identical rows apart', () => {
    fc.assert(
      fc.property(pairLists({ distinct: true }), threshold, (list, at) => {
        const graph = graphOf(list);
        for (const rows of asSets(clusterByLinkage(graph, { linkage: 'complete', threshold: at }))) {
          for (const a of rows) {
            for (const b of rows) if (a !== b) expect(knownScore(graph, a, b)).toBeGreaterThanOrEqual(Math.fround(at));
          }
        }
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it('lets identical rows weigh as many rows as they are', () => {
    // Row 3 is 0.9 to one row and 0.3 to a text that stands three times: the mean over rows is 0.45, over texts 0.6.
    const graph = buildPairGraph(5, { left: [0, 0, 0, 4, 4], right: [1, 2, 4, 3, 0], score: [1, 1, 0.95, 0.9, 0.95] });
    const far = buildPairGraph(5, {
      left: [0, 0, 0, 3, 3],
      right: [1, 2, 4, 4, 0],
      score: [1, 1, 0.95, 0.9, 0.3],
    });
    expect(asSets(clusterByLinkage(graph, { linkage: 'average', threshold: 0.5 }))).toEqual([[0, 1, 2, 4], [3]]);
    expect(asSets(clusterByLinkage(far, { linkage: 'average', threshold: 0.44 }))).toEqual([[0, 1, 2, 3, 4]]);
    expect(asSets(clusterByLinkage(far, { linkage: 'average', threshold: 0.46 }))).toEqual([[0, 1, 2, 4], [3]]);
  });

  it('counts a pair that nobody compared as 0', () => {
    const chain = buildPairGraph(3, { left: [0, 1], right: [1, 2], score: [0.9, 0.8] });
    expect(asSets(clusterByLinkage(chain, { linkage: 'average', threshold: 0.41 }))).toEqual([[0, 1], [2]]);
    expect(asSets(clusterByLinkage(chain, { linkage: 'average', threshold: 0.4 }))).toEqual([[0, 1, 2]]);
    expect(asSets(clusterByLinkage(chain, { linkage: 'complete', threshold: 0.1 }))).toEqual([[0, 1], [2]]);
    expect(asSets(clusterByComponents(chain, 0.8))).toEqual([[0, 1, 2]]);
  });
});

describe('density', () => {
  it('is connected components when one neighbour is enough', () => {
    fc.assert(
      fc.property(pairLists(), threshold, (list, at) => {
        const graph = graphOf(list);
        expect(clusterByDensity(graph, { threshold: at, minimumNeighbours: 1 })).toEqual(clusterByComponents(graph, at));
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it('leaves every row of noise alone, and gives a border row to its nearest core row', () => {
    // 0-1-2 and 4-5-6 are dense, 3 is between them and nearer to the second, 7 and 8 are far from all.
    const graph = buildPairGraph(9, {
      left: [0, 0, 1, 4, 4, 5, 3, 3],
      right: [1, 2, 2, 5, 6, 6, 2, 4],
      score: [0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.8, 0.85],
    });
    const both = [[0, 1, 2], [3, 4, 5, 6], [7], [8]];
    expect(asSets(clusterByDensity(graph, { threshold: 0.8, minimumNeighbours: 3 }))).toEqual(both);
    expect(asSets(clusterByDensity(graph, { threshold: 0.82, minimumNeighbours: 2 }))).toEqual(both);
    expect(asSets(clusterByDensity(graph, { threshold: 0.8, minimumNeighbours: 4 }))).toHaveLength(9);
  });
});

describe('singletons', () => {
  it('eleven rows of ten things: ten are kept', () => {
    const graph = buildPairGraph(11, { left: [3], right: [7], score: [0.97] });
    for (const method of ['average', 'complete', 'components'] as const) {
      expect(firstRows(byMethod(method, graph, 0.5))).toEqual([0, 1, 2, 3, 4, 5, 6, 8, 9, 10]);
    }
  });
});
