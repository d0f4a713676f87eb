import { createClusterRule, orderOf } from '../core/clusters/cluster-rule';
import { graphOfCandidates } from '../core/clusters/pair-graph';
import { scoresWithin } from '../core/clusters/pair-score';
import { suggestThreshold } from '../core/clusters/suggest-threshold';
import type { Handlers } from '../rpc/serve';

/** Makes candidates within one table ready to be clustered at any threshold. */
export const clusterRows: NonNullable<Handlers['cluster']> = async ({ candidates, rule }) => {
  const graph = graphOfCandidates(candidates, scoresWithin(candidates));
  const order = orderOf(graph, rule.method);
  const autoThreshold = suggestThreshold(graph, createClusterRule(graph, rule, order));
  const buffers = [graph.offsets, graph.neighbour, graph.score, ...(order ? [order.a, order.b, order.score] : [])];
  return { answer: { graph, order, autoThreshold }, transfer: buffers.map((array) => array.buffer) };
};
