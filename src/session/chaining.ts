import type { ChainRule } from '../core/links/chain';
import type { ChainAnswer } from '../core/links/chain-columns';
import type { CrosswalkColumns } from '../core/links/crosswalk-table';
import { throwIfCancelled, toAppError } from '../core/model/errors';
import type { Dataset } from '../core/model/types';
import { buffersOf, columnIndex, pickColumns } from '../core/table/cells';
import { copyTable } from '../core/table/copy-cells';
import type { WorkerClient } from '../rpc/client';
import { spawnEvaluate } from '../rpc/spawn';
import { withWorker } from '../rpc/with-worker';

/**
 * Joins crosswalks in a worker. @param columns null: guessed
 *
 * @throws AppError `input/…`, `job/cancelled`, `worker/crashed`
 */
export async function chainInWorker(
  given: readonly Dataset[],
  columns: readonly CrosswalkColumns[] | null,
  rule: ChainRule,
  signal: AbortSignal,
): Promise<ChainAnswer> {
  const { tables, transfer } = await copied(given, columns);
  return inWorker(signal, (worker) => worker.call('chain', { tables, columns, rule }, { signal, transfer }));
}

/** The columns of crosswalks that are to be joined in this order, guessed in a worker. @throws AppError `input/invalid-table` */
export async function guessCrosswalks(given: readonly Dataset[], signal: AbortSignal): Promise<readonly CrosswalkColumns[]> {
  const { tables, transfer } = await copied(given, null);
  return inWorker(signal, (worker) => worker.call('guessCrosswalks', { tables }, { signal, transfer }));
}

async function copied(given: readonly Dataset[], columns: readonly CrosswalkColumns[] | null) {
  const tables: Dataset[] = [];
  for (const [at, { sketch: _, ...table }] of given.entries()) {
    const own = columns?.[at];
    const names = own && [own.left, own.right, own.score].map((name) => columnIndex(table, name)).filter((place) => place >= 0);
    tables.push(await copyTable(names ? pickColumns(table, [...new Set(names)]) : table));
  }
  return { tables, transfer: tables.flatMap(buffersOf) };
}

async function inWorker<T>(signal: AbortSignal, call: (worker: WorkerClient) => Promise<T>): Promise<T> {
  throwIfCancelled(signal);
  try {
    return await withWorker(spawnEvaluate, call);
  } catch (thrown) {
    throw toAppError(thrown);
  }
}
