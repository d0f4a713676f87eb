import type { Sealed } from '../audit/chain';
import { createUndoHistory } from '../decisions/undo-history';
import type { PartitionAgreement } from '../evaluation/partition-agreement';
import { createGoldenChoices, type GoldenChange, type GoldenChoices, invertGolden } from './golden-choices';
import { DEFAULT_GOLDEN_SETTINGS, type GoldenSettings } from './golden-record';

/**
 * What a person did to clusters, for the history and the undo message. `golden`: chose which cells of clusters survive. `resolve`: settled
 * clusters on which two reviewers differed.
 */
export type ClusterAction =
  | 'confirm'
  | 'split'
  | 'merge'
  | 'leave-out'
  | 'put-back'
  | 'reopen'
  | 'golden'
  | 'resolve'
  | 'merge-reviewer';

/**
 * Where a person put a row: rows of one group stay together, and apart from every other row, whatever the threshold or the method.
 * A group goes by its lowest row. `isConfirmed` is false as long as it was changed but not confirmed.
 */
export interface Placement {
  readonly group: number;
  readonly isConfirmed: boolean;
}

/** Rows, ascending, that were placed alike and are placed alike; null leaves them to the rule. */
export interface PlacementChange {
  readonly rows: readonly number[];
  readonly from: Placement | null;
  readonly to: Placement | null;
}

interface EntryBase extends Sealed {
  /** 1, 2, 3 … without gaps. */
  readonly seq: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Name of the person; absent where none was given. */
  readonly by?: string;
  readonly action: ClusterAction;
  readonly changes: readonly PlacementChange[];
  /** Absent where none was made. */
  readonly golden?: readonly GoldenChange[];
}

/** Rows, ascending, that another reviewer has in other clusters; rows that are in none of `theirs` are left to the rule there. */
export interface ClusterDifference {
  readonly rows: readonly number[];
  readonly theirs: readonly { readonly rows: readonly number[]; readonly isConfirmed: boolean }[];
}

/** The log of another reviewer that was merged: what was new in it, and the clusters on which the two differ. */
export interface ClusterMergeEntry extends EntryBase {
  readonly kind: 'merge';
  readonly reviewer: string;
  /** Their entries that were not here yet, as they wrote them. */
  readonly theirs: readonly ClusterEntry[];
  /** By first row. */
  readonly differs: readonly ClusterDifference[];
  readonly agreement: PartitionAgreement;
}

/**
 * One line of the append-only log. `target` is the `seq` of the entry that is undone, done again, or taken back out of its turn
 * (`revert`).
 */
export type ClusterEntry =
  | (EntryBase & { readonly kind: 'edit' })
  | (EntryBase & { readonly kind: 'undo' | 'redo' | 'revert'; readonly target: number })
  | ClusterMergeEntry;

/** The log with what follows from it. Appending is O(rows changed); nothing is ever removed from `entries`. */
export interface ClusterBook {
  readonly entries: readonly ClusterEntry[];
  /** null where no person placed the row. */
  placementOf(row: number): Placement | null;
  /** Rows of a group, ascending; none for a number that names no group. */
  rowsOfGroup(group: number): readonly number[];
  readonly placedCount: number;
  readonly golden: GoldenChoices;
  /** The entry that `undo` would take back, or null. */
  undoable(): ClusterEntry | null;
  redoable(): ClusterEntry | null;
  /** Adds an entry made by a `plan…` function below, or read back from storage (in order of `seq`). */
  append(entry: ClusterEntry): void;
}

/**
 * An empty book, or one replayed from stored entries.
 *
 * @param start which cells survive where the log says nothing: the defaults, or what a recipe or a version that kept no log of it chose
 */
export function openClusterBook(
  stored: readonly ClusterEntry[] = [],
  start: GoldenSettings = DEFAULT_GOLDEN_SETTINGS,
): ClusterBook {
  const entries: ClusterEntry[] = [];
  const placements = new Map<number, Placement>();
  const groups = new Map<number, Set<number>>();
  const history = createUndoHistory<ClusterEntry>();
  const golden = createGoldenChoices(start);

  const remove = (row: number): void => {
    const before = placements.get(row);
    if (!before) return;
    const rows = groups.get(before.group);
    rows?.delete(row);
    if (rows?.size === 0) groups.delete(before.group);
    placements.delete(row);
  };
  const apply = (changes: readonly PlacementChange[]): void => {
    for (const { rows } of changes) for (const row of rows) remove(row);
    for (const { rows, to } of changes) {
      if (!to) continue;
      const group = groups.get(to.group) ?? new Set<number>();
      groups.set(to.group, group);
      for (const row of rows) {
        group.add(row);
        placements.set(row, to);
      }
    }
  };
  const book: ClusterBook = {
    entries,
    placementOf: (row) => placements.get(row) ?? null,
    rowsOfGroup: (group) => [...(groups.get(group) ?? [])].sort((a, b) => a - b),
    get placedCount() {
      return placements.size;
    },
    golden,
    undoable: history.undoable,
    redoable: history.redoable,
    append(entry) {
      entries.push(entry);
      apply(entry.changes);
      golden.apply(entry.golden ?? []);
      history.follow(entry);
    },
  };
  for (const entry of stored) book.append(entry);
  return book;
}

