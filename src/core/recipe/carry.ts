import type { DecisionBook, LoggedChange } from '../decisions/log';
import { leftIsUnique, rightIsUnique } from '../decisions/verdicts';
import type { Cardinality, Sides, Verdict } from '../model/types';
import type { KeyedDecision, RowName } from './recipe';

/** A verdict in force, with when and by whom it was given. */
export interface StandingVerdict {
  readonly left: number;
  readonly right: number | null;
  readonly verdict: Verdict;
  readonly at: string;
  readonly by?: string;
}

/** What is decided, by left row. O(decisions). */
export function standingVerdicts(book: DecisionBook): readonly StandingVerdict[] {
  const list: StandingVerdict[] = [];
  const add = (left: number, right: number | null, verdict: Verdict): void => {
    const at = book.decidedAt(left, right) ?? '';
    const by = book.decidedBy(left, right);
    list.push(by === null ? { left, right, verdict, at } : { left, right, verdict, at, by });
  };
  for (const left of [...book.decidedRows()].sort((a, b) => a - b)) {
    const { record, pairs } = book.verdictsOf(left);
    if (record !== null) add(left, null, record);
    for (const [right, verdict] of pairs) add(left, right, verdict);
  }
  return list;
}

/** Verdicts by the names of their rows. */
export const keyVerdicts = (verdicts: readonly StandingVerdict[], names: Sides<readonly RowName[]>): readonly KeyedDecision[] =>
  verdicts.map(({ left, right, ...rest }) => ({
    left: names.left[left]!,
    right: right === null ? null : names.right[right]!,
    ...rest,
  }));

export interface Carried {
  /** By left row, then right row; every one with its own time and author. */
  readonly changes: readonly LoggedChange[];
  /** Decisions of the list that found their rows. */
  readonly carried: number;
  /** Decisions with a row that is gone or was changed. */
  readonly lost: number;
  /** Decisions on rows that are there several times, so that it cannot be told which one was meant. */
  readonly ambiguous: number;
}

/**
 * Decisions for the rows of other tables that have the same names, whatever their order. Where rows with equal cells are as many as
 * before, decisions go by their order; such rows cannot be told apart by what was compared. Where there are more or fewer, a decision is carried
 * over only if it was the same for all of them, and only if the cardinality allows it for all of them now. O(decisions + rows).
 */
export function carryDecisions(
  decisions: readonly KeyedDecision[],
  names: Sides<readonly RowName[]>,
  cardinality: Cardinality,
): Carried {
  const rows = { left: rowsByHash(names.left), right: rowsByHash(names.right) };
  const changes: LoggedChange[] = [];
  let lost = 0;
  let ambiguous = 0;
  for (const group of groupsOf(decisions)) {
    const { left, right } = group[0]!;
    const lefts = rows.left.get(left.hash) ?? [];
    const rights = right === null ? [null] : (rows.right.get(right.hash) ?? []);
    if (lefts.length === 0 || rights.length === 0) {
      lost += group.length;
      continue;
    }
    if (lefts.length === left.of && (right === null || rights.length === right.of)) {
      for (const decision of group) {
        changes.push(
          changeOf(decision, lefts[decision.left.place]!, decision.right === null ? null : rights[decision.right.place]!),
        );
      }
      continue;
    }
    const [first] = group;
    const isSame = group.length === left.of * (right?.of ?? 1) && group.every(({ verdict }) => verdict === first!.verdict);
    const isAllowed =
      first!.verdict !== 'match' ||
      right === null ||
      ((!leftIsUnique(cardinality) || rights.length === 1) && (!rightIsUnique(cardinality) || lefts.length === 1));
    if (!isSame || !isAllowed) {
      ambiguous += group.length;
      continue;
    }
    for (const row of lefts) for (const partner of rights) changes.push(changeOf(first!, row, partner));
  }
  changes.sort((a, b) => a.left - b.left || (a.right ?? -1) - (b.right ?? -1));
  return { changes, carried: decisions.length - lost - ambiguous, lost, ambiguous };
}

function changeOf({ verdict, at, by }: KeyedDecision, left: number, right: number | null): LoggedChange {
  return by === undefined ? { left, right, verdict, at } : { left, right, verdict, at, by };
}

/** Decisions on rows with the same cells on both sides. */
function groupsOf(decisions: readonly KeyedDecision[]): Iterable<readonly KeyedDecision[]> {
  const groups = new Map<string, KeyedDecision[]>();
  for (const decision of decisions) {
    const key = `${decision.left.hash} ${decision.right?.hash ?? ''}`;
    const group = groups.get(key);
    if (group) group.push(decision);
    else groups.set(key, [decision]);
  }
  return groups.values();
}

function rowsByHash(names: readonly RowName[]): ReadonlyMap<string, readonly number[]> {
  const rows = new Map<string, number[]>();
  names.forEach(({ hash }, row) => {
    const same = rows.get(hash);
    if (same) same.push(row);
    else rows.set(hash, [row]);
  });
  return rows;
}
