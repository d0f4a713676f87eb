import type { EvidenceGroup, ScoreKind } from '../../model/settings';
import { EVIDENCE, EVIDENCE_GROUPS, type EvidenceName } from './evidence';
import fitted from './match-score.json';

/**
 * `linkage`: records of two tables, the log odds of a pair before its rivals are heard. `alone`: pairs of one table, or given pairs,
 * each judged by itself.
 */
export type ScoreFamily = 'linkage' | 'alone';

/** Turns evidence (in the order of `EVIDENCE`) into log odds that the pair is a match. */
export interface Scorer {
  readonly intercept: number;
  /** One member a member of `EVIDENCE`. */
  readonly weights: Float64Array;
  logit(evidence: Float64Array): number;
}

interface FittedScore {
  readonly intercept: number;
  readonly weights: Readonly<Partial<Record<EvidenceName, number>>>;
}

/**
 * A logistic model over the evidence, one for every kind of score and family; without vectors `lexical` is the one to use. The weights
 * are fitted by `benchmarks/score/fit.py` on public tasks, every task counting the same, and checked by leaving whole tasks out.
 */
export function createScorer(kind: ScoreKind, family: ScoreFamily, without: readonly EvidenceGroup[] = []): Scorer {
  const { intercept, weights } = (fitted[family] as Record<ScoreKind, FittedScore>)[kind];
  const absent = new Set(without.flatMap((group) => EVIDENCE_GROUPS[group]));
  const ordered = Float64Array.from(EVIDENCE, (name) => (absent.has(name) ? 0 : (weights[name] ?? 0)));
  return {
    intercept,
    weights: ordered,
    logit: (evidence) => {
      let sum = intercept;
      for (let i = 0; i < ordered.length; i++) sum += ordered[i]! * evidence[i]!;
      return sum;
    },
  };
}

/** A score from log odds, below that of identical texts. Grows with them. */
export function scoreOf(logit: number): number {
  return HIGHEST_UNEQUAL_SCORE / (1 + Math.exp(-logit));
}

/** What `auto` stands for before there are candidates to go by, see `links/auto-threshold`: about the best fixed one on the tasks the score was fitted on. */
export const AUTO_THRESHOLD: number = fitted.autoThreshold;

/** Equal normalised texts: certain as far as texts can tell. Other pairs stay below. */
export const IDENTICAL_SCORE = 1;
export const HIGHEST_UNEQUAL_SCORE = 0.9999;
