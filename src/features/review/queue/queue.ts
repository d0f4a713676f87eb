import type { DecisionBook } from '../../../core/decisions/log';
import type { CandidateSet } from '../../../core/model/types';
import type { ReviewState } from '../../../session/contract';
import { type ReviewView, STATUS_CODES } from './review-view';

/** What the queue shows and sorts by, one element a left row. */
export interface QueueFacts {
  /** Index into the candidate columns of the suggested candidate, else of the first; −1 without candidates. */
  readonly best: Int32Array;
  /** Match score of `best`, NaN without candidates. */
  readonly score: Float32Array;
  /** Score of `best` less the best of its competitors (negative where cardinality passed that one over); NaN without competitors. */
  readonly gap: Float32Array;
}

/** O(pairs). */
export function queueFacts(candidates: CandidateSet, suggestedOf: Int32Array): QueueFacts {
  const { leftCount, offsets, right, matchScore } = candidates;
  const best = new Int32Array(leftCount).fill(-1);
  const score = new Float32Array(leftCount).fill(Number.NaN);
  const gap = new Float32Array(leftCount).fill(Number.NaN);
  for (let left = 0; left < leftCount; left++) {
    const from = offsets[left]!;
    const to = offsets[left + 1]!;
    if (from === to) continue;
    let chosen = from;
    for (let i = from; i < to; i++) if (right[i] === suggestedOf[left]) chosen = i;
    const rival = chosen === from ? from + 1 : from;
    best[left] = chosen;
    score[left] = matchScore[chosen]!;
    if (rival < to) gap[left] = matchScore[chosen]! - matchScore[rival]!;
  }
  return { best, score, gap };
}

/** Nothing to sort or propose by, as in blind mode. */
export const noFacts = (leftCount: number): QueueFacts => ({
  best: new Int32Array(leftCount).fill(-1),
  score: new Float32Array(leftCount).fill(Number.NaN),
  gap: new Float32Array(leftCount).fill(Number.NaN),
});

/** Match score of a pair; NaN where it is none of the candidates. */
export function scoreOf({ offsets, right: rights, matchScore }: CandidateSet, left: number, right: number): number {
  for (let at = offsets[left]!; at < offsets[left + 1]!; at++) if (rights[at] === right) return matchScore[at]!;
  return Number.NaN;
}

/**
 * The right row that is proposed for a record: the suggested candidate, or the first one that nobody rejected where that was; null
 * where there is none.
 */
export function proposedOf(review: Pick<ReviewState, 'candidates' | 'book'>, facts: QueueFacts, left: number): number | null {
  const { candidates, book } = review;
  const best = facts.best[left] ?? -1;
  if (best < 0) return null;
  const { pairs } = book.verdictsOf(left);
  const isOpen = (at: number): boolean => pairs.get(candidates.right[at]!) !== 'non-match';
  if (pairs.size === 0 || isOpen(best)) return candidates.right[best]!;
  for (let at = candidates.offsets[left]!; at < candidates.offsets[left + 1]!; at++) {
    if (isOpen(at)) return candidates.right[at]!;
  }
  return candidates.right[best]!;
}

/** Status of every left row as an index into `STATUS_CODES`. O(rows decided), apart from the allocation. */
export function statusCodes(book: DecisionBook, leftCount: number): Uint8Array {
  const codes = new Uint8Array(leftCount);
  for (const left of book.decidedRows()) if (left < leftCount) codes[left] = STATUS_CODES.indexOf(book.statusOf(left));
  return codes;
}

/** The same after entries that came since the log had `version` of them. O(their changes), apart from the copy. */
export function statusesAfter(codes: Uint8Array, book: DecisionBook, version: number): Uint8Array {
  const next = codes.slice();
  for (const { changes } of book.entries.slice(version)) {
    for (const { left } of changes) if (left < next.length) next[left] = STATUS_CODES.indexOf(book.statusOf(left));
  }
  return next;
}

/** All left rows in the wanted order; ties and rows without a value (last) keep the order of the table. O(n log n). */
export function sortedRows(facts: QueueFacts, sort: ReviewView['sort']): Uint32Array {
  const rows = Uint32Array.from(facts.score.keys());
  if (sort === 'row' || sort === 'said-desc') return rows;
  const values = sort.startsWith('score') ? facts.score : facts.gap;
  const sign = sort.endsWith('desc') ? -1 : 1;
  return rows.sort((a, b) => {
    const x = values[a]!;
    const y = values[b]!;
    if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || a - b;
    return sign * (x - y) || a - b;
  });
}

/**
 * All left rows by what a language model said of their candidates, matches it is surest of first; ties and rows that it did not look at
 * (last) keep the order of the table. O(n log n).
 */
export function rowsBySaid(leftCount: number, said: ReadonlyMap<number, number>): Uint32Array {
  const rows = Uint32Array.from({ length: leftCount }, (_, row) => row);
  const value = (row: number): number => said.get(row) ?? -2;
  return rows.sort((a, b) => value(b) - value(a) || a - b);
}

/** All left rows, those first about which an answer helps most; ties keep the order of the table. O(n log n). */
export const rowsByWorth = (worth: Float32Array): Uint32Array =>
  Uint32Array.from(worth.keys()).sort((a, b) => worth[b]! - worth[a]! || a - b);

export interface RowFilter {
  readonly limits: Pick<ReviewView, 'status' | 'minScore' | 'maxScore'>;
  readonly statuses: Uint8Array;
  readonly scores: Float32Array;
  /** For each left row whether it lost its best candidate to another one: 0 or more; −1 where it did not. */
  readonly conflictOf: Int32Array;
  /** Whether a left row has a note or a flag. */
  readonly isRemarked: (left: number) => boolean;
  /** Left rows on which reviewers differ. */
  readonly differs: { has(left: number): boolean };
  /** 1 for each row of this person's part; null for all. */
  readonly isMine: Uint8Array | null;
  /** Whether a row holds the searched text; null while nothing is searched. */
  readonly holdsSearch: ((left: number) => boolean) | null;
}

/** The rows that pass, in the order they came. Rows without candidates pass only while both score limits are off. O(n). */
export function filterRows(sorted: Uint32Array, filter: RowFilter): Uint32Array {
  const { limits, statuses, scores, conflictOf, isRemarked, differs, isMine, holdsSearch } = filter;
  const { status } = limits;
  const wanted = (STATUS_CODES as readonly string[]).indexOf(status);
  const limited = limits.minScore > 0 || limits.maxScore < 1;
  // Scores are float32: 0.9 as a limit must let 0.9 as a score pass.
  const low = Math.fround(limits.minScore);
  const high = Math.fround(limits.maxScore);
  return sorted.filter((left) => {
    if (isMine !== null && isMine[left] !== 1) return false;
    if (wanted >= 0 && statuses[left] !== wanted) return false;
    if (status === 'flagged' && !isRemarked(left)) return false;
    if (status === 'conflict' && conflictOf[left]! < 0) return false;
    if (status === 'differs' && !differs.has(left)) return false;
    if (limited && !(scores[left]! >= low && scores[left]! <= high)) return false;
    return holdsSearch === null || holdsSearch(left);
  });
}

/** The row to show after one at `index` of `order` was decided: the next, else the first pending one, else the same. */
export function rowAfter(order: Uint32Array, index: number, row: number, statuses: Uint8Array): number {
  const next = order[index + 1];
  if (next !== undefined) return next;
  return order.find((other) => other !== row && statuses[other] === 0) ?? row;
}
