import { logOdds } from '../../numerics/log-odds';
import type { ExplainedPair } from './explain-pool';

/** Scores are kept as float32, and vectors of another day may differ in their last digits. */
const SAME = 1e-4;
/** How far a shown score is kept from 0 and 1, where log odds end. */
const MARGIN = 1e-6;

/**
 * An explanation that ends in the score on screen. Scores that were learned from answers, or that another browser made, differ from those
 * of the program here: the difference in log odds is one more step.
 *
 * @param shown NaN where the pair has no score on screen
 */
export function endInShown(pair: ExplainedPair, shown: number, isLearned: boolean): ExplainedPair {
  if (Number.isNaN(shown) || Math.abs(pair.score - shown) <= SAME) return pair;
  const logit = logOdds(Math.min(1 - MARGIN, Math.max(MARGIN, shown)));
  const alone = pair.steps.reduce((sum, step) => sum + step.logit, pair.base);
  const step = { kind: isLearned ? 'learned' : 'rest', column: null, agreement: null, logit: logit - alone } as const;
  return { ...pair, isCertain: false, steps: [...pair.steps, step], logit, score: shown };
}
