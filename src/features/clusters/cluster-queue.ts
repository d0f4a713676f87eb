import { CLUSTER_STATUSES, type ClusterStatus, type ClusterSummary } from '../../core/clusters/cluster-summary';

export type ClusterSort = 'row' | 'size-desc' | 'score-asc' | 'score-desc';
export const CLUSTER_SORTS: readonly ClusterSort[] = ['size-desc', 'score-asc', 'score-desc', 'row'];
export type ClusterShown = 'all' | ClusterStatus | 'conflict' | 'differs' | 'alone';
export const CLUSTERS_SHOWN: readonly ClusterShown[] = ['all', 'pending', 'confirmed', 'edited', 'conflict', 'differs', 'alone'];

export interface ClusterView {
  readonly shown: ClusterShown;
  readonly sort: ClusterSort;
  readonly search: string;
}
export const DEFAULT_CLUSTER_VIEW: ClusterView = { shown: 'all', sort: 'size-desc', search: '' };

/**
 * Clusters to list; `differing` are those on which reviewers differ. `all` are those of two rows or more and whatever a person changed; `alone` are the rows without a duplicate.
 * Sorted stably, ties by first row; clusters without a score last. O(n log n).
 */
export function listClusters(
  summary: ClusterSummary,
  view: Pick<ClusterView, 'shown' | 'sort'>,
  holdsSearch: ((cluster: number) => boolean) | null,
  differing: ReadonlySet<number> = new Set(),
): Uint32Array {
  const { size, status, conflicts, lowest } = summary;
  const isShown = (cluster: number): boolean => {
    if (view.shown === 'alone') return size[cluster] === 1;
    if (view.shown === 'differs') return differing.has(cluster);
    if (view.shown === 'conflict') return conflicts[cluster]! > 0;
    if (view.shown === 'all') return size[cluster]! > 1 || status[cluster]! > 0;
    return CLUSTER_STATUSES[status[cluster]!] === view.shown && (size[cluster]! > 1 || status[cluster]! > 0);
  };
  const list = Uint32Array.from(size.keys()).filter((cluster) => isShown(cluster) && (holdsSearch?.(cluster) ?? true));
  if (view.sort === 'row') return list;
  const scoreOf = (cluster: number): number => (Number.isNaN(lowest[cluster]!) ? Number.POSITIVE_INFINITY : lowest[cluster]!);
  const compare: Record<Exclude<ClusterSort, 'row'>, (a: number, b: number) => number> = {
    'size-desc': (a, b) => size[b]! - size[a]!,
    'score-asc': (a, b) => scoreOf(a) - scoreOf(b) || 0,
    'score-desc': (a, b) => (Number.isNaN(lowest[a]!) ? 1 : 0) - (Number.isNaN(lowest[b]!) ? 1 : 0) || lowest[b]! - lowest[a]!,
  };
  return list.sort((a, b) => compare[view.sort as Exclude<ClusterSort, 'row'>](a, b) || a - b);
}

/** The cluster to go to after one that was decided: the next in the list, else the one before, else itself. */
export function clusterAfter(list: Uint32Array, cluster: number): number {
  const at = list.indexOf(cluster);
  return list[at + 1] ?? list[at - 1] ?? cluster;
}
