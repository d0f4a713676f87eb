import type { EntryFate } from '../decisions/revert';
import { standingEntries } from '../decisions/undo-history';
import { createDisjointSets } from './disjoint-sets';
import { type ClusterBook, type ClusterEntry, invertPlacements, openClusterBook, type PlacementChange } from './edits';
import { type GoldenChange, invertGolden, subjectsOfChoice } from './golden-choices';

/** What became of an edit, and what stands in the way of taking it back alone. */
export interface EditFate {
  readonly fate: EntryFate;
  /** `seq` of the later edits of the same clusters or cells, ascending. */
  readonly blockedBy: readonly number[];
  /** Whether `planClusterRevert` takes back at least a part of it. */
  readonly canRevert: boolean;
}

/** A part of an edit that stands and falls alone: clusters that it made out of the same rows, or one choice of cells. */
interface EditPart {
  /** Rows of the clusters before and after, changed or not, or names of choices. */
  readonly subjects: readonly (number | string)[];
  readonly changes: readonly PlacementChange[];
  readonly golden: readonly GoldenChange[];
}

interface Trace {
  readonly partsOf: ReadonlyMap<number, readonly EditPart[]>;
  /** The edits of each subject that stand, in order of `seq`. */
  readonly editsOf: ReadonlyMap<number | string, readonly number[]>;
}

/**
 * The fate of every entry, in their order. An edit is `replaced` where all of its clusters were edited again, `partly` where some were.
 * O(rows of all clusters that were edited, once an edit).
 */
export function editFates(entries: readonly ClusterEntry[]): EditFate[] {
  const trace = traceEdits(entries);
  return entries.map((entry): EditFate => {
    if (entry.kind === 'undo' || entry.kind === 'redo') return { fate: 'note', blockedBy: [], canRevert: false };
    const parts = trace.partsOf.get(entry.seq);
    if (!parts) return { fate: 'undone', blockedBy: [], canRevert: false };
    if (entry.kind !== 'edit') return { fate: 'in-force', blockedBy: [], canRevert: false };
    const blocking = parts.map((part) => laterEdits(trace, part, entry.seq));
    const standing = blocking.filter((later) => later !== null);
    const free = standing.filter((later) => later.length === 0).length;
    const blockedBy = [...new Set(standing.flat())].sort((a, b) => a - b);
    if (standing.length === 0) return { fate: 'reverted', blockedBy: [], canRevert: false };
    if (free === 0) return { fate: 'replaced', blockedBy, canRevert: false };
    return { fate: free === parts.length ? 'in-force' : 'partly', blockedBy, canRevert: true };
  });
}

/**
 * The entry that takes back one earlier edit without those that came after it. Clusters that a later edit has touched stay, since what that
 * edit did to them was done to the clusters as they were; null where that leaves nothing. See `blockedBy` of `editFates` for the edits
 * to take back first.
 *
 * O(as `editFates`).
 */
export function planClusterRevert(book: ClusterBook, seq: number, at: string): ClusterEntry | null {
  const target = book.entries[seq - 1];
  if (target?.kind !== 'edit') return null;
  const trace = traceEdits(book.entries);
  const free = (trace.partsOf.get(seq) ?? []).filter((part) => laterEdits(trace, part, seq)?.length === 0);
  if (free.length === 0) return null;
  const changes = invertPlacements(free.flatMap((part) => part.changes));
  const golden = invertGolden(free.flatMap((part) => part.golden));
  const entry = { kind: 'revert', seq: book.entries.length + 1, at, target: seq, action: target.action, changes } as const;
  return golden.length > 0 ? { ...entry, golden } : entry;
}

/** Later edits of the subjects of a part; null where the part itself was taken back. */
function laterEdits({ editsOf }: Trace, part: EditPart, seq: number): number[] | null {
  const later = new Set<number>();
  for (const subject of part.subjects) {
    const edits = editsOf.get(subject) ?? [];
    const at = edits.indexOf(seq);
    if (at < 0) return null;
    for (const other of edits.slice(at + 1)) later.add(other);
  }
  return [...later];
}

function traceEdits(entries: readonly ClusterEntry[]): Trace {
  const book = openClusterBook();
  const partsOf = new Map<number, EditPart[]>();
  const editsOf = new Map<number | string, number[]>();
  for (const entry of standingEntries(entries)) {
    const parts = splitEdit(book, entry);
    partsOf.set(entry.seq, parts);
    const subjects = parts.flatMap((part) => part.subjects);
    for (const subject of subjects) {
      const edits = editsOf.get(subject) ?? [];
      // What was taken back, and its taking back, leave no trace.
      if (entry.kind === 'revert') {
        const at = edits.indexOf(entry.target);
        if (at >= 0) edits.splice(at, 1);
      } else edits.push(entry.seq);
      editsOf.set(subject, edits);
    }
  }
  return { partsOf, editsOf };
}

