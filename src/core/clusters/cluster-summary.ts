import type { ClusterBook } from './edits';
import type { PairGraph } from './pair-graph';
import { countClusters, membersByCluster, rowsOf } from './partition';
import type { SettledClusters } from './settle';

export type ClusterStatus = 'pending' | 'confirmed' | 'edited';
export const CLUSTER_STATUSES: readonly ClusterStatus[] = ['pending', 'confirmed', 'edited'];

/** What a list of clusters shows and sorts by, one element a cluster. */
export interface ClusterSummary {
  readonly firstRow: Uint32Array;
  readonly size: Uint32Array;
  /** Lowest score among the known pairs inside; NaN where there are none. */
  readonly lowest: Float32Array;
  /** Index into `CLUSTER_STATUSES`. */
  readonly status: Uint8Array;
  /** Free rows that the rule would add, but that a person's group keeps out. */
  readonly conflicts: Uint32Array;
}

/** O(rows + pairs). */
export function summariseClusters(settled: SettledClusters, graph: PairGraph, book: ClusterBook): ClusterSummary {
  const { clusterOf, ruleOf } = settled;
  const count = countClusters(clusterOf);
  const members = membersByCluster(clusterOf);
  const lowest = new Float32Array(count).fill(Number.NaN);
  for (let row = 0; row < clusterOf.length; row++) {
    const cluster = clusterOf[row]!;
    for (let at = graph.offsets[row]!; at < graph.offsets[row + 1]!; at++) {
      if (clusterOf[graph.neighbour[at]!] !== cluster) continue;
      if (!(lowest[cluster]! <= graph.score[at]!)) lowest[cluster] = graph.score[at]!;
    }
  }
  const freeByRule = new Uint32Array(countClusters(ruleOf));
  if (book.placedCount > 0) {
    ruleOf.forEach((rule, row) => {
      if (book.placementOf(row) === null) freeByRule[rule]!++;
    });
  }
  const firstRow = new Uint32Array(count);
  const size = new Uint32Array(count);
  const status = new Uint8Array(count);
  const conflicts = new Uint32Array(count);
  for (let cluster = 0; cluster < count; cluster++) {
    const rows = rowsOf(members, cluster);
    firstRow[cluster] = rows[0]!;
    size[cluster] = rows.length;
    const placement = book.placementOf(rows[0]!);
    if (!placement) continue;
    status[cluster] = CLUSTER_STATUSES.indexOf(placement.isConfirmed ? 'confirmed' : 'edited');
    for (const rule of new Set(Array.from(rows, (row) => ruleOf[row]!))) conflicts[cluster]! += freeByRule[rule]!;
  }
  return { firstRow, size, lowest, status, conflicts };
}
