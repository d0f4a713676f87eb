import type { DecisionBook } from '../../../core/decisions/log';
import {
  absentChanges,
  acceptChanges,
  clearChanges,
  noneChanges,
  rightIsUnique,
  takenFrom,
  unsureChanges,
} from '../../../core/decisions/verdicts';
import type { CandidateSet, Cardinality, Decision } from '../../../core/model/types';
import { type QueueFacts, scoreOf } from '../queue/queue';

export const TOGETHER_KINDS = ['accept', 'none', 'absent', 'unsure', 'clear'] as const;
export type TogetherKind = (typeof TOGETHER_KINDS)[number];

export interface TogetherRow {
  readonly left: number;
  /** null where there is no candidate. */
  readonly right: number | null;
  /** NaN where there is no candidate. */
  readonly score: number;
}

export interface TogetherInput {
  /** Left rows that are shown, in any order. */
  readonly rows: Uint32Array;
  readonly candidates: CandidateSet;
  /** The right row that would be accepted for a left row; −1 for none. */
  readonly wantedOf: (left: number) => number;
  readonly book: DecisionBook;
  readonly cardinality: Cardinality;
}

/**
 * The wanted pairs of pending rows that could be accepted together, lowest score first; none that was refused. A right row that may have one link only
 * is left alone where another left row holds it, and goes to the best of those that want it.
 */
export function pairsToAccept({ rows, candidates, wantedOf, book, cardinality }: TogetherInput): readonly TogetherRow[] {
  const pairs: (TogetherRow & { readonly right: number })[] = [];
  for (const left of rows) {
    const right = wantedOf(left);
    if (right < 0 || book.statusOf(left) !== 'pending' || book.verdictsOf(left).pairs.has(right)) continue;
    if (takenFrom(book, left, right, cardinality).length > 0) continue;
    const score = scoreOf(candidates, left, right);
    if (!Number.isNaN(score)) pairs.push({ left, right, score });
  }
  pairs.sort((a, b) => b.score - a.score || a.left - b.left);
  const claimed = new Set<number>();
  const kept = rightIsUnique(cardinality)
    ? pairs.filter(({ right }) => !claimed.has(right) && claimed.add(right).has(right))
    : pairs;
  return kept.toReversed();
}

/**
 * Rows with a score from `low` to `high`, both included; those without a candidate are below every score.
 *
 * @param rows lowest score first
 */
export function rowsWithin(rows: readonly TogetherRow[], low: number, high: number): readonly TogetherRow[] {
  // Scores are float32: 0.9 as a limit must let 0.9 as a score pass.
  const [from, to] = [Math.fround(low), Math.fround(high)];
  return rows.filter(({ score }) => (Number.isNaN(score) ? low <= 0 : score >= from && score <= to));
}

/**
 * Rows that one decision would change, lowest score first, rows without a candidate before them; `right` is what would be accepted, or the
 * best candidate. Deciding takes pending rows, and rows that wait to be reopened are those with a verdict.
 */
export function rowsToDecide(kind: TogetherKind, facts: QueueFacts, input: TogetherInput): readonly TogetherRow[] {
  const { rows, candidates, book } = input;
  if (kind === 'accept') return pairsToAccept(input);
  const found: TogetherRow[] = [];
  for (const left of rows) {
    if (kind === 'clear' ? !hasVerdict(book, left) : book.statusOf(left) !== 'pending') continue;
    const best = facts.best[left]!;
    found.push({ left, right: best < 0 ? null : candidates.right[best]!, score: facts.score[left]! });
  }
  const value = ({ score }: TogetherRow): number => (Number.isNaN(score) ? -1 : score);
  return found.sort((a, b) => value(a) - value(b) || a.left - b.left);
}

/** Some of the rows by chance, in their order: for one seed always the same. O(rows) at worst. */
export function pickExamples(rows: readonly TogetherRow[], count: number, seed: number): readonly TogetherRow[] {
  let state = seed >>> 0;
  const places = new Set<number>();
  while (places.size < Math.min(count, rows.length)) {
    // Numerical Recipes' generator; its high bits are good enough to draw examples.
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    places.add(Math.floor((state / 2 ** 32) * rows.length));
  }
  return [...places].sort((a, b) => a - b).map((place) => rows[place]!);
}

/** The changes of one decision on many rows. */
export function changesTogether(
  kind: TogetherKind,
  rows: readonly TogetherRow[],
  book: DecisionBook,
  cardinality: Cardinality,
): Decision[] {
  if (kind !== 'accept') return rows.flatMap(({ left }) => CHANGES[kind](book, left));
  return rows.flatMap(({ left, right }) => (right === null ? [] : acceptChanges(book, left, right, cardinality)));
}

const CHANGES = { none: noneChanges, absent: absentChanges, unsure: unsureChanges, clear: clearChanges } as const;

const hasVerdict = (book: DecisionBook, left: number): boolean => {
  const { record, pairs } = book.verdictsOf(left);
  return record !== null || pairs.size > 0;
};
