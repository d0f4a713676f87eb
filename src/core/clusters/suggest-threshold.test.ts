import { describe, expect, it } from 'vitest';
import { createClusterRule } from './cluster-rule';
import { buildPairGraph, type PairGraph } from './pair-graph';
import { meanSilhouette, suggestThreshold } from './suggest-threshold';

/** Groups of three rows: alike inside by `inside`, each with the next group by `outside`. */
function groups(inside: number, outside: number): PairGraph {
  const left: number[] = [];
  const right: number[] = [];
  const score: number[] = [];
  for (let group = 0; group < 20; group++) {
    for (let a = 0; a < 3; a++) {
      for (let b = 0; b < a; b++) {
        left.push(group * 3 + a);
        right.push(group * 3 + b);
        score.push(inside);
      }
      for (let b = 0; b < 3; b++) {
        left.push(group * 3 + a);
        right.push(((group + 1) % 20) * 3 + b);
        score.push(outside);
      }
    }
  }
  return buildPairGraph(60, { left, right, score });
}

const suggest = (graph: PairGraph): number =>
  suggestThreshold(graph, createClusterRule(graph, { method: 'average', minimumNeighbours: 2 }));

describe('the suggested threshold', () => {
  it.each([
    [0.9, 0.6],
    [0.8, 0.3],
    [0.5, 0.2],
  ])('lies between pairs inside groups (%s) and pairs between them (%s)', (inside, outside) => {
    const threshold = suggest(groups(inside, outside));
    expect(threshold).toBeGreaterThan(outside);
    expect(threshold).toBeLessThanOrEqual(inside);
  });

  it('is the highest where nothing is alike', () => {
    expect(suggest(buildPairGraph(4, { left: [], right: [], score: [] }))).toBe(0.9);
  });
});

describe('the mean silhouette', () => {
  it('is worked out by hand', () => {
    const graph = buildPairGraph(3, { left: [0, 0], right: [1, 2], score: [0.75, 0.25] });
    // Row 0: (0.75 − 0.25) / 0.75; row 1: (0.75 − 0) / 1; row 2 is alone, 0.125 from the cluster on average.
    expect(meanSilhouette(graph, Uint32Array.of(0, 0, 1))).toBeCloseTo((2 / 3 + 0.75 + 0.25 * 0.875) / 3);
    // Alone, with nearest rows at 0.75, 0.75 and 0.25.
    expect(meanSilhouette(graph, Uint32Array.of(0, 1, 2))).toBeCloseTo((0.25 * (0.25 + 0.25 + 0.75)) / 3);
  });

  it('gives identical rows the same partners', () => {
    const star = buildPairGraph(4, { left: [0, 0, 0], right: [1, 2, 3], score: [1, 0.75, 0.25] });
    const full = buildPairGraph(4, { left: [0, 0, 0, 1, 1], right: [1, 2, 3, 2, 3], score: [1, 0.75, 0.25, 0.75, 0.25] });
    const clusterOf = Uint32Array.of(0, 0, 0, 1);
    // Rows 0 and 1: (0.875 − 0.25) / 0.75; row 2: (0.75 − 0) / 1; row 3: a quarter of 1 − 0.5 / 3.
    expect(meanSilhouette(star, clusterOf)).toBeCloseTo((2 * (0.625 / 0.75) + 0.75 + 0.25 * (1 - 0.5 / 3)) / 4);
    expect(meanSilhouette(full, clusterOf)).toBeCloseTo(meanSilhouette(star, clusterOf));
  });
});