/** The parts of an entry; appends it to the book, which holds those before it. */
function splitEdit(book: ClusterBook, entry: ClusterEntry): EditPart[] {
  const rows: number[] = [];
  const placeOf = new Map<number, number>();
  const place = (row: number): number => {
    const known = placeOf.get(row);
    if (known !== undefined) return known;
    placeOf.set(row, rows.length);
    return rows.push(row) - 1;
  };
  const together: number[][] = [];
  const addGroups = (end: 'from' | 'to'): void => {
    for (const group of new Set(entry.changes.flatMap((change) => change[end]?.group ?? []))) {
      together.push(book.rowsOfGroup(group).map(place));
    }
  };
  for (const change of entry.changes) for (const row of change.rows) place(row);
  addGroups('from');
  book.append(entry);
  addGroups('to');
  // Many clusters are confirmed at once, each for itself; whatever else is done is done to clusters as a whole.
  if (entry.action !== 'confirm') together.push([...rows.keys()]);
  const sets = createDisjointSets(rows.length);
  for (const [first, ...others] of together) for (const other of others) sets.join(first!, other);

  const parts = new Map<number, { readonly subjects: number[]; readonly changes: PlacementChange[] }>();
  rows.forEach((row, at) => {
    const root = sets.find(at);
    const part = parts.get(root) ?? { subjects: [], changes: [] };
    part.subjects.push(row);
    parts.set(root, part);
  });
  for (const { rows: changed, from, to } of entry.changes) {
    const byRoot = new Map<number, number[]>();
    for (const row of changed) {
      const root = sets.find(placeOf.get(row)!);
      const own = byRoot.get(root);
      if (own) own.push(row);
      else byRoot.set(root, [row]);
    }
    for (const [root, own] of byRoot) parts.get(root)!.changes.push({ rows: own, from, to });
  }
  const choices = (entry.golden ?? []).map((change) => ({
    subjects: subjectsOfChoice(change),
    changes: [],
    golden: [change],
  }));
  return [...[...parts.values()].map((part) => ({ ...part, golden: [] })), ...choices];
}

/** One line of the history: an edit with what became of it. */
export interface EditLine extends EditFate {
  readonly entry: ClusterEntry;
  /** `seq` of the merge that brought it; null for entries written here. */
  readonly mergedIn: number | null;
}

/** Which lines of the history pass. */
export interface EditFilter {
  /** Edits that moved one of these rows, or picked one of their cells; null for all. */
  readonly rows: ReadonlySet<number> | null;
  /** Part of the name of a person, in any case; empty for all. */
  readonly by: string;
  readonly show: 'all' | 'in-force' | 'taken-back' | 'merged';
}

/** The whole history, newest first; what a merge brought follows it, newest first as well. O(as `editFates`). */
export function editLines(entries: readonly ClusterEntry[]): EditLine[] {
  const fates = editFates(entries);
  return entries
    .flatMap((entry, at): EditLine[] => [
      ...(entry.kind === 'merge' ? broughtBy(entry.theirs, entry.seq, fates[at]!.fate === 'undone') : []),
      { entry, ...fates[at]!, mergedIn: null },
    ])
    .reverse();
}

/** Their fates are told without the entries that were here already, which they may speak of: only whether they were undone. */
function broughtBy(theirs: readonly ClusterEntry[], mergedIn: number, isUndone: boolean): EditLine[] {
  const standing = new Set(standingEntries(theirs).map(({ seq }) => seq));
  return theirs.map((entry): EditLine => {
    const isNote = entry.kind === 'undo' || entry.kind === 'redo';
    const fate = isUndone ? 'undone' : isNote ? 'note' : standing.has(entry.seq) ? 'in-force' : 'undone';
    return { entry, fate, blockedBy: [], canRevert: false, mergedIn };
  });
}

/** The lines that pass, in the order they came. */
export function filterEdits(lines: readonly EditLine[], { rows, by, show }: EditFilter): EditLine[] {
  const name = by.trim().toLocaleLowerCase();
  return lines.filter(({ entry, fate, mergedIn }) => {
    if (rows !== null && !rowsOfEdit(entry).some((row) => rows.has(row))) return false;
    if (name !== '' && !entry.by?.toLocaleLowerCase().includes(name)) return false;
    if (show === 'in-force') return fate === 'in-force' || fate === 'partly';
    if (show === 'taken-back') return fate === 'undone' || fate === 'reverted' || fate === 'replaced';
    return show === 'all' || mergedIn !== null || entry.kind === 'merge';
  });
}

/** Rows that an entry moves or whose cells it picks, in the order of its changes. */
export function rowsOfEdit({ changes, golden = [] }: ClusterEntry): number[] {
  const picked = golden.flatMap((change) => (change.of === 'cell' ? [change.to ?? change.from] : []));
  return [...changes.flatMap(({ rows }) => rows), ...picked.flatMap((pick) => (pick ? [pick.row] : []))];
}
