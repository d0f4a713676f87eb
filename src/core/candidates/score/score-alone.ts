import type { Sides } from '../../model/types';
import { createEvidence, EVIDENCE } from './evidence';
import { createScorer, IDENTICAL_SCORE, scoreOf } from './match-score';

/** The score of a pair, 0…1, out of the cosines of its vectors (NaN where there are none) and of its lexical forms. */
export type AloneScore = (left: number, right: number, similarity: number, lexical: number) => number;

/**
 * Scores pairs of texts each by itself: no other pair has a say beyond what makes words rare. Identical normalised texts score 1.
 * Cost O(characters) here, O(words and letters of the shorter text) a pair.
 */
export function createAloneScore(texts: Sides<readonly string[]>, kind: 'hybrid' | 'lexical'): AloneScore {
  const source = createEvidence(texts);
  const scorer = createScorer(kind, 'alone');
  const evidence = new Float64Array(EVIDENCE.length);
  const pair = { similarity: 0, lexical: 0 };
  return (left, right, similarity, lexical) => {
    if (source.isIdentical(left, right)) return IDENTICAL_SCORE;
    pair.similarity = similarity;
    pair.lexical = lexical;
    source.gather(left, right, pair, evidence);
    return scoreOf(scorer.logit(evidence));
  };
}
