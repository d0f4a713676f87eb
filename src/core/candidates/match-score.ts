import type { ScoreKind } from '../model/settings';
import { EVIDENCE, type EvidenceName } from './evidence';
import fitted from './match-score.json';

/** Turns evidence (in the order of `EVIDENCE`) into a match score, 0…1. */
export type Scorer = (evidence: Float64Array) => number;

interface FittedScore {
  readonly intercept: number;
  readonly weights: Readonly<Partial<Record<EvidenceName, number>>>;
}

/**
 * A logistic model over the evidence, one for every kind of score; without vectors `lexical` is the one to use. The weights are
 * fitted by `benchmarks/score/fit.py` on public tasks, every task counting the same, and checked by leaving whole tasks out.
 */
export function createScorer(kind: ScoreKind): Scorer {
  const { intercept, weights } = (fitted as Record<ScoreKind, FittedScore>)[kind];
  const ordered = Float64Array.from(EVIDENCE, (name) => weights[name] ?? 0);
  return (evidence) => {
    let sum = intercept;
    for (let i = 0; i < ordered.length; i++) sum += ordered[i]! * evidence[i]!;
    return 1 / (1 + Math.exp(-sum));
  };
}

/** The threshold that `auto` stands for: at or above, a link is more likely right than wrong on the tasks the score was fitted on. */
export const AUTO_THRESHOLD: number = fitted.autoThreshold;

/** Equal normalised texts: certain as far as texts can tell. Other pairs stay below. */
export const IDENTICAL_SCORE = 1;
export const HIGHEST_UNEQUAL_SCORE = 0.9999;
