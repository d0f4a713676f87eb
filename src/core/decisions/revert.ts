import type { Cardinality } from '../model/types';
import {
  type DecisionBook,
  entriesInForce,
  keyOf,
  type LogEntry,
  type LoggedChange,
  openDecisionBook,
  remarking,
  verdictsOfKeys,
} from './log';
import { effectiveRemarks, remarkKeyOf, restoredRemarks } from './remarks';
import { leftIsUnique, rightIsUnique } from './verdicts';

/**
 * What became of an entry. `undone` and `reverted`: taken back; `replaced`: later entries decided all of it anew; `partly`: some of it;
 * `note`: an undo or redo, which only speaks of others.
 */
export type EntryFate = 'in-force' | 'partly' | 'replaced' | 'undone' | 'reverted' | 'note';

/** The fate of every entry, in their order. O(changes of the log). */
export function entryFates(entries: readonly LogEntry[]): EntryFate[] {
  const inForce = entriesInForce(entries);
  const standing = new Set(inForce.map(({ seq }) => seq));
  const reverted = new Set(inForce.flatMap((entry) => (entry.kind === 'revert' ? [entry.target] : [])));
  const last = lastToDecide(inForce);
  return entries.map((entry) => {
    if (entry.kind === 'undo' || entry.kind === 'redo') return 'note';
    if (!standing.has(entry.seq)) return 'undone';
    if (reverted.has(entry.seq)) return 'reverted';
    const keys = keysOf(entry);
    const kept = keys.filter((key) => last.get(key) === entry.seq).length;
    if (kept === 0 && keys.length > 0) return 'replaced';
    return kept === keys.length ? 'in-force' : 'partly';
  });
}

/**
 * The entry that takes back one earlier entry without those that came after it: where a later entry has decided the same pair or
 * record, that one stays. An earlier verdict does not come back where it would break the cardinality or contradict what was decided
 * since; its record is then pending. Null where nothing of the entry is in force, and for a merge, which undo takes back as a whole.
 *
 * O(changes of the log).
 */
export function planRevert(book: DecisionBook, seq: number, at: string, cardinality: Cardinality): LogEntry | null {
  const target = book.entries[seq - 1];
  if (!target || (target.kind !== 'decide' && target.kind !== 'revert')) return null;
  const inForce = entriesInForce(book.entries);
  const last = lastToDecide(inForce);
  const own = target.changes.filter((change) => last.get(keyOf(change)) === seq);
  const earlier = inForce.filter((entry) => entry.seq < seq);
  const before = verdictsOfKeys(earlier, new Set(own.map(keyOf)));
  const wanted = own.map(({ left, right }) => before.get(keyOf({ left, right })) ?? { left, right, verdict: null }).reverse();
  const changes = keepSound(book, wanted, cardinality);
  const ownRemarks = (target.remarks ?? []).filter((remark) => last.get(remarkKeyOf(remark)) === seq);
  const remarks = effectiveRemarks(book.remarks, restoredRemarks(earlier, ownRemarks));
  if (changes.length === 0 && remarks.length === 0) return null;
  return {
    kind: 'revert',
    seq: book.entries.length + 1,
    at,
    target: seq,
    action: target.action,
    changes,
    ...remarking(remarks),
  };
}

/** What an entry decides and remarks on. */
const keysOf = ({ changes, remarks = [] }: LogEntry): string[] => [...changes.map(keyOf), ...remarks.map(remarkKeyOf)];

/** For each pair, record, note and flag the `seq` of the entry that decided it last. */
function lastToDecide(entries: readonly LogEntry[]): Map<string, number> {
  const last = new Map<string, number>();
  for (const entry of entries) for (const key of keysOf(entry)) last.set(key, entry.seq);
  return last;
}

/** Changes that take something back, then those of the others that still fit. Changes that change nothing are left out. */
function keepSound(book: DecisionBook, wanted: readonly LoggedChange[], cardinality: Cardinality): LoggedChange[] {
  const released = new Set<string>();
  const changes: LoggedChange[] = [];
  const current = ({ left, right }: LoggedChange) => {
    const verdicts = book.verdictsOf(left);
    return right === null ? verdicts.record : (verdicts.pairs.get(right) ?? null);
  };
  // A verdict that does not come back leaves nothing in its place: what stands there now goes in any case.
  for (const { left, right } of wanted) {
    released.add(keyOf({ left, right }));
    if (current({ left, right, verdict: null }) !== null) changes.push({ left, right, verdict: null });
  }
  const restored = openDecisionBook();
  const stays = (left: number, right: number | null): boolean => !released.has(keyOf({ left, right }));
  const isHeld = (right: number): boolean =>
    restored.holdersOf(right).length > 0 || book.holdersOf(right).some((left) => stays(left, right));
  const hasMatch = (left: number): boolean =>
    restored.acceptedOf(left).length > 0 || book.acceptedOf(left).some((right) => stays(left, right));
  const isMarked = (left: number): boolean =>
    restored.verdictsOf(left).record !== null || (book.verdictsOf(left).record !== null && stays(left, null));
  const kept: LoggedChange[] = [];
  for (const change of wanted) {
    if (change.verdict === null) continue;
    const { left, right, verdict } = change;
    const fits =
      right === null
        ? !hasMatch(left)
        : verdict !== 'match' ||
          (!isMarked(left) && !(leftIsUnique(cardinality) && hasMatch(left)) && !(rightIsUnique(cardinality) && isHeld(right)));
    if (!fits) continue;
    kept.push(change);
    restored.append({ kind: 'decide', seq: kept.length, at: '', action: 'accept', changes: [change] });
  }
  const put = new Set(kept.map(keyOf));
  return [...changes.filter((change) => !put.has(keyOf(change))), ...kept.filter((change) => current(change) !== change.verdict)];
}
