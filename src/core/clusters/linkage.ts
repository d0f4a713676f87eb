import { createMergeList, cutAt, type MergeOrder } from './merge-order';
import { type ContractedGraph, contractIdentical, type PairGraph } from './pair-graph';
import { createPairQueue } from './pair-queue';
import type { ClusterOf } from './partition';

export type Linkage = 'average' | 'complete';

/** Joins below this score are not looked for: every row has something in common with some other. */
export const LOWEST_LINKAGE = 0.05;

/**
 * Agglomerative clustering on a sparse graph: the two clusters with the best linkage are joined, again and again. `average` is the
 * mean score of all row pairs between two clusters (UPGMA; Sokal & Michener 1958), `complete` the lowest. Identical rows come
 * first, as one cluster, and weigh as many rows as they are. Ties: the cluster with the lowest first row.
 *
 * **A pair that the graph does not hold counts as 0**: nobody found it alike enough to be a candidate. So a mean over unknown pairs
 * is a lower bound, and complete linkage joins only clusters all of whose pairs were found.
 * With that rule the means are those of a full matrix, linkage never rises from join to join, and cutting is sound.
 *
 * Joins below `LOWEST_LINKAGE` are left out. Average: O(pairs · log²) by joining smaller neighbourhoods into larger ones, with
 * queue entries corrected only when they come up. Complete: O(pairs · log).
 */
export function orderByLinkage(pairs: PairGraph, linkage: Linkage): MergeOrder {
  const contracted = contractIdentical(pairs);
  const { graph, firstRow } = contracted;
  const clusters = openClusters(contracted, linkage);
  const merges = createMergeList();
  joinIdentical(contracted, merges.add);
  const queue = createPairQueue((node) => clusters.rank[node]!);
  const push = (score: number, a: number, b: number): void => {
    if (score >= LOWEST_LINKAGE) queue.push(score, a, b);
  };
  for (let node = 0; node < graph.rowCount; node++) {
    for (let at = graph.offsets[node]!; at < graph.offsets[node + 1]!; at++) {
      if (graph.neighbour[at]! > node) push(graph.score[at]!, node, graph.neighbour[at]!);
    }
  }
  while (queue.pop()) {
    const { key, a, b } = queue.top;
    const score = clusters.linkageOf(a, b);
    if (score === null) continue;
    // Later joins can only lower a linkage, so an entry that is too high goes back with what it is now.
    if (score < key) push(score, a, b);
    else if (score === key) {
      merges.add(firstRow[a]!, firstRow[b]!, score);
      clusters.join(a, b, push);
    }
  }
  return merges.finish(pairs.rowCount);
}

/** Clusters by average or complete linkage at a threshold; see `orderByLinkage`. */
export const clusterByLinkage = (
  pairs: PairGraph,
  settings: { readonly linkage: Linkage; readonly threshold: number },
): ClusterOf => cutAt(orderByLinkage(pairs, settings.linkage), settings.threshold);

function joinIdentical({ nodeOf, firstRow }: ContractedGraph, join: (a: number, b: number, score: number) => void): void {
  nodeOf.forEach((node, row) => {
    if (firstRow[node] !== row) join(firstRow[node]!, row, 1);
  });
}

interface OpenClusters {
  /** The lowest node of the cluster that goes by this name. */
  readonly rank: Uint32Array;
  /** null where one of the two is no cluster any more, or they have no pair. */
  linkageOf(a: number, b: number): number | null;
  /** Tells `changed` of every linkage that may be higher than any that was told of before. */
  join(a: number, b: number, changed: (score: number, a: number, b: number) => void): void;
}

/** Clusters by the name of one of their nodes, with their neighbours: name → sum of scores (average) or lowest score (complete). */
function openClusters({ graph, size }: ContractedGraph, linkage: Linkage): OpenClusters {
  const weight = Float64Array.from(size);
  const rank = Uint32Array.from({ length: graph.rowCount }, (_, node) => node);
  const neighbours: (Map<number, number> | null)[] = [];
  for (let node = 0; node < graph.rowCount; node++) {
    const near = new Map<number, number>();
    for (let at = graph.offsets[node]!; at < graph.offsets[node + 1]!; at++) {
      const other = graph.neighbour[at]!;
      const score = graph.score[at]!;
      if (score > 0) near.set(other, linkage === 'average' ? score * weight[node]! * weight[other]! : score);
    }
    neighbours.push(near);
  }
  const scoreOf = (a: number, b: number, value: number): number =>
    linkage === 'average' ? value / (weight[a]! * weight[b]!) : value;

  return {
    rank,
    linkageOf(a, b) {
      const value = neighbours[a]?.get(b);
      return value === undefined || !neighbours[b] ? null : scoreOf(a, b, value);
    },
    join(a, b, changed) {
      const isFirstLarger = neighbours[a]!.size >= neighbours[b]!.size;
      const kept = isFirstLarger ? a : b;
      const gone = isFirstLarger ? b : a;
      const large = neighbours[kept]!;
      const small = neighbours[gone]!;
      neighbours[gone] = null;
      large.delete(gone);
      weight[kept]! += weight[gone]!;
      rank[kept] = Math.min(rank[kept]!, rank[gone]!);
      if (linkage === 'complete') {
        for (const other of large.keys()) {
          if (small.has(other)) continue;
          large.delete(other);
          neighbours[other]!.delete(kept);
        }
      }
      for (const [other, value] of small) {
        if (other === kept) continue;
        const near = neighbours[other]!;
        near.delete(gone);
        const known = large.get(other);
        if (known === undefined && linkage === 'complete') continue;
        const joined = linkage === 'average' ? value + (known ?? 0) : Math.min(value, known!);
        large.set(other, joined);
        near.set(kept, joined);
        changed(scoreOf(kept, other, joined), kept, other);
      }
    },
  };
}
