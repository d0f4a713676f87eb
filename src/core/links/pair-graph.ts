import type { CandidateSet } from '../model/types';

/** Pairs that may be linked, columnar: those of `left` are `offsets[left]..offsets[left + 1]`, best first. */
export interface PairGraph {
  readonly leftCount: number;
  readonly rightCount: number;
  readonly offsets: Uint32Array;
  readonly right: Uint32Array;
  /** Match score, 0…1. */
  readonly gain: Float32Array;
}

/** Candidates at or above a threshold; null takes all that have a score. O(pairs). */
export function pairsAbove(candidates: CandidateSet, threshold: number | null): PairGraph {
  const floor = threshold ?? Number.NEGATIVE_INFINITY;
  const { leftCount, rightCount, matchScore } = candidates;
  const offsets = new Uint32Array(leftCount + 1);
  const right = new Uint32Array(matchScore.length);
  const gain = new Float32Array(matchScore.length);
  let count = 0;
  for (let left = 0; left < leftCount; left++) {
    for (let at = candidates.offsets[left]!; at < candidates.offsets[left + 1]!; at++) {
      if (!(matchScore[at]! >= floor)) continue;
      right[count] = candidates.right[at]!;
      gain[count++] = matchScore[at]!;
    }
    offsets[left + 1] = count;
  }
  return { leftCount, rightCount, offsets, right: right.subarray(0, count), gain: gain.subarray(0, count) };
}
