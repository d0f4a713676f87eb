import type { Cardinality, Decision } from '../model/types';
import type { DecisionBook } from './log';

/**
 * What accepting a pair changes under a cardinality. Where a left record may have one link only, its earlier match is taken back;
 * where a right record may have one only, it is taken from the left record that held it, which becomes pending again. Both are in
 * the same list, so that one undo restores both.
 */
export function acceptChanges(book: DecisionBook, left: number, right: number, cardinality: Cardinality): Decision[] {
  const changes: Decision[] = [];
  if (book.verdictsOf(left).record !== null) changes.push({ left, right: null, verdict: null });
  if (leftIsUnique(cardinality)) {
    for (const other of book.acceptedOf(left)) if (other !== right) changes.push({ left, right: other, verdict: null });
  }
  for (const holder of takenFrom(book, left, right, cardinality)) changes.push({ left: holder, right, verdict: null });
  changes.push({ left, right, verdict: 'match' });
  return changes;
}

/** Left rows that would lose `right` if it were accepted for `left`. */
export function takenFrom(book: DecisionBook, left: number, right: number, cardinality: Cardinality): number[] {
  return rightIsUnique(cardinality) ? book.holdersOf(right).filter((holder) => holder !== left) : [];
}

/** "None of these": accepted pairs are taken back and the record is marked. */
export function noneChanges(book: DecisionBook, left: number): Decision[] {
  return [...takeBackAccepted(book, left), { left, right: null, verdict: 'non-match' }];
}

/** "Not in the other table": accepted pairs are taken back and the record is marked to have no counterpart. */
export function absentChanges(book: DecisionBook, left: number): Decision[] {
  return [...takeBackAccepted(book, left), { left, right: null, verdict: 'absent' }];
}

/**
 * "Not this one": the pair is marked, and no longer accepted. With it the last candidate of its record, the record is marked as well,
 * as by "none of these".
 *
 * @param candidates right rows of all candidates of the record
 */
export function rejectChanges(book: DecisionBook, left: number, right: number, candidates: ArrayLike<number>): Decision[] {
  const { pairs } = book.verdictsOf(left);
  const isLast = Array.from(candidates).every((other) => other === right || pairs.get(other) === 'non-match');
  const changes: Decision[] = [{ left, right, verdict: 'non-match' }];
  return isLast && book.acceptedOf(left).every((other) => other === right)
    ? [...changes, { left, right: null, verdict: 'non-match' }]
    : changes;
}

/** "Unsure": accepted pairs are taken back and the record is marked to be seen again. */
export function unsureChanges(book: DecisionBook, left: number): Decision[] {
  return [...takeBackAccepted(book, left), { left, right: null, verdict: 'possible' }];
}

/** Back to pending: every verdict on the record and its pairs is taken back. */
export function clearChanges(book: DecisionBook, left: number): Decision[] {
  const { record, pairs } = book.verdictsOf(left);
  const changes: Decision[] = [...pairs.keys()].map((right) => ({ left, right, verdict: null }));
  if (record !== null) changes.push({ left, right: null, verdict: null });
  return changes;
}

/** True where a left record may take part in one link only. */
export function leftIsUnique(cardinality: Cardinality): boolean {
  return cardinality === 'one-to-one' || cardinality === 'many-to-one';
}

/** True where a right record may take part in one link only. */
export function rightIsUnique(cardinality: Cardinality): boolean {
  return cardinality === 'one-to-one' || cardinality === 'one-to-many';
}

function takeBackAccepted(book: DecisionBook, left: number): Decision[] {
  return book.acceptedOf(left).map((right) => ({ left, right, verdict: null }));
}
