import type { BlockingReport } from '../core/candidates/blocking/blocking';
import type { MatchSettings } from '../core/model/settings';
import type { Dataset, Sides } from '../core/model/types';
import { spawnSearch } from '../rpc/spawn';
import { withWorker } from '../rpc/with-worker';
import { comparedTables } from './cleaned-tables';
import { handOver } from './handing-over';

/**
 * What the blocking rules of `settings` cut off, computed in a worker of its own; null without rules.
 *
 * @throws AppError `input/unknown-column`, `input/invalid-option`, `cleaning/…`, `job/cancelled`, `worker/crashed`
 */
export async function reportBlocking(
  datasets: Sides<Dataset>,
  settings: Pick<MatchSettings, 'task' | 'blocking' | 'cleaning'>,
  signal: AbortSignal,
): Promise<BlockingReport | null> {
  if (settings.blocking.length === 0) return null;
  const given = settings.task === 'deduplicate' ? { left: datasets.left, right: datasets.left } : datasets;
  const tables = await comparedTables(given, settings.cleaning, signal);
  const rules = settings.blocking;
  const handed = await handOver(tables, { left: rules.map(({ left }) => left), right: rules.map(({ right }) => right) });
  return withWorker(spawnSearch, (worker) =>
    worker.call('reportBlocks', { tables: handed.tables, rules }, { signal, transfer: handed.transfer }),
  );
}
