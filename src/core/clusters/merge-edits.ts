import { standingEntries } from '../decisions/undo-history';
import { measurePartitionAgreement, type PartitionAgreement } from '../evaluation/partition-agreement';
import { createDisjointSets } from './disjoint-sets';
import {
  type ClusterBook,
  type ClusterDifference,
  type ClusterEntry,
  type ClusterMergeEntry,
  openClusterBook,
  type Placement,
  type PlacementChange,
  planPlacement,
} from './edits';
import { mergeChoices } from './merge-choices';

export interface ClusterMergePlan {
  /** What merging adds to the log; null where nothing of theirs is new. */
  readonly entry: ClusterMergeEntry | null;
  /** Over rows that both placed, neither knowing of the other. */
  readonly agreement: PartitionAgreement;
  /** Rows that they alone placed, and such as I alone did. */
  readonly onlyTheirs: number;
  readonly onlyMine: number;
  /** Choices of surviving cells of theirs that do not come, since mine about the same cell or column changed as well. */
  readonly choicesLeft: number;
}

export interface ClusterMergeInput {
  /** Their whole log, in order of `seq`. */
  readonly theirs: readonly ClusterEntry[];
  /** Their name; entries without one get it. */
  readonly reviewer: string;
  readonly at: string;
}

/**
 * Merges the edits of another reviewer to the clusters of the same table. Both logs may have grown from a common beginning, and theirs may
 * have been merged before: an entry that is already here counts as known. What is compared are blocks: rows connected by clusters that
 * either of the two settled. A block that only they touched since is taken; one that only I touched stays; where both did and differ, mine
 * stays until somebody resolves it (see `openClusterDifferences`). Nothing is lost: their entries are kept in the one that is added, and
 * undo takes all of it back. Merging the same log twice changes nothing.
 *
 * O(rows that either placed + changes of both logs).
 */
export function planClusterMerge(book: ClusterBook, { theirs, reviewer, at }: ClusterMergeInput): ClusterMergePlan {
  const their = openClusterBook(theirs);
  const here = identified(book.entries);
  const there = identified(theirs);
  const mine = [...here].flatMap(([id, entry]) => (there.has(id) ? [] : [entry]));
  const news = [...there].flatMap(([id, entry]) => (here.has(id) ? [] : [entry]));
  const touchedHere = rowsOfChanges(mine);
  const touchedThere = rowsOfChanges(news);

  const changes: PlacementChange[] = [];
  const differs: ClusterDifference[] = [];
  for (const rows of blocksOf(book, their, touchedThere)) {
    const isTouched = rows.some((row) => touchedHere.has(row));
    const isPlacedHere = rows.some((row) => book.placementOf(row) !== null);
    const isPlacedThere = rows.some((row) => their.placementOf(row) !== null);
    if (!isTouched || (!isPlacedHere && isPlacedThere)) changes.push(...changesTo(book, their, rows));
    else if (isPlacedThere && !isAlike(book, their, rows)) differs.push({ rows, theirs: groupsOf(their, rows) });
  }
  const judged = [...touchedThere]
    .filter((row) => touchedHere.has(row) && book.placementOf(row) !== null && their.placementOf(row) !== null)
    .sort(ascending);
  const agreement = measurePartitionAgreement(
    judged.map((row) => book.placementOf(row)!.group),
    judged.map((row) => their.placementOf(row)!.group),
  );
  const own = new Set(mine);
  const firstOwn = book.entries.find((entry) => own.has(entry))?.seq ?? book.entries.length + 1;
  const choices = mergeChoices(book.golden, news, firstOwn);
  const entry: ClusterMergeEntry = {
    kind: 'merge',
    seq: book.entries.length + 1,
    at,
    action: 'merge-reviewer',
    reviewer,
    changes,
    ...(choices.taken.length > 0 && { golden: choices.taken }),
    theirs: news.map((one) => ({ ...one, by: one.by ?? reviewer })),
    differs,
    agreement,
  };
  return {
    entry: news.length > 0 ? entry : null,
    agreement,
    onlyTheirs: countOnly(their, book, theirs),
    onlyMine: countOnly(book, their, book.entries),
    choicesLeft: choices.left,
  };
}

/** Clusters that another reviewer has otherwise, which nobody has resolved. */
export interface OpenClusterDifference extends ClusterDifference {
  readonly reviewer: string;
}

/**
 * Blocks on which a merged reviewer differs and none of whose rows was edited since, by first row. A row may be in several, one a reviewer.
 * O(changes of the log · open differences).
 */
export function openClusterDifferences(entries: readonly ClusterEntry[]): readonly OpenClusterDifference[] {
  let open: OpenClusterDifference[] = [];
  const standing = standingEntries(entries);
  const reverted = new Set(standing.flatMap((entry) => (entry.kind === 'revert' ? [entry.target] : [])));
  for (const entry of standing) {
    if (entry.kind === 'merge') {
      const { reviewer } = entry;
      const renewed = rowsOfChanges(flatten(entry.theirs));
      open = open.filter((other) => other.reviewer !== reviewer || !other.rows.some((row) => renewed.has(row)));
      open.push(...entry.differs.map((difference) => ({ ...difference, reviewer })));
    } else if (open.length > 0 && entry.kind === 'edit' && !reverted.has(entry.seq)) {
      const edited = rowsOfChanges([entry]);
      open = open.filter(({ rows }) => !rows.some((row) => edited.has(row)));
    }
  }
  return open.sort((a, b) => a.rows[0]! - b.rows[0]!);
}

