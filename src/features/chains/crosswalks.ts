import type { CrosswalkColumns } from '../../core/links/crosswalk-table';
import type { Dataset } from '../../core/model/types';
import { guessCrosswalks } from '../../session/chaining';

/** A crosswalk that was chosen. */
export interface Crosswalk {
  readonly id: number;
  readonly table: Dataset;
  readonly columns: CrosswalkColumns;
}

/**
 * One more at the end, its columns guessed by what stands before it. A table in which no two columns fit is shown with its first one on
 * both sides, for a person to choose others.
 */
export async function addCrosswalk(before: readonly Crosswalk[], table: Dataset): Promise<readonly Crosswalk[]> {
  const id = 1 + Math.max(0, ...before.map((crosswalk) => crosswalk.id));
  const only = table.columns[0]!.name;
  const guessed = await guessCrosswalks(
    [...before.map((crosswalk) => crosswalk.table), table],
    new AbortController().signal,
  ).catch(() => []);
  return [...before, { id, table, columns: guessed.at(-1) ?? { left: only, right: only, score: null } }];
}

/** The crosswalk at a place goes up (−1) or down (1). */
export function moved(crosswalks: readonly Crosswalk[], at: number, by: 1 | -1): Crosswalk[] {
  const next = [...crosswalks];
  const [taken] = next.splice(at, 1);
  next.splice(at + by, 0, taken!);
  return next;
}
