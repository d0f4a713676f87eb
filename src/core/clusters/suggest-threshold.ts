import type { ClusterRule } from './cluster-rule';
import { type ContractedGraph, contractIdentical, type PairGraph } from './pair-graph';
import { type ClusterOf, countClusters } from './partition';

const HIGHEST = 0.9;
/**
 * A row alone has no partner to be near to; how far it is from all others counts by this share. Without it tables with few
 * duplicates are joined into families of rows that only share words.
 */
const SHARE_ALONE = 0.25;
/** 0.9, 0.875 … 0.2, each the number that is written so: a sum of steps would fall beside equal scores. */
const THRESHOLDS = Array.from({ length: 29 }, (_, step) => (900 - 25 * step) / 1000);

/**
 * The threshold at which clusters are best told apart: the greatest mean silhouette (Rousseeuw 1987; ours gives rows alone a share)
 * over thresholds from 0.2 to 0.9. Tables differ in how alike their duplicates are, so a fixed number would not do. A table where no threshold gives a
 * cluster gets the highest. Ties go to the higher threshold, which joins less. O(thresholds · (rows + pairs)).
 */
export function suggestThreshold(graph: PairGraph, rule: ClusterRule): number {
  let best = { threshold: HIGHEST, silhouette: 0 };
  const contracted = contractIdentical(graph);
  for (const threshold of THRESHOLDS) {
    const silhouette = silhouetteOf(contracted, rule.at(threshold));
    if (silhouette > best.silhouette) best = { threshold, silhouette };
  }
  return best.threshold;
}

/**
 * Mean over all rows of how much nearer a row is to its own cluster than to the next: (a − b) / (1 − min(a, b)), with a the mean
 * score to its other members and b the highest mean score to another cluster, unknown pairs as 0. A row alone counts (1 − b) / 4.
 * Identical rows have the same partners, whichever of them the graph names.
 */
export function meanSilhouette(pairs: PairGraph, clusterOf: ClusterOf): number {
  return silhouetteOf(contractIdentical(pairs), clusterOf);
}

function silhouetteOf({ graph, firstRow, size }: ContractedGraph, clusterOf: ClusterOf): number {
  const rowsIn = new Uint32Array(countClusters(clusterOf));
  for (const cluster of clusterOf) rowsIn[cluster]!++;
  const sums = new Float64Array(rowsIn.length);
  const met: number[] = [];
  let total = 0;
  for (let node = 0; node < graph.rowCount; node++) {
    const own = clusterOf[firstRow[node]!]!;
    met.length = 0;
    for (let at = graph.offsets[node]!; at < graph.offsets[node + 1]!; at++) {
      const other = graph.neighbour[at]!;
      const cluster = clusterOf[firstRow[other]!]!;
      if (sums[cluster] === 0) met.push(cluster);
      sums[cluster]! += graph.score[at]! * size[other]!;
    }
    const ownSum = sums[own]! + size[node]! - 1;
    let outside = 0;
    for (const cluster of met) {
      if (cluster !== own) outside = Math.max(outside, sums[cluster]! / rowsIn[cluster]!);
      sums[cluster] = 0;
    }
    if (rowsIn[own] === 1) {
      total += SHARE_ALONE * (1 - outside);
      continue;
    }
    const inside = ownSum / (rowsIn[own]! - 1);
    const spread = 1 - Math.min(inside, outside);
    if (spread > 0) total += (size[node]! * (inside - outside)) / spread;
  }
  return clusterOf.length === 0 ? 0 : total / clusterOf.length;
}
