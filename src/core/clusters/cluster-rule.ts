import { assertNever } from '../model/errors';
import { orderByComponents } from './components';
import { clusterByDensity } from './density';
import { orderByLinkage } from './linkage';
import { cutAt, type MergeOrder } from './merge-order';
import { type PairGraph, subgraph } from './pair-graph';
import type { ClusterOf } from './partition';

export type ClusterMethod = 'average' | 'complete' | 'components' | 'density';
export const CLUSTER_METHODS: readonly ClusterMethod[] = ['average', 'complete', 'components', 'density'];

export interface ClusterRuleSettings {
  readonly method: ClusterMethod;
  /** For `density` only; see there. */
  readonly minimumNeighbours: number;
}

export const DEFAULT_CLUSTER_RULE: ClusterRuleSettings = { method: 'average', minimumNeighbours: 2 };

/** A method over one graph, for any threshold. */
export interface ClusterRule {
  /** What it goes by beside the graph, to hand it to another thread; null for density. */
  readonly order: MergeOrder | null;
  /** O(rows), for density O(pairs). */
  at(threshold: number): ClusterOf;
  /** Only some rows, as if there were no others; `clusterOf[i]` speaks of `rows[i]`. */
  within(rows: ArrayLike<number>, threshold: number): ClusterOf;
}

/** What a rule needs beyond the graph; null for density, which has no order. The costly part: run it in a worker. */
export function orderOf(graph: PairGraph, method: ClusterMethod): MergeOrder | null {
  switch (method) {
    case 'average':
    case 'complete':
      return orderByLinkage(graph, method);
    case 'components':
      return orderByComponents(graph);
    case 'density':
      return null;
    default:
      return assertNever(method);
  }
}

/** @param order from `orderOf` with the same graph and method */
export function createClusterRule(
  graph: PairGraph,
  settings: ClusterRuleSettings,
  order: MergeOrder | null = orderOf(graph, settings.method),
): ClusterRule {
  const cut = (of: PairGraph, by: MergeOrder | null, threshold: number): ClusterOf =>
    by ? cutAt(by, threshold) : clusterByDensity(of, { threshold, minimumNeighbours: settings.minimumNeighbours });
  return {
    order,
    at: (threshold) => cut(graph, order, threshold),
    within(rows, threshold) {
      const part = subgraph(graph, rows);
      return cut(part, orderOf(part, settings.method), threshold);
    },
  };
}
