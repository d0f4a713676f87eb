import { readEntry, writeEntry } from '../adapters/small-entries';
import type { Dataset } from '../core/model/types';
import { type RowSet, readRowSet, writeRowSet } from '../core/projection/row-set';

/** Sets of rows that a project keeps in this browser; the oldest give way. */
const MOST_SETS = 5;
const entryOf = (project: string): string => `row-sets.${project}`;
/** Where the storage of the browser is off, they last as long as the page. */
const held = new Map<string, readonly RowSet[]>();

/** Keeps rows of a table, so that an address can name them. @returns their id */
export function keepRows(project: string, table: Dataset, rows: Iterable<number>): string {
  const set = writeRowSet(rows, table.fingerprint);
  const sets = [set, ...setsOf(project).filter(({ id }) => id !== set.id)].slice(0, MOST_SETS);
  held.set(project, sets);
  writeEntry(entryOf(project), JSON.stringify(sets));
  return set.id;
}

/** Rows under an id, ascending; null where they are not kept (any more), or were rows of another table. */
export function keptRows(project: string, table: Dataset, id: string): Uint32Array | null {
  const set = setsOf(project).find((one) => one.id === id && one.table === table.fingerprint);
  return set ? readRowSet(set, table.rowCount) : null;
}

function setsOf(project: string): readonly RowSet[] {
  const known = held.get(project);
  if (known) return known;
  try {
    const found: unknown = JSON.parse(readEntry(entryOf(project)) ?? '[]');
    const sets = Array.isArray(found) ? found.filter(isRowSet) : [];
    held.set(project, sets);
    return sets;
  } catch {
    return [];
  }
}

function isRowSet(one: unknown): one is RowSet {
  const { id, table, bits } = (one ?? {}) as Partial<RowSet>;
  return typeof id === 'string' && typeof table === 'string' && typeof bits === 'string';
}
