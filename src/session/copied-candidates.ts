import { createCopier } from '../core/model/copy-arrays';
import type { CandidateSet } from '../core/model/types';

/** Candidates on their way to a worker, and the buffers that move with them. */
export interface CopiedCandidates {
  readonly candidates: CandidateSet;
  readonly transfer: ArrayBuffer[];
}

/** Copies candidates for a worker in portions that leave the page awake: ten for each of a million rows are 160 MB. */
export async function copyCandidates(set: CandidateSet): Promise<CopiedCandidates> {
  const copy = createCopier();
  const offsets = await copy(set.offsets);
  const right = await copy(set.right);
  const similarity = await copy(set.similarity);
  const lexical = await copy(set.lexical);
  const matchScore = await copy(set.matchScore);
  const { leftCount, rightCount } = set;
  return {
    candidates: { leftCount, rightCount, offsets, right, similarity, lexical, matchScore },
    transfer: [offsets.buffer, right.buffer, similarity.buffer, lexical.buffer, matchScore.buffer],
  };
}
