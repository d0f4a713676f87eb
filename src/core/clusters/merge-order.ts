import { createDisjointSets } from './disjoint-sets';
import { type ClusterOf, numberByFirstRow } from './partition';

/**
 * How rows come together as the threshold falls: step i joins the clusters of rows `a[i]` and `b[i]` at `score[i]`, never rising.
 * Cutting it at a threshold is O(rows), so a threshold can be tried out live.
 */
export interface MergeOrder {
  readonly rowCount: number;
  readonly a: Uint32Array;
  readonly b: Uint32Array;
  readonly score: Float32Array;
}

/** The clusters at a threshold: every join whose score is at or above it. */
export function cutAt(order: MergeOrder, threshold: number): ClusterOf {
  const limit = Math.fround(threshold);
  const sets = createDisjointSets(order.rowCount);
  for (let step = 0; step < order.score.length && order.score[step]! >= limit; step++) sets.join(order.a[step]!, order.b[step]!);
  return numberByFirstRow(order.rowCount, sets.find);
}

/** Collects joins in the order in which they are made. */
export function createMergeList(): {
  add(a: number, b: number, score: number): void;
  finish(rowCount: number): MergeOrder;
} {
  const a: number[] = [];
  const b: number[] = [];
  const scores: number[] = [];
  return {
    add(first, second, score) {
      a.push(first);
      b.push(second);
      // Rounding in a mean must not let a later join seem better than an earlier one.
      scores.push(Math.min(score, scores.at(-1) ?? 1));
    },
    finish: (rowCount) => ({
      rowCount,
      a: Uint32Array.from(a),
      b: Uint32Array.from(b),
      score: Float32Array.from(scores),
    }),
  };
}
