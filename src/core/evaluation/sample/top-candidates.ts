import type { CandidateSet } from '../../model/types';

/** The best candidate of every left record, whatever cardinality or threshold make of it. */
export interface TopCandidates {
  /** Match score, 0…1; NaN for records without candidates. */
  readonly scores: Float32Array;
  /** Right row, −1 for records without candidates. */
  readonly rights: Int32Array;
}

/** O(left rows). */
export function topCandidates({ leftCount, offsets, right, matchScore }: CandidateSet): TopCandidates {
  const scores = new Float32Array(leftCount).fill(Number.NaN);
  const rights = new Int32Array(leftCount).fill(-1);
  for (let left = 0; left < leftCount; left++) {
    const first = offsets[left]!;
    if (first === offsets[left + 1]!) continue;
    scores[left] = matchScore[first]!;
    rights[left] = right[first]!;
  }
  return { scores, rights };
}
