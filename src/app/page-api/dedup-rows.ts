import {
  CLUSTER_METHODS,
  type ClusterRuleSettings,
  createClusterRule,
  DEFAULT_CLUSTER_RULE,
} from '../../core/clusters/cluster-rule';
import { firstRows } from '../../core/clusters/partition';
import { AppError } from '../../core/model/errors';
import { searchWorkers } from '../../rpc/spawn';
import { cleanedTable } from '../../session/cleaned-tables';
import { CANDIDATES_WITHIN, findWithin, prepareClusters } from '../../session/clustering';
import type { ClusteredRows, ClusterOptions, TableInput } from './contract';
import { toCleaning, toRunOptions, toSettings } from './match-options';
import { readyToSuggest, toDataset } from './table-input';

/**
 * Clusters of the rows of one table, and the first row of each. Rows without a duplicate are clusters of their own and kept.
 *
 * @throws AppError `input/…`, `file/…`, `model/…`, `job/cancelled`
 */
export async function dedupRows(table: TableInput, options: ClusterOptions = {}): Promise<ClusteredRows> {
  const started = performance.now();
  const signal = options.signal ?? new AbortController().signal;
  const rule = toRule(options);
  options.onProgress?.({ stage: 'parsing', done: 0, total: 1 });
  searchWorkers.prepare();
  const dataset = await toDataset(table, 'left', signal);
  const parsed = performance.now();
  const chosen = { ...options, k: options.k ?? CANDIDATES_WITHIN, cardinality: 'm:m' } as const;
  const { shown } = await cleanedTable(dataset, toCleaning(options.cleaning).left, signal);
  const settings = toSettings(chosen, await readyToSuggest(chosen, { left: shown, right: shown }));
  const found = await findWithin(dataset, settings, toRunOptions(options), {
    signal,
    onProgress: (stage, done, total) => options.onProgress?.({ stage, done, total }),
  });
  const compared = performance.now();
  const { graph, order, autoThreshold } = await prepareClusters(found.candidates, rule, signal);
  const threshold = settings.threshold === 'auto' ? autoThreshold : (settings.threshold ?? 0);
  const clusterOf = createClusterRule(graph, rule, order).at(threshold);
  const ended = performance.now();
  const { embed, search, score } = found.timings;
  return {
    clusterOf: Array.from(clusterOf),
    kept: firstRows(clusterOf),
    threshold,
    timings: { parse: parsed - started, embed, search, score, cluster: ended - compared, total: ended - started },
    model: found.model ?? { id: '', sha256: '', device: 'none', threads: 0, fallback: null },
    settings: {
      on: settings.on.left,
      ...rule,
      k: settings.candidatesPerRow,
      score: settings.score,
      model: settings.model,
      adapter: settings.adapter ?? null,
      aliases: settings.aliases ?? [],
    },
  };
}

function toRule({
  method = DEFAULT_CLUSTER_RULE.method,
  minimumNeighbours = DEFAULT_CLUSTER_RULE.minimumNeighbours,
}: ClusterOptions): ClusterRuleSettings {
  if (!CLUSTER_METHODS.includes(method)) throw new AppError('input/invalid-option', { option: 'method' });
  if (!Number.isInteger(minimumNeighbours) || minimumNeighbours < 1) {
    throw new AppError('input/invalid-option', { option: 'minimumNeighbours' });
  }
  return { method, minimumNeighbours };
}
