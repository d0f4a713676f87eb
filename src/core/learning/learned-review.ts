import type { CandidateSet } from '../model/types';
import type { AnswerReport, AnswerScore } from './learn-from-answers';
import type { Rescored } from './score-by-answers';

/** What a review has learned from answers, and the way back; plain data, stored with the candidates. */
export interface LearnedReview {
  readonly score: AnswerScore;
  readonly report: AnswerReport;
  readonly change: LearnedChange;
  /** For each pair, as it stands now, its place in the program's order and the program's score. */
  readonly program: ProgramScores;
  /** The program's candidates had been ranked anew by accepted rows. */
  readonly wasRanked: boolean;
}

export interface ProgramScores {
  readonly from: Uint32Array;
  readonly matchScore: Float32Array;
}

/** What learned scores changed where the program's stood. */
export interface LearnedChange {
  /** Left records with another best candidate. */
  readonly best: number;
  readonly linksBefore: number;
  readonly linksAfter: number;
}

/** Left records whose best candidate is another one; records without candidates have none. O(left rows). */
export function changedBest(before: CandidateSet, after: CandidateSet): number {
  let changed = 0;
  for (let left = 0; left < before.leftCount; left++) {
    const first = before.offsets[left]!;
    if (first < before.offsets[left + 1]! && before.right[first] !== after.right[first]) changed++;
  }
  return changed;
}

/** The way back from candidates that were scored anew. O(pairs). */
export const programScoresOf = (before: CandidateSet, { from }: Rescored): ProgramScores => ({
  from,
  matchScore: Float32Array.from(from, (place) => before.matchScore[place]!),
});

/** The candidates as the program scored and ranked them. O(pairs). */
export function programCandidates(learned: CandidateSet, { from, matchScore }: ProgramScores): CandidateSet {
  const { right, similarity, lexical } = learned;
  const pairs = right.length;
  const program = {
    right: new Uint32Array(pairs),
    similarity: new Float32Array(pairs),
    lexical: new Float32Array(pairs),
    matchScore: new Float32Array(pairs),
  };
  for (let at = 0; at < pairs; at++) {
    const place = from[at]!;
    program.right[place] = right[at]!;
    program.similarity[place] = similarity[at]!;
    program.lexical[place] = lexical[at]!;
    program.matchScore[place] = matchScore[at]!;
  }
  return { ...learned, ...program };
}
