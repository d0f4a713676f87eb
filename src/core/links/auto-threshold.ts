import { AUTO_THRESHOLD } from '../candidates/score/match-score';
import type { CandidateSet } from '../model/types';
import type { LinkSettings } from './suggest-links';

/** A threshold as settings have it: a score, null for none, or the one that the scores themselves suggest. */
export type ThresholdSetting = number | 'auto' | null;

/** Links as settings ask for them, before it is known what their threshold stands for. */
export type AskedLinks = Omit<LinkSettings, 'threshold'> & { readonly threshold: ThresholdSetting };

/** Steps by which scores are counted: whole numbers add up to the same in any order, on every engine. */
const STEPS = 1000;
/** Steps in which an automatic threshold is told, as scores are shown. */
const TOLD_STEPS = 100;

/**
 * The threshold from which on links have the greatest F1 to be expected, where scores are probabilities: half of that F1, as a link that is
 * right with probability p raises F = 2·right / (linked + matches) just where p > F / 2 (Lipton, Elkan and Naryanaswamy, Optimal
 * thresholding of classifiers to maximize F1, ECML PKDD 2014, arXiv:1402.1892). The matches to be expected are the sum of all scores.
 *
 * So it is low where many rows have a partner that cannot be told for sure, and rises towards 0.5 where links are clear and what is left is
 * rows that have no partner. Scores are taken down to thousandths, the answer to hundredths. O(pairs).
 *
 * @param matchScore of all candidate pairs, 0…1
 * @returns 0.01…0.5; `AUTO_THRESHOLD` where no pair has a score to go by
 */
export function autoThreshold(matchScore: ArrayLike<number>): number {
  const counts = new Float64Array(STEPS + 1);
  for (let at = 0; at < matchScore.length; at++) {
    const step = Math.floor(matchScore[at]! * STEPS);
    if (step >= 0) counts[Math.min(STEPS, step)]!++;
  }
  const matches = counts.reduce((sum, count, step) => sum + count * step, 0);
  if (matches === 0) return AUTO_THRESHOLD;
  let right = 0;
  let linked = 0;
  let half = 0;
  for (let step = STEPS; step > 0; step--) {
    right += counts[step]! * step;
    linked += counts[step]! * STEPS;
    half = Math.max(half, right / (linked + matches));
  }
  return Math.max(1, Math.floor(half * TOLD_STEPS)) / TOLD_STEPS;
}

/** The threshold that a setting stands for with these candidates; 0 for none. O(pairs) where it is automatic. */
export const thresholdInForce = (threshold: ThresholdSetting, { matchScore }: Pick<CandidateSet, 'matchScore'>): number =>
  threshold === 'auto' ? autoThreshold(matchScore) : (threshold ?? 0);

/** What another engine of the same definition takes over, see `core/definition`. */
export const THRESHOLD_DEFINITION = { STEPS, TOLD_STEPS } as const;
