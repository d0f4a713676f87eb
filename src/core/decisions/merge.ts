import { type Agreement, measureAgreement } from '../evaluation/agreement';
import type { Cardinality } from '../model/types';
import {
  DECIDED_STATUSES,
  type DecidedStatus,
  type DecisionBook,
  type Difference,
  entriesInForce,
  type LogEntry,
  type LoggedChange,
  type MergeEntry,
  openDecisionBook,
  remarking,
  type VerdictTable,
} from './log';
import { mergedRemarks, remarkKeyOf } from './remarks';
import { leftIsUnique, rightIsUnique } from './verdicts';

export interface MergePlan {
  /** What merging adds to the log; null where nothing of theirs is new. */
  readonly entry: MergeEntry | null;
  /** Over records that both decided, neither knowing of the other; every candidate is a category of its own, so are none, absent and unsure. */
  readonly agreement: Agreement;
  readonly table: VerdictTable;
  /** Records that come from them alone, and such as only I decided. */
  readonly onlyTheirs: number;
  readonly onlyMine: number;
}

export interface MergeInput {
  /** Their whole log, in order of `seq`. */
  readonly theirs: readonly LogEntry[];
  /** Their name; entries without one get it. */
  readonly reviewer: string;
  /** Of the project that is merged into. */
  readonly cardinality: Cardinality;
  readonly at: string;
}

/**
 * Merges the log of another reviewer of the same two tables. Both logs may have grown from a common beginning, and theirs may have been
 * merged before: an entry that is already here counts as known. Where only they decided a record since, their verdict is taken; where
 * only I did, mine stays; where both did and differ, or theirs would break the cardinality, mine stays until somebody resolves it (see
 * `openDifferences`). Nothing is lost: their entries are kept in the one that is added, and undo takes all of it back.
 *
 * Merging the same log twice changes nothing. O(entries + changes of both logs).
 */
export function planMerge(book: DecisionBook, input: MergeInput): MergePlan {
  const { reviewer, cardinality, at } = input;
  const theirBook = openDecisionBook(input.theirs);
  const here = identified(book.entries);
  const there = identified(input.theirs);
  const own = [...here].flatMap(([id, entry]) => (there.has(id) ? [] : [entry]));
  const touchedHere = rowsOf(own);
  const news = [...there].flatMap(([id, entry]) => (here.has(id) ? [] : [entry]));
  const touchedThere = rowsOf(news);

  const differing = new Set<number>();
  const taken = new Set<number>();
  for (const left of touchedThere) {
    if (!touchedHere.has(left)) {
      if (changesTo(book, theirBook, left).length > 0) taken.add(left);
    } else if (isBlank(book, left)) {
      if (!isBlank(theirBook, left)) taken.add(left);
    } else if (!isBlank(theirBook, left) && choiceOf(book, left) !== choiceOf(theirBook, left)) differing.add(left);
  }
  for (const left of evictUnsound(book, theirBook, taken, cardinality)) differing.add(left);

  const judged = [...touchedThere].filter((left) => touchedHere.has(left) && isDecided(book, left) && isDecided(theirBook, left));
  const agreement = measureAgreement(
    judged.map((left) => choiceOf(book, left)),
    judged.map((left) => choiceOf(theirBook, left)),
  );
  const table = tabulate(book, theirBook, judged);
  const changes = [...taken].sort(ascending).flatMap((left) => changesTo(book, theirBook, left));
  // What is given away comes before what is taken.
  changes.sort((a, b) => Number(a.verdict !== null) - Number(b.verdict !== null));
  const entry: MergeEntry = {
    kind: 'merge',
    seq: book.entries.length + 1,
    at,
    origin: 'merged',
    action: 'merge',
    reviewer,
    changes: signed(changes, reviewer),
    theirs: news.map((one) => ({ ...one, by: one.by ?? reviewer })),
    differs: [...differing]
      .sort(ascending)
      .map((left) => ({ left, theirs: signed(verdictsAsChanges(theirBook, left), reviewer) })),
    agreement,
    table,
    ...remarking(
      mergedRemarks(
        book.remarks,
        theirBook.remarks,
        news.flatMap(remarksOf),
        new Set(own.flatMap(remarksOf).map(remarkKeyOf)),
        reviewer,
      ),
    ),
  };
  return {
    entry: news.length > 0 ? entry : null,
    agreement,
    table,
    onlyTheirs: [...theirBook.decidedRows()].filter((left) => isDecided(theirBook, left) && !isDecided(book, left)).length,
    onlyMine: [...book.decidedRows()].filter((left) => isDecided(book, left) && !isDecided(theirBook, left)).length,
  };
}

