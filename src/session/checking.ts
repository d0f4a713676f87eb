import { type ComparedSide, columnsChecked, comparedSide } from '../core/checks/check-compared';
import type { RowFinding } from '../core/checks/findings';
import { throwIfCancelled } from '../core/model/errors';
import type { MatchSettings } from '../core/model/settings';
import type { Dataset, Side } from '../core/model/types';
import { buffersOf } from '../core/table/cells';
import { copyTable } from '../core/table/copy-cells';
import type { MethodMap } from '../rpc/protocol';
import { parseWorkers } from '../rpc/spawn';
import { cleanedTable } from './cleaned-tables';
import { copyColumns } from './handing-over';

/** What was found of tables, so that a screen that is opened again need not ask again. */
const known = new WeakMap<Dataset, { readonly recordId: string | null; readonly findings: readonly RowFinding[] }>();

/**
 * What may be wrong with a table whatever it is compared with, found in a worker.
 *
 * @throws AppError `job/cancelled`, `worker/crashed`, `device/out-of-memory`
 */
export async function checkTable(dataset: Dataset, recordId: string | null, signal: AbortSignal): Promise<readonly RowFinding[]> {
  const held = known.get(dataset);
  if (held && held.recordId === recordId) return held.findings;
  const table = await copyTable(dataset);
  const findings = await inWorker({ table, recordId }, signal);
  known.set(dataset, { recordId, findings });
  return findings;
}

/**
 * What may be wrong with a table by what is compared of it, its cells cleaned as the settings say, found in a worker.
 *
 * @throws AppError `input/unknown-column`, `cleaning/…`, `job/cancelled`, `worker/crashed`, `device/out-of-memory`
 */
export async function checkComparedTable(
  dataset: Dataset,
  side: Side,
  settings: MatchSettings,
  signal: AbortSignal,
): Promise<readonly RowFinding[]> {
  const compared: ComparedSide = comparedSide(settings, side);
  const { compared: cleaned } = await cleanedTable(dataset, settings.cleaning[side], signal);
  throwIfCancelled(signal);
  const table = await copyColumns(cleaned, columnsChecked(compared));
  return inWorker({ table, compared }, signal);
}

async function inWorker(request: MethodMap['check']['request'], signal: AbortSignal): Promise<readonly RowFinding[]> {
  throwIfCancelled(signal);
  const worker = parseWorkers.take();
  try {
    return await worker.call('check', request, { signal, transfer: buffersOf(request.table) });
  } finally {
    parseWorkers.giveBack(worker);
  }
}
