import type { Sealed } from '../audit/chain';
import type { Agreement } from '../evaluation/agreement';
import type { Decision, Verdict } from '../model/types';
import {
  datedRemark,
  effectiveRemarks,
  isEmpty,
  type LoggedRemark,
  openRemarkBook,
  type RecordRemark,
  type Remark,
  type RemarkBook,
  restoredRemarks,
} from './remarks';
import { createUndoHistory, standingEntries } from './undo-history';

/**
 * What the person did, for the history and the undo message. `…-shown` decides several records together; `resolve` settles a record on
 * which two reviewers differed.
 */
export type DecisionAction =
  | 'accept'
  | 'reject'
  | 'none'
  | 'absent'
  | 'unsure'
  | 'clear'
  | 'accept-shown'
  | 'none-shown'
  | 'absent-shown'
  | 'unsure-shown'
  | 'clear-shown'
  | 'note'
  | 'flag'
  | 'resolve'
  | 'carry'
  | 'ask-again'
  | 'merge';

/** A change with when and by whom it was decided, where that was not where the entry was written: merged or carried over. */
export interface LoggedChange extends Decision {
  readonly at?: string;
  readonly by?: string;
}

interface LogEntryBase extends Sealed {
  /** 1, 2, 3 … without gaps. */
  readonly seq: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Name of the person; absent where none was given. */
  readonly by?: string;
  /** `carried`: decided on an earlier version of the tables. `merged`: decided by another reviewer. Absent: decided here. */
  readonly origin?: 'carried' | 'merged';
  readonly action: DecisionAction;
  /** What this entry changed, in order; undoing an entry writes the opposite changes as a new entry. */
  readonly changes: readonly LoggedChange[];
  /** Notes and flags that it changed; absent where there are none. Undone and merged as changes are. */
  readonly remarks?: readonly LoggedRemark[];
}

/** What another reviewer decided about one left record, as the changes that lead there from nothing; empty where it is pending. */
export interface Difference {
  readonly left: number;
  readonly theirs: readonly LoggedChange[];
}

/** The log of another reviewer that was merged: what was new in it, and the records on which the two differ. */
export interface MergeEntry extends LogEntryBase {
  readonly kind: 'merge';
  readonly reviewer: string;
  /** Their entries that were not here yet, as they wrote them. */
  readonly theirs: readonly LogEntry[];
  /** By left row, ascending. */
  readonly differs: readonly Difference[];
  /** Over records that both decided, neither knowing of the other; every candidate is a category of its own, so are none, absent and unsure. */
  readonly agreement: Agreement;
  readonly table: VerdictTable;
}

export const DECIDED_STATUSES = ['accepted', 'none', 'absent', 'unsure'] as const;
export type DecidedStatus = (typeof DECIDED_STATUSES)[number];

/** The same records as counts: how this reviewer decided, then how the other one did. Absent is 0: earlier versions knew fewer statuses. */
export interface VerdictTable {
  readonly counts: Readonly<Partial<Record<DecidedStatus, Readonly<Partial<Record<DecidedStatus, number>>>>>>;
  /** Of those that both accepted: how many not with the same candidates. */
  readonly other: number;
}

/**
 * One line of the append-only log. `target` is the `seq` of the entry that is undone, done again, or taken back out of its turn
 * (`revert`).
 */
export type LogEntry =
  | (LogEntryBase & { readonly kind: 'decide' })
  | (LogEntryBase & { readonly kind: 'undo' | 'redo' | 'revert'; readonly target: number })
  | MergeEntry;

export type RecordVerdict = Exclude<Verdict, 'match'>;

/** What is decided about one left record. */
export interface RecordVerdicts {
  /** Speaks of the whole record: `non-match` is "none of these", `absent` "not in the other table", `possible` "unsure". */
  readonly record: RecordVerdict | null;
  /** Verdicts on single pairs: right row → verdict. */
  readonly pairs: ReadonlyMap<number, Verdict>;
}

export type RecordStatus = 'pending' | DecidedStatus;

/**
 * The log with everything that follows from it: verdicts by left record, who holds which right row, what can be undone.
 * Appending is O(changes); nothing is ever removed from `entries`.
 */