/** The entry that settles a difference with the clusters as they are here, said once more. */
export function planKeepClusters(book: ClusterBook, { rows }: ClusterDifference, at: string): ClusterEntry {
  const changes = changesTo(book, book, rows, true);
  return { kind: 'edit', seq: book.entries.length + 1, at, action: 'resolve', changes };
}

/** The entry that settles it as the other reviewer has it. */
export function planTakeClusters(book: ClusterBook, difference: ClusterDifference, at: string): ClusterEntry {
  const placed = new Set(difference.theirs.flatMap(({ rows }) => rows));
  const sets = difference.theirs.map(({ rows, isConfirmed }) => ({
    rows,
    state: isConfirmed ? ('confirmed' as const) : ('edited' as const),
  }));
  const free = { rows: difference.rows.filter((row) => !placed.has(row)), state: 'free' as const };
  const planned = planPlacement(book, 'resolve', [...sets, free], at);
  return planned ?? planKeepClusters(book, difference, at);
}

/** Every entry of a log by what makes it the same in two logs, merged ones included. What an undone merge brought is not there. */
function identified(entries: readonly ClusterEntry[]): Map<string, ClusterEntry> {
  const standing = new Set(standingEntries(entries).map(({ seq }) => seq));
  const present = entries.filter((entry) => entry.kind !== 'merge' || standing.has(entry.seq));
  return new Map(flatten(present).map((entry) => [identityOf(entry), entry]));
}

/** Entries with those that merges brought. Merges, and what undoes them, only repeat these, so they are left out. */
const flatten = (entries: readonly ClusterEntry[]): ClusterEntry[] =>
  entries.flatMap((entry) => (entry.kind === 'merge' ? flatten(entry.theirs) : entry.action === 'merge-reviewer' ? [] : [entry]));

/** A name may have been added on the way, so it has no part in it. */
const identityOf = ({ seq, at, kind, changes, golden }: ClusterEntry): string => JSON.stringify([seq, at, kind, changes, golden]);

const ascending = (a: number, b: number): number => a - b;

function rowsOfChanges(entries: readonly ClusterEntry[]): Set<number> {
  const found = new Set<number>();
  for (const { changes } of entries) for (const { rows } of changes) for (const row of rows) found.add(row);
  return found;
}

/** Rows of every block that holds one of `touched`, ascending, by first row. */
function blocksOf(book: ClusterBook, their: ClusterBook, touched: ReadonlySet<number>): number[][] {
  const rows = [...touched].sort(ascending);
  const placeOf = new Map(rows.map((row, place) => [row, place]));
  const joined: (readonly [number, number])[] = [];
  const books = [
    { one: book, known: new Set<number>() },
    { one: their, known: new Set<number>() },
  ];
  for (let at = 0; at < rows.length; at++) {
    for (const { one, known } of books) {
      const group = one.placementOf(rows[at]!)?.group;
      if (group === undefined || known.has(group)) continue;
      known.add(group);
      for (const row of one.rowsOfGroup(group)) {
        if (!placeOf.has(row)) placeOf.set(row, rows.push(row) - 1);
        joined.push([at, placeOf.get(row)!]);
      }
    }
  }
  const sets = createDisjointSets(rows.length);
  for (const [a, b] of joined) sets.join(a, b);
  const blocks = new Map<number, number[]>();
  rows.forEach((row, at) => {
    const block = blocks.get(sets.find(at));
    if (block) block.push(row);
    else blocks.set(sets.find(at), [row]);
  });
  return [...blocks.values()].map((block) => block.sort(ascending)).sort((a, b) => a[0]! - b[0]!);
}

/** Whether both have the same clusters and leave the same rows to the rule; confirmed or not is no difference. */
const isAlike = (book: ClusterBook, their: ClusterBook, rows: readonly number[]): boolean =>
  rows.every((row) => book.placementOf(row)?.group === their.placementOf(row)?.group);

/** Changes that turn what `book` says of rows into what `wanted` says of them; with `isWhole`, also those that change nothing. */
function changesTo(book: ClusterBook, wanted: ClusterBook, rows: readonly number[], isWhole = false): PlacementChange[] {
  const nameOf = (placement: Placement | null): string => (placement ? `${placement.group}:${placement.isConfirmed}` : '');
  const byEnds = new Map<string, { readonly rows: number[]; readonly from: Placement | null; readonly to: Placement | null }>();
  for (const row of rows) {
    const [from, to] = [book.placementOf(row), wanted.placementOf(row)];
    if (!isWhole && nameOf(from) === nameOf(to)) continue;
    const key = `${nameOf(from)} ${nameOf(to)}`;
    const known = byEnds.get(key);
    if (known) known.rows.push(row);
    else byEnds.set(key, { rows: [row], from, to });
  }
  return [...byEnds.values()];
}

function groupsOf(book: ClusterBook, rows: readonly number[]): ClusterDifference['theirs'] {
  const groups = new Map<number, { readonly rows: number[]; readonly isConfirmed: boolean }>();
  for (const row of rows) {
    const placement = book.placementOf(row);
    if (!placement) continue;
    const known = groups.get(placement.group);
    if (known) known.rows.push(row);
    else groups.set(placement.group, { rows: [row], isConfirmed: placement.isConfirmed });
  }
  return [...groups.values()];
}

/** Rows that `book`, whose log is `entries`, placed and the other did not. */
function countOnly(book: ClusterBook, other: ClusterBook, entries: readonly ClusterEntry[]): number {
  let count = 0;
  for (const row of rowsOfChanges(entries)) if (book.placementOf(row) !== null && other.placementOf(row) === null) count++;
  return count;
}
