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
  const whole = async (from: Uint32Array) => copy(from as Uint32Array<ArrayBuffer>, new Uint32Array(from.length));
  const scores = async (from: Float32Array) => copy(from as Float32Array<ArrayBuffer>, new Float32Array(from.length));
  const offsets = await whole(set.offsets);
  const right = await whole(set.right);
  const similarity = await scores(set.similarity);
  const lexical = await scores(set.lexical);
  const matchScore = await scores(set.matchScore);
  const { leftCount, rightCount } = set;
  return {
    candidates: { leftCount, rightCount, offsets, right, similarity, lexical, matchScore },
    transfer: [offsets.buffer, right.buffer, similarity.buffer, lexical.buffer, matchScore.buffer],
  };
}
