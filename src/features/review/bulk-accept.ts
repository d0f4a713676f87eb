import type { DecisionBook } from '../../core/decisions/log';
import { acceptChanges, rightIsUnique, takenFrom } from '../../core/decisions/verdicts';
import type { CandidateSet, Cardinality, Decision } from '../../core/model/types';

export interface BulkPair {
  readonly left: number;
  readonly right: number;
  readonly score: number;
}

interface BulkInput {
  /** Left rows that are shown, in any order. */
  readonly rows: Uint32Array;
  readonly candidates: CandidateSet;
  readonly suggestedOf: Int32Array;
  readonly book: DecisionBook;
  readonly cardinality: Cardinality;
}

/**
 * The suggested pairs of pending rows that could be accepted together, lowest score first. A right row that may have one link only
 * is left alone where another left row holds it, and goes to the best of those that want it.
 */
export function bulkPairs({ rows, candidates, suggestedOf, book, cardinality }: BulkInput): readonly BulkPair[] {
  const pairs: BulkPair[] = [];
  for (const left of rows) {
    const right = suggestedOf[left] ?? -1;
    if (right < 0 || book.statusOf(left) !== 'pending' || takenFrom(book, left, right, cardinality).length > 0) continue;
    const score = scoreOf(candidates, left, right);
    if (score !== null) pairs.push({ left, right, score });
  }
  pairs.sort((a, b) => b.score - a.score || a.left - b.left);
  const claimed = new Set<number>();
  const kept = rightIsUnique(cardinality)
    ? pairs.filter(({ right }) => !claimed.has(right) && claimed.add(right).has(right))
    : pairs;
  return kept.toReversed();
}

/** The pairs of a list from `bulkPairs` with at least this score. O(log n) and the copy. */
export function pairsFrom(pairs: readonly BulkPair[], minScore: number): readonly BulkPair[] {
  const limit = Math.fround(minScore);
  let low = 0;
  let high = pairs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pairs[middle]!.score < limit) low = middle + 1;
    else high = middle;
  }
  return pairs.slice(low);
}

export function bulkChanges(book: DecisionBook, pairs: readonly BulkPair[], cardinality: Cardinality): Decision[] {
  return pairs.flatMap(({ left, right }) => acceptChanges(book, left, right, cardinality));
}

function scoreOf(candidates: CandidateSet, left: number, right: number): number | null {
  for (let i = candidates.offsets[left]!; i < candidates.offsets[left + 1]!; i++) {
    if (candidates.right[i] === right) return candidates.matchScore[i]!;
  }
  return null;
}