export interface DecisionBook {
  readonly entries: readonly LogEntry[];
  verdictsOf(left: number): RecordVerdicts;
  statusOf(left: number): RecordStatus;
  /** Right rows accepted for a left record, ascending. */
  acceptedOf(left: number): readonly number[];
  /** Left rows for which a right row is accepted, ascending. */
  holdersOf(right: number): readonly number[];
  /** When the verdict on a pair, or on the record (`right` null), was given; null where there is none. */
  decidedAt(left: number, right: number | null): string | null;
  /** Who gave it; null where there is none, or no name. */
  decidedBy(left: number, right: number | null): string | null;
  /** Left rows with any verdict. */
  decidedRows(): IterableIterator<number>;
  /** Note and flag of a left record. */
  remarkOf(left: number): RecordRemark;
  /** All notes and flags. */
  readonly remarks: RemarkBook;
  /** True once the log of another reviewer was merged, even where that was undone. */
  readonly hasMerges: boolean;
  /** The entry that `undo` would take back, or null. */
  undoable(): LogEntry | null;
  redoable(): LogEntry | null;
  /** Adds an entry made by `planDecision`, `planUndo` or `planRedo`, or read back from storage (in order of `seq`). */
  append(entry: LogEntry): void;
}

const NOTHING: RecordVerdicts = { record: null, pairs: new Map() };

interface MutableVerdicts {
  record: RecordVerdict | null;
  pairs: Map<number, Verdict>;
}

/** An empty book, or one replayed from stored entries. */
export function openDecisionBook(stored: readonly LogEntry[] = []): DecisionBook {
  const entries: LogEntry[] = [];
  const rows = new Map<number, MutableVerdicts>();
  const holders = new Map<number, Set<number>>();
  const origins = new Map<string, { readonly at: string; readonly by: string | null }>();
  const history = createUndoHistory<LogEntry>();
  const remarks = openRemarkBook();
  let merges = 0;

  const rowFor = (left: number): MutableVerdicts => {
    const row = rows.get(left) ?? { record: null, pairs: new Map() };
    rows.set(left, row);
    return row;
  };

  const apply = (change: LoggedChange, entry: LogEntry): void => {
    const row = rowFor(change.left);
    if (change.right === null) row.record = change.verdict === 'match' ? null : change.verdict;
    else if (change.verdict === null) row.pairs.delete(change.right);
    else row.pairs.set(change.right, change.verdict);
    if (change.verdict === null) origins.delete(keyOf(change));
    else origins.set(keyOf(change), { at: change.at ?? entry.at, by: change.by ?? entry.by ?? null });
    if (change.right !== null) setHolder(change.right, change.left, change.verdict === 'match');
    if (row.record === null && row.pairs.size === 0) rows.delete(change.left);
  };

  const setHolder = (right: number, left: number, holds: boolean): void => {
    const set = holders.get(right) ?? new Set<number>();
    if (holds) set.add(left);
    else set.delete(left);
    if (set.size > 0) holders.set(right, set);
    else holders.delete(right);
  };

  const book: DecisionBook = {
    entries,
    verdictsOf: (left) => rows.get(left) ?? NOTHING,
    statusOf: (left) => statusFrom(rows.get(left) ?? NOTHING),
    acceptedOf: (left) => acceptedFrom(rows.get(left) ?? NOTHING),
    holdersOf: (right) => [...(holders.get(right) ?? [])].sort((a, b) => a - b),
    decidedAt: (left, right) => origins.get(keyOf({ left, right }))?.at ?? null,
    decidedBy: (left, right) => origins.get(keyOf({ left, right }))?.by ?? null,
    decidedRows: () => rows.keys(),
    remarkOf: remarks.of,
    remarks,
    get hasMerges() {
      return merges > 0;
    },
    undoable: history.undoable,
    redoable: history.redoable,
    append: (entry) => {
      entries.push(entry);
      if (entry.kind === 'merge') merges++;
      for (const change of entry.changes) apply(change, entry);
      remarks.apply(entry);
      history.follow(entry);
    },
  };
  for (const entry of stored) book.append(entry);
  return book;
}

function acceptedFrom(verdicts: RecordVerdicts): number[] {
  const accepted: number[] = [];
  for (const [right, verdict] of verdicts.pairs) if (verdict === 'match') accepted.push(right);
  return accepted.sort((a, b) => a - b);
}

