import { NO_CLEANING } from '../core/cleaning/steps';
import type { ClusterRuleSettings } from '../core/clusters/cluster-rule';
import { expandDistinct } from '../core/clusters/distinct-rows';
import { toAppError } from '../core/model/errors';
import type { MatchSettings } from '../core/model/settings';
import type { CandidateSet, Dataset } from '../core/model/types';
import { buffersOf } from '../core/table/cells';
import type { ClusterAnswer } from '../rpc/protocol';
import { spawnCluster } from '../rpc/spawn';
import { withWorker } from '../rpc/with-worker';
import { cleanedTable } from './cleaned-tables';
import { type RunHooks, type RunOptions, type RunResult, runMatch } from './engine';
import { copyColumns } from './handing-over';

/** Partners of a row that clustering looks at; a cluster may be larger. */
export const CANDIDATES_WITHIN = 20;

/**
 * Candidates of the rows of one table among its other rows: exact duplicates first, which need no comparing, then the engine over
 * one row of each. `links` is empty.
 *
 * @throws AppError as `runMatch`
 */
export async function findWithin(
  dataset: Dataset,
  settings: MatchSettings,
  options: RunOptions,
  hooks: RunHooks,
): Promise<RunResult> {
  const { compared } = await cleanedTable(dataset, settings.cleaning.left, hooks.signal);
  const { firstOf, distinct } = await findDistinct(compared, settings, hooks.signal);
  const within: MatchSettings = {
    ...settings,
    cleaning: NO_CLEANING,
    task: 'deduplicate',
    cardinality: 'many-to-many',
    threshold: 1,
  };
  const expand = (found: RunResult): RunResult => ({
    ...found,
    candidates: expandDistinct(found.candidates, distinct, firstOf),
    links: [],
  });
  const { onPreview } = hooks;
  const found = await runMatch({ left: distinct.dataset, right: distinct.dataset }, within, options, {
    ...hooks,
    onPreview: onPreview && ((preview) => onPreview(expand(preview))),
  });
  return expand(found);
}

async function findDistinct(dataset: Dataset, settings: MatchSettings, signal: AbortSignal) {
  const columns = settings.on.left;
  const apart = { keys: settings.blocking.map(({ left }) => left), others: settings.qualifiers.map(({ left }) => left) };
  const table = await copyColumns(dataset, [...columns, ...apart.keys, ...apart.others]);
  return withWorker(spawnCluster, (worker) =>
    worker.call('distinctRows', { table, columns, apart }, { signal, transfer: buffersOf(table) }),
  );
}

/** Prepares clusters for any threshold, in a worker. @throws AppError `job/cancelled`, `worker/crashed` */
export async function prepareClusters(
  candidates: CandidateSet,
  rule: ClusterRuleSettings,
  signal?: AbortSignal,
): Promise<ClusterAnswer> {
  try {
    return await withWorker(spawnCluster, (worker) => worker.call('cluster', { candidates, rule }, { signal }));
  } catch (thrown) {
    throw toAppError(thrown);
  }
}