/** The cluster as it is, held together from now on. */
export const planConfirm = (book: ClusterBook, clusters: readonly ArrayLike<number>[], at: string): ClusterEntry | null =>
  planPlacement(
    book,
    'confirm',
    clusters.map((rows) => ({ rows, state: 'confirmed' })),
    at,
  );

/** One cluster in parts; every row of it belongs to exactly one part. */
export const planSplit = (book: ClusterBook, parts: readonly ArrayLike<number>[], at: string): ClusterEntry | null =>
  planPlacement(
    book,
    'split',
    parts.map((rows) => ({ rows, state: 'edited' })),
    at,
  );

/** Several clusters as one. `action` says what the person called it. */
export function planMerge(
  book: ClusterBook,
  clusters: readonly ArrayLike<number>[],
  at: string,
  action: 'merge' | 'put-back' = 'merge',
): ClusterEntry | null {
  const rows = clusters.flatMap((cluster) => Array.from(cluster));
  return planPlacement(book, action, [{ rows, state: 'edited' }], at);
}

/** Some rows of a cluster alone, each a cluster of its own; the others stay together. */
export function planLeaveOut(
  book: ClusterBook,
  cluster: ArrayLike<number>,
  leftOut: ReadonlySet<number>,
  at: string,
): ClusterEntry | null {
  const stay = Array.from(cluster).filter((row) => !leftOut.has(row));
  const alone = Array.from(cluster).filter((row) => leftOut.has(row));
  const sets = [stay, ...alone.map((row) => [row])].map((rows) => ({ rows, state: 'edited' }) as const);
  return planPlacement(book, 'leave-out', sets, at);
}

/** Rows back to the rule. */
export const planReopen = (book: ClusterBook, rows: ArrayLike<number>, at: string): ClusterEntry | null =>
  planPlacement(book, 'reopen', [{ rows, state: 'free' }], at);

/** The entry that takes back the last one still in force, or null. */
export function planClusterUndo(book: ClusterBook, at: string): ClusterEntry | null {
  const target = book.undoable();
  if (!target) return null;
  const { action, golden } = target;
  const changes = invertPlacements(target.changes);
  const entry = { kind: 'undo', seq: book.entries.length + 1, at, target: target.seq, action, changes } as const;
  return golden ? { ...entry, golden: invertGolden(golden) } : entry;
}

/** The entry that does again what was last undone, or null when something else was done since. */
export function planClusterRedo(book: ClusterBook, at: string): ClusterEntry | null {
  const target = book.redoable();
  if (!target) return null;
  const { action, changes, golden } = target;
  const entry = { kind: 'redo', seq: book.entries.length + 1, at, target: target.seq, action, changes } as const;
  return golden ? { ...entry, golden } : entry;
}

export const invertPlacements = (changes: readonly PlacementChange[]): PlacementChange[] =>
  changes.map(({ rows, from, to }) => ({ rows, from: to, to: from }));

/** The entry for choices of surviving cells; null where nothing changes. */
export const planGolden = (book: ClusterBook, golden: readonly GoldenChange[], at: string): ClusterEntry | null =>
  golden.length === 0 ? null : { kind: 'edit', seq: book.entries.length + 1, at, action: 'golden', changes: [], golden };

/** A set of rows and how it is to be placed. */
export interface Placed {
  readonly rows: ArrayLike<number>;
  readonly state: 'confirmed' | 'edited' | 'free';
}

/**
 * Places disjoint sets of rows. What is left of a group that loses rows stays a group. Rows that are placed so already are left
 * out, and null means that nothing changes.
 */
export function planPlacement(
  book: ClusterBook,
  action: ClusterAction,
  sets: readonly Placed[],
  at: string,
): ClusterEntry | null {
  const changes: PlacementChange[] = [];
  const placed = new Set(sets.flatMap(({ rows }) => Array.from(rows)));
  const touched = new Set<number>();
  for (const row of placed) {
    const before = book.placementOf(row);
    if (before) touched.add(before.group);
  }
  const rests = [...touched]
    .map((group) => book.rowsOfGroup(group).filter((row) => !placed.has(row)))
    .filter((rows) => rows.length > 0)
    .map((rows) => ({ rows, state: book.placementOf(rows[0]!)?.isConfirmed ? 'confirmed' : 'edited' }) as const);
  for (const { rows, state } of [...sets, ...rests]) {
    const sorted = Array.from(rows).sort((a, b) => a - b);
    if (sorted.length === 0) continue;
    const to = state === 'free' ? null : { group: sorted[0]!, isConfirmed: state === 'confirmed' };
    const byOrigin = new Map<string, { from: Placement | null; rows: number[] }>();
    for (const row of sorted) {
      const from = book.placementOf(row);
      if (from?.group === to?.group && from?.isConfirmed === to?.isConfirmed) continue;
      const key = from ? `${from.group}:${from.isConfirmed}` : '';
      const origin = byOrigin.get(key) ?? { from, rows: [] };
      origin.rows.push(row);
      byOrigin.set(key, origin);
    }
    for (const origin of byOrigin.values()) changes.push({ ...origin, to });
  }
  return changes.length === 0 ? null : { kind: 'edit', seq: book.entries.length + 1, at, action, changes };
}