/** What another reviewer decided about a record, which nobody has resolved. */
export interface OpenDifference extends Difference {
  readonly reviewer: string;
}

/**
 * Records on which a merged reviewer differs and nobody decided since, by left row. A record may have several, one a reviewer.
 * O(changes of the log).
 */
export function openDifferences(entries: readonly LogEntry[]): ReadonlyMap<number, readonly OpenDifference[]> {
  const open = new Map<number, OpenDifference[]>();
  const inForce = entriesInForce(entries);
  const reverted = new Set(inForce.flatMap((entry) => (entry.kind === 'revert' ? [entry.target] : [])));
  for (const entry of inForce) {
    if (entry.kind === 'merge') {
      const { reviewer } = entry;
      for (const left of rowsOf(flatten(entry.theirs))) {
        const rest = open.get(left)?.filter((other) => other.reviewer !== reviewer) ?? [];
        if (rest.length > 0) open.set(left, rest);
        else open.delete(left);
      }
      for (const { left, theirs } of entry.differs) open.set(left, [...(open.get(left) ?? []), { left, theirs, reviewer }]);
    } else if (entry.kind === 'decide' && !reverted.has(entry.seq)) {
      // A record that only lost its partner to another one has not been looked at.
      const isMeant = entry.action === 'resolve' || entry.action === 'clear';
      for (const { left, verdict } of entry.changes) if (isMeant || verdict !== null) open.delete(left);
    }
  }
  return open;
}

/** The entry that settles a record on which reviewers differ with what is decided here, said once more. */
export function planKeepMine(book: DecisionBook, left: number, at: string): LogEntry {
  const mine = verdictsAsChanges(book, left).map(({ right, verdict }) => ({ left, right, verdict }));
  const changes = mine.length > 0 ? mine : [{ left, right: null, verdict: null }];
  return { kind: 'decide', seq: book.entries.length + 1, at, action: 'resolve', changes };
}

/** The entry that settles it with what another reviewer decided; right rows are taken from records that held them, as accepting does. */
export function planTakeTheirs(book: DecisionBook, difference: Difference, at: string, cardinality: Cardinality): LogEntry {
  const { left } = difference;
  const wanted = openDecisionBook([{ kind: 'decide', seq: 1, at, action: 'resolve', changes: difference.theirs }]);
  const accepted = wanted.acceptedOf(left);
  const surplus = new Set(leftIsUnique(cardinality) ? accepted.slice(1) : []);
  const losses = (rightIsUnique(cardinality) ? accepted : []).flatMap((right) =>
    book.holdersOf(right).flatMap((holder) => (holder === left ? [] : [{ left: holder, right, verdict: null }])),
  );
  const own = changesTo(book, wanted, left)
    .filter(({ right }) => right === null || !surplus.has(right))
    .map(({ right, verdict }) => ({ left, right, verdict }));
  const changes: LoggedChange[] = [...losses, ...(own.length > 0 ? own : [{ left, right: null, verdict: null }])];
  return { kind: 'decide', seq: book.entries.length + 1, at, action: 'resolve', changes };
}

/** Every entry of a log by what makes it the same in two logs, merged ones included. What an undone merge brought is not there. */
function identified(entries: readonly LogEntry[]): Map<string, LogEntry> {
  const standing = new Set(entriesInForce(entries).map(({ seq }) => seq));
  const present = entries.filter((entry) => entry.kind !== 'merge' || standing.has(entry.seq));
  return new Map(flatten(present).map((entry) => [identityOf(entry), entry]));
}

/** Entries with those that merges brought. Merges, and what undoes them, only repeat these, so they are left out. */
function flatten(entries: readonly LogEntry[]): LogEntry[] {
  return entries.flatMap((entry) => (entry.kind === 'merge' ? flatten(entry.theirs) : entry.action === 'merge' ? [] : [entry]));
}

/** A name may have been added on the way, so it has no part in it. */
const identityOf = ({ seq, at, kind, changes, remarks = [] }: LogEntry): string =>
  JSON.stringify([
    seq,
    at,
    kind,
    changes.map(({ left, right, verdict }) => [left, right, verdict]),
    remarks.map((remark) => [remarkKeyOf(remark), 'note' in remark ? remark.note : remark.flag]),
  ]);

