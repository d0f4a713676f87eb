import type { DecisionBook } from '../../decisions/log';
import type { CandidateSet } from '../../model/types';
import type { ReviewedScores } from './estimate-from-sample';
import { planSample } from './plan-sample';
import { answersOf } from './sample-answers';
import { type TopCandidates, topCandidates } from './top-candidates';

/** The records of a review to answer first, drawn for its candidates. */
export interface DrawnSample {
  readonly candidates: CandidateSet;
  readonly top: TopCandidates;
  /** Left rows, in the order they are asked. */
  readonly sample: Uint32Array;
}

/** The same sample for the same candidates. O(left rows · log left rows). */
export function drawSample(candidates: CandidateSet): DrawnSample {
  const top = topCandidates(candidates);
  return { candidates, top, sample: planSample(top.scores) };
}

export interface SampleReading {
  readonly review: ReviewedScores;
  /** Records of the sample with an answer that counts. */
  readonly answered: number;
  /** Records of the sample marked unsure: not counted. */
  readonly unsure: number;
}

/** What the decisions so far say about a sample. O(left rows + decisions). */
export function readSample(book: DecisionBook, { candidates, top, sample }: DrawnSample): SampleReading {
  const answers = answersOf(book, candidates, top.rights);
  let answered = 0;
  let unsure = 0;
  for (const record of sample) {
    if (answers[record]! > 0) answered++;
    if (book.statusOf(record) === 'unsure') unsure++;
  }
  return { review: { scores: top.scores, answers, sample }, answered, unsure };
}
