import type { Sides } from '../../model/types';
import { createEvidence, EVIDENCE } from './evidence';
import { createScorer, IDENTICAL_SCORE, type Scorer, scoreOf } from './match-score';

/** What says of a pair, out of the cosines of its vectors (NaN where there are none) and of its lexical forms, how well it matches. */
export interface AloneScore {
  readonly scorer: Scorer;
  /** 0…1. */
  scoreOf(left: number, right: number, similarity: number, lexical: number): number;
  /** What the score is made of, `EVIDENCE.length` members. */
  gather(left: number, right: number, similarity: number, lexical: number, out: Float64Array): void;
}

/**
 * Scores pairs of texts each by itself: no other pair has a say beyond what makes words rare. Identical normalised texts score 1.
 * Cost O(characters) here, O(words and letters of the shorter text) a pair.
 */
export function createAloneScore(texts: Sides<readonly string[]>, kind: 'hybrid' | 'lexical'): AloneScore {
  const source = createEvidence(texts);
  const scorer = createScorer(kind, 'alone');
  const evidence = new Float64Array(EVIDENCE.length);
  const pair = { similarity: 0, lexical: 0 };
  const gather = (left: number, right: number, similarity: number, lexical: number, out: Float64Array): void => {
    pair.similarity = similarity;
    pair.lexical = lexical;
    source.gather(left, right, pair, out);
  };
  return {
    scorer,
    gather,
    scoreOf(left, right, similarity, lexical) {
      if (source.isIdentical(left, right)) return IDENTICAL_SCORE;
      gather(left, right, similarity, lexical, evidence);
      return scoreOf(scorer.logit(evidence));
    },
  };
}
