import type { CandidateSet } from '../model/types';

export type Pair = readonly [left: number, right: number, score: number];

/** Candidates out of pairs in any order. */
export function candidatesOf(pairs: readonly Pair[], leftCount = 6, rightCount = 6): CandidateSet {
  const sorted = [...pairs].sort((a, b) => a[0] - b[0] || b[2] - a[2] || a[1] - b[1]);
  const offsets = new Uint32Array(leftCount + 1);
  for (const [left] of sorted) offsets[left + 1]!++;
  for (let left = 0; left < leftCount; left++) offsets[left + 1]! += offsets[left]!;
  return {
    leftCount,
    rightCount,
    offsets,
    right: Uint32Array.from(sorted, ([, right]) => right),
    similarity: new Float32Array(sorted.length),
    lexical: new Float32Array(sorted.length),
    matchScore: Float32Array.from(sorted, ([, , score]) => score),
  };
}
