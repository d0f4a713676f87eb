import { type Chain, type ChainRule, chainCrosswalks } from '../../core/links/chain';
import { type CrosswalkColumns, guessCrosswalkColumns, readCrosswalk } from '../../core/links/crosswalk-table';
import { type AppError, toAppError } from '../../core/model/errors';
import type { Dataset } from '../../core/model/types';

/** A crosswalk that was chosen. */
export interface Crosswalk {
  readonly id: number;
  readonly table: Dataset;
  readonly columns: CrosswalkColumns;
}

/** One more at the end, its columns guessed by what stands before it. A table of one column is shown with that one on both sides. */
export function addCrosswalks(before: readonly Crosswalk[], table: Dataset): Crosswalk[] {
  const id = 1 + Math.max(0, ...before.map((crosswalk) => crosswalk.id));
  const only = table.columns[0]!.name;
  let columns: CrosswalkColumns = { left: only, right: only, score: null };
  try {
    columns = guessCrosswalkColumns([...before.map((crosswalk) => crosswalk.table), table]).at(-1)!;
  } catch {
    // Left as it is: the person sees the columns and can choose others.
  }
  return [...before, { id, table, columns }];
}

/** The crosswalk at a place goes up (−1) or down (1). */
export function moved(crosswalks: readonly Crosswalk[], at: number, by: 1 | -1): Crosswalk[] {
  const next = [...crosswalks];
  const [taken] = next.splice(at, 1);
  next.splice(at + by, 0, taken!);
  return next;
}

/** The chain of all crosswalks; null with fewer than two, or with the reason why not. */
export function joinAll(
  crosswalks: readonly Crosswalk[],
  rule: ChainRule,
): { readonly chain: Chain | null; readonly error: AppError | null } {
  if (crosswalks.length < 2) return { chain: null, error: null };
  try {
    const pairs = crosswalks.map(({ table, columns }) => readCrosswalk(table, columns));
    return { chain: chainCrosswalks(pairs, rule), error: null };
  } catch (thrown) {
    return { chain: null, error: toAppError(thrown) };
  }
}