const remarksOf = ({ remarks = [] }: LogEntry) => remarks;
const isBlank = (book: DecisionBook, left: number): boolean => {
  const { record, pairs } = book.verdictsOf(left);
  return record === null && pairs.size === 0;
};
const isDecided = (book: DecisionBook, left: number): boolean => book.statusOf(left) !== 'pending';
const ascending = (a: number, b: number): number => a - b;

function rowsOf(entries: readonly LogEntry[]): Set<number> {
  const rows = new Set<number>();
  for (const { changes } of entries) for (const { left } of changes) rows.add(left);
  return rows;
}

/** What is decided about a record, as a name: equal names, equal choices. Rejected candidates of an accepted record do not count. */
function choiceOf(book: DecisionBook, left: number): string {
  const status = book.statusOf(left);
  return status === 'accepted' ? `accepted ${book.acceptedOf(left).join(' ')}` : status;
}

function verdictsAsChanges(book: DecisionBook, left: number): LoggedChange[] {
  const { record, pairs } = book.verdictsOf(left);
  const change = (right: number | null, verdict: LoggedChange['verdict']): LoggedChange => {
    const by = book.decidedBy(left, right);
    return { left, right, verdict, at: book.decidedAt(left, right)!, ...(by === null ? {} : { by }) };
  };
  const changes = [...pairs].sort(([a], [b]) => a - b).map(([right, verdict]) => change(right, verdict));
  return record === null ? changes : [...changes, change(null, record)];
}

/** Changes that turn what `book` says of a record into what `wanted` says of it. */
function changesTo(book: DecisionBook, wanted: DecisionBook, left: number): LoggedChange[] {
  const now = book.verdictsOf(left);
  const then = wanted.verdictsOf(left);
  const gone: LoggedChange[] = [...now.pairs.keys()]
    .filter((right) => !then.pairs.has(right))
    .map((right) => ({ left, right, verdict: null }));
  if (now.record !== null && then.record === null) gone.push({ left, right: null, verdict: null });
  const put = verdictsAsChanges(wanted, left).filter(
    ({ right, verdict }) => (right === null ? now.record : now.pairs.get(right)) !== verdict,
  );
  return [...gone, ...put];
}

const signed = (changes: readonly LoggedChange[], reviewer: string): LoggedChange[] =>
  changes.map((change) => (change.verdict === null || change.by !== undefined ? change : { ...change, by: reviewer }));

/** Takes records out of `taken` until what is left fits the cardinality; those that it took out. */
function evictUnsound(book: DecisionBook, theirs: DecisionBook, taken: Set<number>, cardinality: Cardinality): number[] {
  const evicted: number[] = [];
  const evict = (left: number): void => {
    taken.delete(left);
    evicted.push(left);
  };
  if (leftIsUnique(cardinality)) for (const left of [...taken]) if (theirs.acceptedOf(left).length > 1) evict(left);
  if (!rightIsUnique(cardinality)) return evicted;
  const rights = new Set([...taken].flatMap((left) => theirs.acceptedOf(left)));
  // A record that goes out holds again what it held before, so those that wanted it are looked at once more.
  for (const queue = [...rights]; queue.length > 0; ) {
    const right = queue.pop()!;
    const stay = book.holdersOf(right).filter((left) => !taken.has(left)).length;
    const come = theirs.holdersOf(right).filter((left) => taken.has(left));
    for (const left of come.slice(stay > 0 ? 0 : 1)) {
      evict(left);
      queue.push(...book.acceptedOf(left));
    }
  }
  return evicted;
}

const byStatus = <T>(of: () => T): Record<DecidedStatus, T> =>
  Object.fromEntries(DECIDED_STATUSES.map((status) => [status, of()])) as Record<DecidedStatus, T>;

/** How many records I decided in one way and they in another. */
export const countIn = ({ counts }: VerdictTable, mine: DecidedStatus, theirs: DecidedStatus): number =>
  counts[mine]?.[theirs] ?? 0;

function tabulate(mine: DecisionBook, theirs: DecisionBook, judged: readonly number[]): VerdictTable {
  const counts = byStatus(() => byStatus(() => 0));
  let other = 0;
  for (const left of judged) {
    const [a, b] = [mine.statusOf(left) as DecidedStatus, theirs.statusOf(left) as DecidedStatus];
    counts[a][b]++;
    if (a === 'accepted' && b === 'accepted' && choiceOf(mine, left) !== choiceOf(theirs, left)) other++;
  }
  return { counts, other };
}
