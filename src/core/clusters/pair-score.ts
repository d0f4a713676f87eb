import { HIGHEST_UNEQUAL_SCORE, IDENTICAL_SCORE } from '../candidates/score/match-score';
import type { CandidateSet } from '../model/types';

/** Share of spelling in the score, where both are known: measured best on the public deduplication tasks. */
const SPELLING_SHARE = 0.8;

/**
 * How alike two rows of one table are, 0…1, one figure a candidate: spelling with some meaning, or the one that is known. Unlike
 * the match score it takes no account of competition: a row with three duplicates has three good partners, none of which is ahead.
 * The same from either side. O(pairs).
 */
export function scoresWithin({ similarity, lexical, matchScore }: CandidateSet): Float32Array {
  return Float32Array.from(matchScore, (score, at) => {
    if (score >= IDENTICAL_SCORE) return IDENTICAL_SCORE;
    const spelling = lexical[at]!;
    const meaning = similarity[at]!;
    const mixed = Number.isNaN(spelling)
      ? meaning
      : Number.isNaN(meaning)
        ? spelling
        : SPELLING_SHARE * spelling + (1 - SPELLING_SHARE) * meaning;
    return Math.min(HIGHEST_UNEQUAL_SCORE, Math.max(0, mixed || 0));
  });
}
