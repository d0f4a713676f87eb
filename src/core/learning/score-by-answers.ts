import { linearLogits } from '../candidates/score/learned/logistic';
import type { CandidateSet } from '../model/types';
import { sigmoid } from '../numerics/log-odds';
import type { AnswerScore } from './learn-from-answers';
import { createPairTraits } from './pair-traits';

/** Candidates under other scores, with the way back. */
export interface Rescored {
  readonly candidates: CandidateSet;
  /** Place that each pair had before. */
  readonly from: Uint32Array;
}

/**
 * The same candidates scored by what was learned, those of each record ranked anew; equal ones keep their order. O(pairs · log candidates
 * of a record), in blocks of pairs.
 *
 * @param candidates as the program scored them
 */
export function scoreByAnswers({ intercept, weights }: AnswerScore, candidates: CandidateSet): Rescored {
  const { offsets, right, similarity, lexical, leftCount } = candidates;
  const traits = createPairTraits(candidates);
  const linear = { intercept, weights: Float64Array.from(weights) };
  const logits = new Float64Array(right.length);
  const block = new Float32Array(BLOCK * traits.width);
  for (let start = 0; start < right.length; start += BLOCK) {
    const size = Math.min(BLOCK, right.length - start);
    for (let at = 0; at < size; at++) traits.write(start + at, block, at * traits.width);
    const scored = linearLogits(linear, block.subarray(0, size * traits.width));
    for (let at = 0; at < size; at++) logits[start + at] = Math.max(-MOST_SURE, Math.min(MOST_SURE, scored[at]!));
  }
  const from = Uint32Array.from(right.keys());
  for (let left = 0; left < leftCount; left++) {
    from.subarray(offsets[left]!, offsets[left + 1]!).sort((a, b) => logits[b]! - logits[a]! || a - b);
  }
  return {
    candidates: {
      ...candidates,
      right: Uint32Array.from(from, (at) => right[at]!),
      similarity: Float32Array.from(from, (at) => similarity[at]!),
      lexical: Float32Array.from(from, (at) => lexical[at]!),
      matchScore: Float32Array.from(from, (at) => sigmoid(logits[at]!)),
    },
    from,
  };
}

const BLOCK = 4096;
/** Log odds beyond which 32 bits cannot tell a share from the next. */
const MOST_SURE = 15;