const STATUS_OF: Readonly<Record<RecordVerdict, DecidedStatus>> = { 'non-match': 'none', absent: 'absent', possible: 'unsure' };

function statusFrom(verdicts: RecordVerdicts): RecordStatus {
  if (acceptedFrom(verdicts).length > 0) return 'accepted';
  return verdicts.record === null ? 'pending' : STATUS_OF[verdicts.record];
}

/** The next entry for these changes and remarks; those that would change nothing are left out, and null means nothing is left. */
export function planDecision(
  book: DecisionBook,
  action: DecisionAction,
  changes: readonly Decision[],
  at: string,
  remarks: readonly Remark[] = [],
): LogEntry | null {
  const effective = changes.filter((change) => verdictBefore(book, change) !== change.verdict);
  const remarked = effectiveRemarks(book.remarks, remarks);
  if (effective.length === 0 && remarked.length === 0) return null;
  return { kind: 'decide', seq: book.entries.length + 1, at, action, changes: effective, ...remarking(remarked) };
}

/** The entry that takes back the last one still in force, or null. Its changes put back what each pair had before. */
export function planUndo(book: DecisionBook, at: string): LogEntry | null {
  const target = book.undoable();
  if (!target) return null;
  return {
    kind: 'undo',
    seq: book.entries.length + 1,
    at,
    target: target.seq,
    action: target.action,
    changes: inverseOf(book, target),
    ...remarking(restoredRemarks(target.remarks ? entriesInForce(book.entries, target.seq) : [], target.remarks ?? [])),
  };
}

/** The entry that does again what was last undone, or null when something else was decided since. */
export function planRedo(book: DecisionBook, at: string): LogEntry | null {
  const target = book.redoable();
  if (!target) return null;
  const changes = target.changes.map((change) => (change.verdict === null ? change : dated(change, target)));
  const remarks = (target.remarks ?? []).map((remark) => (isEmpty(remark) ? remark : datedRemark(remark, target)));
  return {
    kind: 'redo',
    seq: book.entries.length + 1,
    at,
    target: target.seq,
    action: target.action,
    changes,
    ...remarking(remarks),
  };
}

/** Remarks as a member of an entry, which has none where there are none. */
export const remarking = (remarks: readonly LoggedRemark[]): { readonly remarks?: readonly LoggedRemark[] } =>
  remarks.length > 0 ? { remarks } : {};

function verdictBefore(book: DecisionBook, change: Decision): Verdict | null {
  const verdicts = book.verdictsOf(change.left);
  return change.right === null ? verdicts.record : (verdicts.pairs.get(change.right) ?? null);
}

function inverseOf(book: DecisionBook, target: LogEntry): LoggedChange[] {
  const before = verdictsOfKeys(entriesInForce(book.entries, target.seq), new Set(target.changes.map(keyOf)));
  return [...new Map(target.changes.map((change) => [keyOf(change), change])).values()]
    .map(({ left, right }) => before.get(keyOf({ left, right })) ?? { left, right, verdict: null })
    .reverse();
}

/** What entries make of some pairs and records, with when and by whom; those without a verdict are left out. O(changes). */
export function verdictsOfKeys(entries: readonly LogEntry[], wanted: ReadonlySet<string>): Map<string, LoggedChange> {
  const found = new Map<string, LoggedChange>();
  for (const entry of entries) {
    for (const change of entry.changes) {
      const key = keyOf(change);
      if (!wanted.has(key)) continue;
      if (change.verdict === null) found.delete(key);
      else found.set(key, dated(change, entry));
    }
  }
  return found;
}

/** A change with its own time and author. */
export function dated({ left, right, verdict, ...own }: LoggedChange, entry: LogEntry): LoggedChange {
  const at = own.at ?? entry.at;
  const by = own.by ?? entry.by;
  return by === undefined ? { left, right, verdict, at } : { left, right, verdict, at, by };
}

/** Entries before `seq` whose effect still stands: undone ones are left out, and so are the undoings themselves. */
export const entriesInForce = (entries: readonly LogEntry[], seq?: number): LogEntry[] => standingEntries(entries, seq);

/** Names the pair, or the record, that a change speaks of. */
export const keyOf = (change: Pick<Decision, 'left' | 'right'>): string => `${change.left}:${change.right ?? ''}`;
