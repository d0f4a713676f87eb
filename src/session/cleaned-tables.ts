import { type CleanedTable, columnsToClean, withCleaned } from '../core/cleaning/clean-table';
import type { Cleaning, CleaningStep } from '../core/cleaning/steps';
import { AppError, toAppError } from '../core/model/errors';
import type { Dataset, Sides } from '../core/model/types';
import { buffersOf } from '../core/table/cells';
import { copyTable } from '../core/table/copy-cells';
import { spawnClean } from '../rpc/spawn';
import { createCleaningWatch } from './watch';

/** Tables cleaned last, so that a run, the review and the export do it once. */
const known = new WeakMap<Dataset, { readonly key: string; readonly table: Promise<CleanedTable> }>();

/** What a table with made columns was made of, so that it is never cleaned twice. */
const originals = new WeakMap<Dataset, Dataset>();

/**
 * A table with its cells as they are compared, cleaned in a worker that is ended if it hangs. Without steps it is the table itself.
 *
 * @throws AppError `input/unknown-column`, `cleaning/…`, `job/cancelled`, `worker/crashed`
 */
export async function cleanedTable(
  given: Dataset,
  steps: readonly CleaningStep[],
  signal: AbortSignal = new AbortController().signal,
): Promise<CleanedTable> {
  const dataset = originals.get(given) ?? given;
  const active = steps.filter((step) => !step.isOff);
  if (active.length === 0) return { shown: dataset, compared: dataset };
  const key = JSON.stringify(active);
  const held = known.get(dataset);
  if (held?.key === key) {
    const table = await held.table.catch(() => null);
    if (table) return table;
  }
  const table = clean(dataset, active, signal);
  known.set(dataset, { key, table });
  table.catch(() => known.delete(dataset));
  return table;
}

/** Both tables; one that is compared with itself is cleaned once, as the left one. @throws AppError as `cleanedTable` */
export async function cleanedTables(
  { left, right }: Sides<Dataset>,
  cleaning: Cleaning,
  signal?: AbortSignal,
): Promise<Sides<CleanedTable>> {
  const first = await cleanedTable(left, cleaning.left, signal);
  return { left: first, right: right === left ? first : await cleanedTable(right, cleaning.right, signal) };
}

/** Both tables as they are compared. @throws AppError as `cleanedTable` */
export async function comparedTables(tables: Sides<Dataset>, cleaning: Cleaning, signal?: AbortSignal): Promise<Sides<Dataset>> {
  const { left, right } = await cleanedTables(tables, cleaning, signal);
  return { left: left.compared, right: right.compared };
}

async function clean(dataset: Dataset, steps: readonly CleaningStep[], signal: AbortSignal): Promise<CleanedTable> {
  if (signal.aborted) throw new AppError('job/cancelled');
  const table = await copyTable(columnsToClean(dataset, steps));
  if (signal.aborted) throw new AppError('job/cancelled');
  const worker = spawnClean();
  const watch = createCleaningWatch(worker, dataset.source.fileName);
  const end = (): void => worker.terminate();
  signal.addEventListener('abort', end, { once: true });
  try {
    const cleaned = await watch.over((onProgress) =>
      worker.call('clean', { table, steps }, { onProgress, transfer: buffersOf(table) }),
    );
    const tables = withCleaned(dataset, cleaned);
    originals.set(tables.shown, dataset);
    return tables;
  } catch (thrown) {
    throw toAppError(thrown);
  } finally {
    signal.removeEventListener('abort', end);
    worker.terminate();
  }
}
