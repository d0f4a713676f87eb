import type { CandidateSet } from '../model/types';
import { logOdds } from '../numerics/log-odds';

/** What a learned score hears of a candidate pair, in this order. */
export const PAIR_TRAITS = ['score', 'similarity', 'lexical', 'equal', 'ahead-left', 'ahead-right', 'rank'] as const;

/** Reads the traits of candidate pairs. */
export interface PairTraits {
  readonly width: number;
  /** Writes the traits of the pair at `place` to `out[from..from + width]`. O(1). */
  write(place: number, out: Float32Array, from: number): void;
}

/**
 * Traits of candidate pairs that need nothing but the candidates: log odds of the match score, cosine and letters (0 where unknown),
 * whether the letters are the same, by how much of log odds the pair is ahead of the best rival of its left and of its right record, and
 * the logarithm of its rank.
 *
 * @param candidates as the program scored them
 * Cost O(pairs) and 8 bytes a right record; 4 a pair.
 */
export function createPairTraits(candidates: CandidateSet): PairTraits {
  const { offsets, right, similarity, lexical, matchScore, leftCount, rightCount } = candidates;
  const best = new Float32Array(rightCount).fill(LOWEST);
  const second = new Float32Array(rightCount).fill(LOWEST);
  const leftOf = new Uint32Array(right.length);
  for (let left = 0; left < leftCount; left++) {
    for (let at = offsets[left]!; at < offsets[left + 1]!; at++) {
      leftOf[at] = left;
      const record = right[at]!;
      const logit = boundedLogit(matchScore[at]!);
      if (logit > best[record]!) {
        second[record] = best[record]!;
        best[record] = logit;
      } else if (logit > second[record]!) second[record] = logit;
    }
  }
  return {
    width: PAIR_TRAITS.length,
    write(place, out, from) {
      const own = boundedLogit(matchScore[place]!);
      const first = offsets[leftOf[place]!]!;
      const rival = place === first ? first + 1 : first;
      const leftRival = rival < offsets[leftOf[place]! + 1]! ? boundedLogit(matchScore[rival]!) : LOWEST;
      const record = right[place]!;
      const rightRival = own >= best[record]! ? second[record]! : best[record]!;
      out[from] = own;
      out[from + 1] = known(similarity[place]!);
      out[from + 2] = known(lexical[place]!);
      out[from + 3] = Number(lexical[place]! > SAME);
      out[from + 4] = bounded(own - leftRival, FARTHEST);
      out[from + 5] = bounded(own - rightRival, FARTHEST);
      out[from + 6] = Math.log(1 + place - first);
    },
  };
}

/** Log odds of a match score, kept from where they end. */
const boundedLogit = (score: number): number => (score >= 1 - MARGIN ? -LOWEST : score > MARGIN ? logOdds(score) : LOWEST);

const MARGIN = 1e-4;
const LOWEST = Math.fround(Math.log(MARGIN / (1 - MARGIN)));
const FARTHEST = 6;
const SAME = 0.9999;

const known = (value: number): number => (Number.isNaN(value) ? 0 : value);
const bounded = (value: number, most: number): number => Math.max(-most, Math.min(most, value));
