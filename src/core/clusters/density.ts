import { createDisjointSets } from './disjoint-sets';
import { contractIdentical, type PairGraph } from './pair-graph';
import { type ClusterOf, numberByFirstRow } from './partition';

export interface DensitySettings {
  readonly threshold: number;
  /** Other rows that must reach the threshold with a row to make it a core row, at least 1. */
  readonly minimumNeighbours: number;
}

/**
 * Density clusters (DBSCAN; Ester et al., KDD 1996): core rows that reach each other form a cluster, and a row next to a core row
 * joins the one it is nearest to (ties by the lower row). Identical rows are together whatever their density and count as
 * neighbours of each other. Every other row is a cluster of its own: there is no common "noise" cluster. With
 * `minimumNeighbours` 1 these are connected components. O(pairs).
 */
export function clusterByDensity(pairs: PairGraph, settings: DensitySettings): ClusterOf {
  const { graph, nodeOf, size } = contractIdentical(pairs);
  const limit = Math.fround(settings.threshold);
  const isCore = new Uint8Array(graph.rowCount);
  for (let node = 0; node < graph.rowCount; node++) {
    let neighbours = size[node]! - 1;
    for (let at = graph.offsets[node]!; at < graph.offsets[node + 1]!; at++) {
      if (graph.score[at]! >= limit) neighbours += size[graph.neighbour[at]!]!;
    }
    if (neighbours >= settings.minimumNeighbours) isCore[node] = 1;
  }
  const sets = createDisjointSets(graph.rowCount);
  const home = new Int32Array(graph.rowCount).fill(-1);
  for (let node = 0; node < graph.rowCount; node++) {
    let best = Number.NEGATIVE_INFINITY;
    for (let at = graph.offsets[node]!; at < graph.offsets[node + 1]!; at++) {
      const other = graph.neighbour[at]!;
      const score = graph.score[at]!;
      if (score < limit || !isCore[other]) continue;
      if (isCore[node]) sets.join(node, other);
      else if (score > best) {
        best = score;
        home[node] = other;
      }
    }
  }
  // After all cores: joining a border row earlier could chain two clusters through it.
  const labelOf = (node: number): number => (home[node]! >= 0 ? sets.find(home[node]!) : sets.find(node));
  return numberByFirstRow(pairs.rowCount, (row) => labelOf(nodeOf[row]!));
}
