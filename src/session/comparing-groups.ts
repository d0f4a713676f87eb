import { comparePortraits, type DriftFinding } from '../core/drift/compare-portraits';
import type { TablePortrait } from '../core/drift/text-portrait';
import type { GroupRates, RowResults } from '../core/fairness/group-rates';
import type { Dataset, Side } from '../core/model/types';
import { buffersOf, columnIndex } from '../core/table/cells';
import type { Adapter } from '../core/tuning/adapter';
import { spawnEvaluate } from '../rpc/spawn';
import { withWorker } from '../rpc/with-worker';
import { copyColumns } from './handing-over';

/** What came of the rows of a table by the values of one of its columns. @throws AppError `input/unknown-column`, `job/cancelled` */
export async function ratesInWorker(
  dataset: Dataset,
  column: string,
  results: RowResults,
  signal: AbortSignal,
): Promise<readonly GroupRates[]> {
  const table = await copyColumns(dataset, [column]);
  return withWorker(spawnEvaluate, (worker) =>
    worker.call('groupRates', { table, results }, { signal, transfer: buffersOf(table) }),
  );
}

/** Of one side of a linkage. */
export interface SideDrift extends DriftFinding {
  readonly side: Side;
}

/** How some columns of a table look. @throws AppError `input/unknown-column` */
export async function portrayInWorker(dataset: Dataset, columns: readonly string[]): Promise<TablePortrait> {
  const table = await copyColumns(dataset, columns);
  return withWorker(spawnEvaluate, (worker) => worker.call('portray', { table }, { transfer: buffersOf(table) }));
}

/** What looks otherwise in these tables than it did, of columns that are still there; the largest first. */
export async function driftOf(
  tables: { readonly left: Dataset; readonly right: Dataset | null },
  before: { readonly left?: TablePortrait | undefined; readonly right?: TablePortrait | undefined },
): Promise<readonly SideDrift[]> {
  const sides = (['left', 'right'] as const).map(async (side): Promise<readonly SideDrift[]> => {
    const table = tables[side];
    const portrait = before[side];
    if (!table || !portrait) return [];
    const columns = portrait.columns.map(({ name }) => name).filter((name) => columnIndex(table, name) >= 0);
    if (columns.length === 0) return [];
    return comparePortraits(portrait, await portrayInWorker(table, columns)).map((finding) => ({ ...finding, side }));
  });
  return (await Promise.all(sides)).flat().sort((a, b) => b.index - a.index);
}

/** What looks otherwise than when the adapter was trained; nothing where it does not know how that looked. */
export const driftSinceTraining = (
  tables: { readonly left: Dataset; readonly right: Dataset | null },
  { training: { portraits } }: Adapter,
): Promise<readonly SideDrift[]> =>
  driftOf(tables, portraits ? { left: portraits.left, right: portraits.right ?? undefined } : {});
