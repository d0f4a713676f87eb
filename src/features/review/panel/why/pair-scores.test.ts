import { describe, expect, it } from 'vitest';
import type { CandidateSet } from '../../../../core/model/types';
import type { ReviewState } from '../../../../session/contract';
import { programScore, shownScore } from './pair-scores';

const candidates: CandidateSet = {
  leftCount: 2,
  rightCount: 3,
  offsets: Uint32Array.of(0, 2, 3),
  right: Uint32Array.of(2, 0, 1),
  similarity: new Float32Array(3),
  lexical: new Float32Array(3),
  matchScore: Float32Array.of(0.75, 0.5, 0.25),
};
const learned = { program: { from: Uint32Array.of(1, 0, 2), matchScore: Float32Array.of(0.125, 0.875, 0.0625) } };
const review = (change: object = {}) => ({ candidates, ...change }) as Pick<ReviewState, 'candidates' | 'learned' | 'isLearned'>;

describe('scores of a pair', () => {
  it('are those on screen, and of rows that are no candidates none', () => {
    expect([shownScore(review(), 0, 2), shownScore(review(), 1, 1)]).toEqual([0.75, 0.25]);
    expect(shownScore(review(), 1, 2)).toBeNaN();
    expect(programScore(review(), 0, 0)).toBe(0.5);
  });

  it('are what the program gave before answers were learned, and not known where rows were ranked by accepted ones', () => {
    expect(programScore(review({ learned, isLearned: true }), 0, 2)).toBe(0.125);
    expect(programScore(review({ learned, isLearned: true }), 1, 1)).toBe(0.0625);
    expect(programScore(review({ isLearned: true }), 0, 2)).toBeNaN();
  });
});
