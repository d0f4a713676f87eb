import { createDisjointSets } from './disjoint-sets';
import { createMergeList, cutAt, type MergeOrder } from './merge-order';
import type { PairGraph } from './pair-graph';
import type { ClusterOf } from './partition';

/**
 * Connected components for every threshold at once: the joins of a maximum spanning forest (Kruskal), best pair first, ties by
 * lower rows. O(pairs · log pairs).
 */
export function orderByComponents(graph: PairGraph): MergeOrder {
  const from = new Uint32Array(graph.neighbour.length);
  const slots: number[] = [];
  for (let row = 0; row < graph.rowCount; row++) {
    for (let at = graph.offsets[row]!; at < graph.offsets[row + 1]!; at++) {
      from[at] = row;
      if (graph.neighbour[at]! > row) slots.push(at);
    }
  }
  const order = Uint32Array.from(slots);
  order.sort((a, b) => graph.score[b]! - graph.score[a]! || a - b);
  const sets = createDisjointSets(graph.rowCount);
  const merges = createMergeList();
  for (const at of order) {
    if (sets.join(from[at]!, graph.neighbour[at]!)) merges.add(from[at]!, graph.neighbour[at]!, graph.score[at]!);
  }
  return merges.finish(graph.rowCount);
}

/** Rows joined by a chain of pairs with at least this score; rows without one stay alone. */
export const clusterByComponents = (pairs: PairGraph, threshold: number): ClusterOf => cutAt(orderByComponents(pairs), threshold);
