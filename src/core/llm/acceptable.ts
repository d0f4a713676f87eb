import type { DecisionBook } from '../decisions/log';
import type { Remark } from '../decisions/remarks';
import { leftIsUnique, rightIsUnique, takenFrom } from '../decisions/verdicts';
import type { Cardinality } from '../model/types';
import type { Judgement } from './task';

export interface AcceptablePair {
  readonly left: number;
  readonly right: number;
  readonly confidence: number;
}

/**
 * Pairs that a person could accept together: of rows without a decision, those that the model takes for matches with at least this
 * confidence, most confident first. Where a row may have one link, only the most confident one, and none where two are equal; a right
 * row that may have one link goes to the most confident row, and none is taken from a row that holds it. Refused pairs stay refused.
 */
export function acceptablePairs(
  judgements: ReadonlyMap<number, ReadonlyMap<number, Judgement>>,
  minimumConfidence: number,
  book: DecisionBook,
  cardinality: Cardinality,
): readonly AcceptablePair[] {
  const pairs: AcceptablePair[] = [];
  for (const [left, of] of judgements) {
    if (book.statusOf(left) !== 'pending') continue;
    const { pairs: verdicts } = book.verdictsOf(left);
    const open = [...of]
      .filter(([right, { isMatch, confidence }]) => isMatch && confidence >= minimumConfidence && !verdicts.has(right))
      .map(([right, { confidence }]) => ({ left, right, confidence }))
      .sort(byConfidence);
    const [first, second] = open;
    if (!leftIsUnique(cardinality)) pairs.push(...open);
    else if (first && first.confidence !== second?.confidence) pairs.push(first);
  }
  const claimed = new Set<number>();
  return pairs.sort(byConfidence).filter(({ left, right }) => {
    if (takenFrom(book, left, right, cardinality).length > 0) return false;
    if (!rightIsUnique(cardinality)) return true;
    if (claimed.has(right)) return false;
    claimed.add(right);
    return true;
  });
}

/**
 * A note for each row that is accepted together, below one that is there: which model took its pair for a match, and how sure it was.
 * It goes where notes go: into the log, exports and reports. Of several pairs of a row the most confident one is named.
 */
export function acceptedRemarks(pairs: readonly AcceptablePair[], model: string, book: DecisionBook): readonly Remark[] {
  const most = new Map<number, number>();
  for (const { left, confidence } of pairs) most.set(left, Math.max(confidence, most.get(left) ?? 0));
  return [...most].map(([left, confidence]) => {
    const said = `${model}: ${Math.round(confidence * 100)} %`;
    const { note } = book.remarkOf(left);
    return { left, note: note === '' ? said : `${note}\n${said}` };
  });
}

const byConfidence = (one: AcceptablePair, other: AcceptablePair): number =>
  other.confidence - one.confidence || one.left - other.left || one.right - other.right;
