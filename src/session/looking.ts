import type { Dataset } from '../core/model/types';
import { buffersOf } from '../core/table/cells';
import { copyTable } from '../core/table/copy-cells';
import type { TableLook } from '../core/table/look-at-table';
import { parseWorkers } from '../rpc/spawn';

/** A look at every cell of a table, in a worker. @throws AppError `job/cancelled`, `worker/crashed` */
export async function lookAtTable(dataset: Dataset, signal: AbortSignal): Promise<TableLook> {
  const table = await copyTable(dataset);
  const worker = parseWorkers.take();
  try {
    return await worker.call('look', { table }, { signal, transfer: buffersOf(table) });
  } finally {
    parseWorkers.giveBack(worker);
  }
}
