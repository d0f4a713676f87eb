import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusterByComponents } from '../components';
import { openClusterBook, planMerge, planSplit } from '../edits';
import { graphOf, pairLists } from '../graph-fixture';
import { buildPairGraph, scoreOfPair } from '../pair-graph';
import { membersByCluster, rowsOf } from '../partition';
import { drawCluster, settledBetween } from './cluster-drawing';

const SEED = { seed: 22, numRuns: 200 };
const AT = '2026-01-01T00:00:00Z';
const book = openClusterBook();

describe('drawCluster', () => {
  it('draws every pair inside, the best pair of each near cluster, and nothing else', () => {
    fc.assert(
      fc.property(pairLists({ mostRows: 9 }), fc.constantFrom(0.2, 0.5, 0.9), (list, threshold) => {
        const graph = graphOf(list);
        const clusterOf = clusterByComponents(graph, threshold);
        const members = membersByCluster(clusterOf);
        const rows = rowsOf(members, 0);
        const drawing = drawCluster({ graph, clusterOf, rows, threshold, book });
        expect([...drawing.rows].sort((a, b) => a - b)).toEqual([...rows]);
        expect(drawing.hidden).toBe(0);
        const inside: string[] = [];
        const best = new Map<number, number>();
        for (let a = 0; a < graph.rowCount; a++) {
          for (let b = 0; b < graph.rowCount; b++) {
            const score = scoreOfPair(graph, a, b);
            if (Number.isNaN(score) || clusterOf[a] !== 0) continue;
            if (clusterOf[b] === 0 && a < b) inside.push(`${a} ${b}`);
            if (clusterOf[b] !== 0 && score >= threshold / 2)
              best.set(clusterOf[b]!, Math.max(best.get(clusterOf[b]!) ?? 0, score));
          }
        }
        expect(drawing.pairs.map(({ a, b }) => `${a} ${b}`).sort()).toEqual(inside.sort());
        for (const { a, b, score, isReaching } of drawing.pairs) {
          expect(score).toBe(scoreOfPair(graph, a, b));
          expect(isReaching).toBe(score >= Math.fround(threshold));
        }
        expect(drawing.neighbours.length).toBe(Math.min(6, best.size));
        for (const { row, cluster, pair } of drawing.neighbours) {
          expect(clusterOf[row]).toBe(cluster);
          expect(pair.score).toBe(best.get(cluster));
        }
      }),
      SEED,
    );
  });

  it('of a large cluster it draws the strongest part, in one piece, from the row that is asked for', () => {
    fc.assert(
      fc.property(pairLists({ mostRows: 9 }), fc.integer({ min: 1, max: 5 }), (list, most) => {
        const graph = graphOf(list);
        const clusterOf = clusterByComponents(graph, 0.2);
        const rows = rowsOf(membersByCluster(clusterOf), 0);
        const wanted = rows.at(-1)!;
        const drawing = drawCluster({ graph, clusterOf, rows, threshold: 0.2, book, wanted: [wanted] }, most);
        expect(drawing.rows[0]).toBe(wanted);
        expect(new Set(drawing.rows).size).toBe(Math.min(most, rows.length));
        expect(drawing.hidden).toBe(rows.length - drawing.rows.length);
        drawing.rows.slice(1).forEach((row, at) => {
          const before = drawing.rows.slice(0, at + 1);
          const bestOf = (other: number): number =>
            Math.max(...before.map((one) => scoreOfPair(graph, one, other)).filter((score) => !Number.isNaN(score)));
          const others = [...rows].filter((other) => !before.includes(other));
          expect(bestOf(row)).toBe(Math.max(...others.map(bestOf)));
        });
      }),
      SEED,
    );
  });

  it('of many pairs the main ones hold all rows together', () => {
    const rows = Array.from({ length: 30 }, (_, row) => row);
    const pairs = rows.flatMap((a) =>
      rows.filter((b) => b < a).map((b) => ({ a, b, score: 0.5 + ((a * 7 + b * 13) % 40) / 100 })),
    );
    const graph = buildPairGraph(30, {
      left: pairs.map(({ a }) => a),
      right: pairs.map(({ b }) => b),
      score: pairs.map(({ score }) => score),
    });
    const drawing = drawCluster({ graph, clusterOf: new Uint32Array(30), rows, threshold: 0.6, book });
    const main = drawing.pairs.filter(({ isMain }) => isMain);
    expect(drawing.pairs).toHaveLength(435);
    expect(main.length).toBeLessThanOrEqual(90);
    const reached = new Set([0]);
    for (let round = 0; round < 30; round++) {
      for (const { a, b } of main) if (reached.has(a) || reached.has(b)) reached.add(a).add(b);
    }
    expect(reached.size).toBe(30);
  });
});

describe('settledBetween', () => {
  it('says what a person has put together or apart', () => {
    const mine = openClusterBook();
    mine.append(planMerge(mine, [[0, 1]], AT)!);
    mine.append(planSplit(mine, [[2, 3], [4]], AT)!);
    expect(settledBetween(mine, 0, 1)).toBe('together');
    expect(settledBetween(mine, 3, 4)).toBe('apart');
    expect(settledBetween(mine, 0, 5)).toBe('apart');
    expect(settledBetween(mine, 5, 6)).toBe(null);
  });
});
