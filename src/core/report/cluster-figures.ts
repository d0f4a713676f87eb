import { CLUSTER_STATUSES, type ClusterStatus } from '../clusters/cluster-summary';
import type { ClusterMergeEntry } from '../clusters/edits';
import { openClusterDifferences } from '../clusters/merge-edits';
import { countPartition, type PartitionCounts } from '../clusters/partition';
import { standingEntries } from '../decisions/undo-history';
import { type Person, peopleOf } from './link-figures';
import type { ClusteredFacts } from './report-input';

/** Clusters of so many rows, the last one without an upper end. */
export const SIZE_CLASSES: readonly (readonly [from: number, to: number | null])[] = [
  [1, 1],
  [2, 2],
  [3, 3],
  [4, 5],
  [6, 10],
  [11, null],
];

export interface ClusterFigures extends PartitionCounts {
  readonly rows: number;
  /** Clusters of each size class. */
  readonly sizes: readonly number[];
  readonly statuses: Readonly<Record<ClusterStatus, number>>;
  /** Entries of the log by what was done; undoing and redoing are their own. */
  readonly edits: readonly (readonly [name: string, count: number])[];
  readonly people: readonly Person[];
  readonly merges: readonly ClusterMergeEntry[];
  readonly openDifferences: number;
}

/** Counts clusters. O(rows + log). */
export function countClustering({ clusterOf, status, entries }: ClusteredFacts): ClusterFigures {
  const partition = countPartition(clusterOf);
  const sizeOf = new Uint32Array(partition.clusters);
  for (const cluster of clusterOf) sizeOf[cluster]!++;
  const sizes = SIZE_CLASSES.map(() => 0);
  for (const size of sizeOf) sizes[SIZE_CLASSES.findIndex(([from, to]) => size >= from && (to === null || size <= to))]!++;
  const statuses = { pending: 0, confirmed: 0, edited: 0 };
  for (const place of status) statuses[CLUSTER_STATUSES[place]!]++;
  const edits = new Map<string, number>();
  for (const { kind, action } of entries) {
    const name = kind === 'edit' || kind === 'merge' ? action : kind;
    edits.set(name, (edits.get(name) ?? 0) + 1);
  }
  return {
    ...partition,
    rows: clusterOf.length,
    sizes,
    statuses,
    edits: [...edits],
    people: peopleOf(entries),
    merges: standingEntries(entries).filter((entry): entry is ClusterMergeEntry => entry.kind === 'merge'),
    openDifferences: openClusterDifferences(entries).length,
  };
}
