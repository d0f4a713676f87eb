import type { DecisionBook } from '../../decisions/log';
import type { CandidateSet } from '../../model/types';
import { ANSWERS, type Answer } from './estimate-from-sample';

/**
 * What the decisions say of each left record, as `estimateFromSample` takes it: places in `ANSWERS`. Pending and unsure records are
 * not answered; a record whose top candidate was rejected, and nothing else said, is not either: another may be right.
 *
 * @param top right row of the top candidate of each left record, −1 for none
 */
export function answersOf(book: DecisionBook, candidates: CandidateSet, top: Int32Array): Uint8Array {
  const answers = new Uint8Array(candidates.leftCount);
  for (const left of book.decidedRows()) {
    if (left >= answers.length) continue;
    const answer = answerOf(book, candidates, left, top[left]!);
    answers[left] = ANSWERS.indexOf(answer);
  }
  return answers;
}

function answerOf(book: DecisionBook, { offsets, right }: CandidateSet, left: number, top: number): Answer | null {
  const accepted = book.acceptedOf(left);
  if (accepted.includes(top)) return 'top';
  if (accepted.length > 0) return 'other';
  const { record, pairs } = book.verdictsOf(left);
  if (record === 'non-match' || record === 'absent') return 'none';
  if (record !== null) return null;
  for (let at = offsets[left]!; at < offsets[left + 1]!; at++) if (pairs.get(right[at]!) !== 'non-match') return null;
  return 'none';
}
