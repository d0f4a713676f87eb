import type { DecisionBook } from '../decisions/log';
import { leftIsUnique } from '../decisions/verdicts';
import type { CandidateSet, Cardinality } from '../model/types';

/** Candidate pairs of which a person said what they are, by left row, then rank. */
export interface AnsweredPairs {
  /** Places in the columns of the candidates. */
  readonly places: Uint32Array;
  /** 1 for a match, else 0. */
  readonly labels: Uint8Array;
  /** Left row of each. */
  readonly groups: Uint32Array;
  /** Left records that they belong to. */
  readonly records: number;
  /** Of these, those with an accepted candidate. */
  readonly accepted: number;
}

/**
 * What decisions say of candidates. An accepted one is a match, and where a left record may have one partner only, its other candidates
 * are none; "not this one", "none of these" and "not in the other table" are none either. Unsure is not heard, nor is a partner that is no
 * candidate. Decisions carried over or merged count as all others. Of more than 2,000 decided records, as many spread evenly over the table are
 * taken: what is learned from them changes no more. O(decided records).
 */
export function answeredPairs(book: DecisionBook, candidates: CandidateSet, cardinality: Cardinality): AnsweredPairs {
  const { offsets, right, leftCount } = candidates;
  const isOne = leftIsUnique(cardinality);
  const decided = spread([...book.decidedRows()].filter((left) => left < leftCount).sort((a, b) => a - b));
  const places: number[] = [];
  const labels: number[] = [];
  const groups: number[] = [];
  let records = 0;
  let accepted = 0;
  for (const left of decided) {
    const { record, pairs } = book.verdictsOf(left);
    const isDenied = record === 'non-match' || record === 'absent';
    const hasMatch = book.acceptedOf(left).length > 0;
    const before = places.length;
    let isFound = false;
    for (let at = offsets[left]!; at < offsets[left + 1]!; at++) {
      const verdict = pairs.get(right[at]!);
      const isMatch = verdict === 'match';
      if (!isMatch && verdict !== 'non-match' && !isDenied && !(hasMatch && isOne)) continue;
      if (isMatch) isFound = true;
      places.push(at);
      labels.push(Number(isMatch));
      groups.push(left);
    }
    if (places.length > before) records++;
    if (isFound) accepted++;
  }
  return {
    places: Uint32Array.from(places),
    labels: Uint8Array.from(labels),
    groups: Uint32Array.from(groups),
    records,
    accepted,
  };
}

const MOST_RECORDS = 2_000;

function spread(rows: readonly number[]): readonly number[] {
  if (rows.length <= MOST_RECORDS) return rows;
  return Array.from({ length: MOST_RECORDS }, (_, at) => rows[Math.floor((at * rows.length) / MOST_RECORDS)]!);
}
