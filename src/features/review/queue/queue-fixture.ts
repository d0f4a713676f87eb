import type { CandidateSet } from '../../../core/model/types';

/** Row 0: two candidates; row 1: one; row 2: none; row 3: suggested is the second. */
export const candidates: CandidateSet = {
  leftCount: 4,
  rightCount: 4,
  offsets: Uint32Array.of(0, 2, 3, 3, 5),
  right: Uint32Array.of(0, 1, 2, 0, 3),
  similarity: new Float32Array(5),
  lexical: new Float32Array(5),
  matchScore: Float32Array.of(0.75, 0.5, 0.25, 0.875, 0.625),
};
export const suggestedOf = Int32Array.of(0, 2, -1, 3);
