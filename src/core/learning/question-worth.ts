import type { DecisionBook } from '../decisions/log';
import { leftIsUnique, rightIsUnique } from '../decisions/verdicts';
import type { CandidateSet, Cardinality, Link } from '../model/types';

/**
 * What an answer about each left record is expected to put right: the chance that its suggested links are wrong, and that a candidate
 * which is not suggested is a match. Scores are taken for probabilities. A candidate that was rejected, or whose right record is held by
 * another where it may be linked once, has no chance. 0 for records that are decided or have no candidates.
 *
 * @param links those suggested for these candidates, by left row
 * O(pairs).
 */
export function questionWorth(
  candidates: CandidateSet,
  links: readonly Link[],
  book: DecisionBook,
  cardinality: Cardinality,
): Float32Array {
  const { offsets, right, matchScore, leftCount } = candidates;
  const worth = new Float32Array(leftCount);
  const isOnce = rightIsUnique(cardinality);
  const isOne = leftIsUnique(cardinality);
  let link = 0;
  for (let left = 0; left < leftCount; left++) {
    const linked: number[] = [];
    for (; link < links.length && links[link]!.left <= left; link++)
      if (links[link]!.left === left) linked.push(links[link]!.right);
    if (book.statusOf(left) !== 'pending') continue;
    const { pairs } = book.verdictsOf(left);
    let wrong = 0;
    let missed = 0;
    for (let at = offsets[left]!; at < offsets[left + 1]!; at++) {
      const record = right[at]!;
      const chance = matchScore[at]!;
      const isLinked = linked.includes(record);
      const isTaken = pairs.get(record) === 'non-match' || (isOnce && book.holdersOf(record).length > 0);
      if (isTaken || !(chance > 0)) continue;
      if (isLinked) wrong += 1 - chance;
      else missed += chance;
    }
    // One partner: what is linked rightly leaves nothing to be missed, and no more than one can be.
    worth[left] = isOne ? wrong + Math.min(1, missed) * (linked.length > 0 ? wrong : 1) : wrong + missed;
  }
  return worth;
}
