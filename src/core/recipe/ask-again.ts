import { type DecisionBook, entriesInForce } from '../decisions/log';
import type { CandidateSet, Decision } from '../model/types';

/**
 * Left rows without a counterpart by a decision that was carried over, to be asked again: among their candidates at or above the threshold is a
 * row that the other table did not have when they were decided. By left row. O(candidates of those rows + changes of the log).
 *
 * @param newRight rows of the right table that are new
 */
export function rowsToAskAgain(
  book: DecisionBook,
  candidates: CandidateSet,
  newRight: ArrayLike<number>,
  threshold: number,
): readonly Decision[] {
  if (newRight.length === 0) return [];
  const isNew = new Uint8Array(candidates.rightCount);
  for (let at = 0; at < newRight.length; at++) isNew[newRight[at]!] = 1;
  const carried = new Set<number>();
  for (const { action, changes } of entriesInForce(book.entries)) {
    for (const { left, right, verdict } of changes) {
      if (right !== null) continue;
      if (action === 'carry' && verdict !== null) carried.add(left);
      else carried.delete(left);
    }
  }
  const again: Decision[] = [];
  for (const left of [...carried].sort((a, b) => a - b)) {
    const { record, pairs } = book.verdictsOf(left);
    if (record !== 'non-match' && record !== 'absent') continue;
    for (let at = candidates.offsets[left]!; at < candidates.offsets[left + 1]!; at++) {
      const right = candidates.right[at]!;
      if (isNew[right] === 0 || pairs.has(right) || !(candidates.matchScore[at]! >= threshold)) continue;
      again.push({ left, right: null, verdict: null });
      break;
    }
  }
  return again;
}
