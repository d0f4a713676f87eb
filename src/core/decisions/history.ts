import type { LogEntry } from './log';
import { type EntryFate, entryFates } from './revert';

/** One line of the history: an entry of the log, or one that another reviewer's log brought. */
export interface HistoryLine {
  readonly entry: LogEntry;
  readonly fate: EntryFate;
  /** `seq` of the merge that brought it; null for entries written here. */
  readonly mergedIn: number | null;
}

export interface HistoryFilter {
  /** Entries that speak of this left row; null for all. */
  readonly left: number | null;
  /** Part of the name of a person, in any case; empty for all. */
  readonly by: string;
  readonly show: 'all' | 'in-force' | 'taken-back' | 'merged';
}

/** The whole history, newest first; what a merge brought follows it, newest first as well. O(changes of the log). */
export function historyLines(entries: readonly LogEntry[]): HistoryLine[] {
  const fates = entryFates(entries);
  return entries
    .flatMap((entry, at): HistoryLine[] => [
      ...(entry.kind === 'merge' ? broughtBy(entry.theirs, entry.seq, fates[at] === 'undone') : []),
      { entry, fate: fates[at]!, mergedIn: null },
    ])
    .reverse();
}

function broughtBy(theirs: readonly LogEntry[], mergedIn: number, isUndone: boolean): HistoryLine[] {
  const fates = entryFates(theirs);
  return theirs.map((entry, at) => ({ entry, fate: isUndone ? 'undone' : fates[at]!, mergedIn }));
}

/**
 * The history of one left record, newest first: of each entry only what it did to that record. O(changes of the log), without
 * looking at what became of the rest.
 */
export function recordHistory(entries: readonly LogEntry[], left: number): HistoryLine[] {
  return historyLines(entries.flatMap((entry) => ofRecord(entry, left)));
}

/** The part of an entry that speaks of a record; none where it does not. */
function ofRecord(entry: LogEntry, left: number): LogEntry[] {
  const theirs = entry.kind === 'merge' ? entry.theirs.flatMap((one) => ofRecord(one, left)) : [];
  if (!speaksOf(entry, left) && theirs.length === 0) return [];
  const changes = entry.changes.filter((change) => change.left === left);
  const remarks = entry.remarks?.filter((remark) => remark.left === left);
  const own = remarks ? { ...entry, changes, remarks } : { ...entry, changes };
  return [own.kind === 'merge' ? { ...own, theirs } : own];
}

/** The lines that pass, in the order they came. */
export function filterHistory(lines: readonly HistoryLine[], { left, by, show }: HistoryFilter): HistoryLine[] {
  const name = by.trim().toLocaleLowerCase();
  return lines.filter(({ entry, fate, mergedIn }) => {
    if (left !== null && !speaksOf(entry, left)) return false;
    if (name !== '' && !entry.by?.toLocaleLowerCase().includes(name)) return false;
    if (show === 'in-force') return fate === 'in-force' || fate === 'partly';
    if (show === 'taken-back') return fate === 'undone' || fate === 'reverted' || fate === 'replaced';
    return show === 'all' || mergedIn !== null || entry.kind === 'merge';
  });
}

const speaksOf = ({ changes, remarks = [] }: LogEntry, left: number): boolean =>
  changes.some((change) => change.left === left) || remarks.some((remark) => remark.left === left);

/** What an entry is about: the record that was decided, its partner, and how many records changed with it. */
export interface EntrySubject {
  readonly left: number;
  readonly right: number | null;
  readonly rows: number;
}

/** The record that a person had before them when the entry was written; null for an entry that changes nothing. */
export function subjectOf({ changes, remarks = [] }: LogEntry): EntrySubject | null {
  const last = changes.at(-1) ?? remarks.at(-1);
  if (!last) return null;
  const rows = new Set([...changes, ...remarks].map(({ left }) => left)).size;
  return { left: last.left, right: 'right' in last ? last.right : null, rows };
}
