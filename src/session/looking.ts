import type { Dataset } from '../core/model/types';
import { buffersOf } from '../core/table/cells';
import { copyTable } from '../core/table/copy-cells';
import type { TableLook } from '../core/table/look-at-table';
import type { WorkerClient } from '../rpc/client';
import { parseWorkers } from '../rpc/spawn';

/** A look at every cell of a table, in a worker. @throws AppError `job/cancelled`, `worker/crashed` */
export const lookAtTable = (dataset: Dataset, signal: AbortSignal): Promise<TableLook> =>
  inWorker(dataset, (worker, request, transfer) => worker.call('look', request, { signal, transfer }));

/** A table with its sketch, made in a worker where it has none. @throws AppError `worker/crashed` */
export async function sketched(dataset: Dataset): Promise<Dataset> {
  if (dataset.sketch) return dataset;
  const sketch = await inWorker(dataset, (worker, request, transfer) => worker.call('sketch', request, { transfer }));
  return { ...dataset, sketch };
}

async function inWorker<T>(
  dataset: Dataset,
  call: (worker: WorkerClient, request: { readonly table: Dataset }, transfer: ArrayBuffer[]) => Promise<T>,
): Promise<T> {
  const table = await copyTable(dataset);
  const worker = parseWorkers.take();
  try {
    return await call(worker, { table }, buffersOf(table));
  } finally {
    parseWorkers.giveBack(worker);
  }
}
