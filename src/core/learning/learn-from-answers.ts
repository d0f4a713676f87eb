import type { LabelledEvidence } from '../candidates/score/learned/forest';
import { dealFolds, FOLDS, LEAST_EXAMPLES, takeRows } from '../candidates/score/learned/learn-score';
import { type LinearScore, linearLogits, refitLogistic } from '../candidates/score/learned/logistic';
import { AppError } from '../model/errors';
import type { CandidateSet } from '../model/types';
import { crossEntropy, sigmoid } from '../numerics/log-odds';
import type { AnsweredPairs } from './answered-pairs';
import { calibrationError } from './calibration-error';
import { createPairTraits, PAIR_TRAITS } from './pair-traits';

/** `program`: its own scores, which the answers bear out. `scale`: these shifted and stretched. `traits`: weighed with all `PAIR_TRAITS`. */
export type AnswerScoreKind = 'program' | 'scale' | 'traits';

/** A pair scorer refit to the answers of one review; plain data, for storage and workers. */
export interface AnswerScore {
  readonly version: typeof ANSWER_SCORE_VERSION;
  readonly kind: AnswerScoreKind;
  readonly intercept: number;
  /** One for each of `PAIR_TRAITS`. */
  readonly weights: readonly number[];
}

export interface AnswerReport {
  readonly kind: AnswerScoreKind;
  /** Left records with an answer that taught something, and those of them with a match. */
  readonly records: number;
  readonly accepted: number;
  /** Expected calibration error of the program's scores on the answered pairs, and of the learned ones on pairs held out; 0…1. */
  readonly errorBefore: number;
  readonly errorAfter: number;
}

export interface LearnedAnswers {
  readonly score: AnswerScore;
  readonly report: AnswerReport;
}

/** Raise when the traits, or how they are weighed, change. */
export const ANSWER_SCORE_VERSION = 1;

/**
 * Refits the pair scorer to what a person answered: logistic regression that starts from the program's own match score and leaves it as
 * far as the answers ask for (`refitLogistic`). Three kinds are tried on five folds, records held out whole, and the one with the least
 * cross-entropy on answers held out is fitted to all, a less simple one only where its gain is more than one standard error of it over records (Breiman et al., Classification
 * and Regression Trees, 1984, 3.4.3): answers to the questions that help most are not like the others, and what little they bear out
 * makes scores of others worse. What comes out are probabilities.
 *
 * @param candidates as the program scored them, not as learned before
 * @throws AppError `input/too-few-examples` {matches, others, least}
 * Deterministic. O(answered pairs): milliseconds for a hundred answers.
 */
export function learnFromAnswers(candidates: CandidateSet, answers: AnsweredPairs): LearnedAnswers {
  const { places, labels, groups, records, accepted } = answers;
  const matches = labels.reduce((sum, label) => sum + label, 0);
  const others = labels.length - matches;
  if (Math.min(matches, others) < LEAST_EXAMPLES) {
    throw new AppError('input/too-few-examples', { matches, others, least: LEAST_EXAMPLES });
  }
  const traits = createPairTraits(candidates);
  const data = new Float32Array(places.length * traits.width);
  places.forEach((place, row) => {
    traits.write(place, data, row * traits.width);
  });
  const examples = { data, width: traits.width, labels };
  const foldOf = dealFolds(labels, groups);
  const tried = KINDS.map((kind) => {
    const logits = heldOutLogits(kind, examples, foldOf);
    return { kind, logits, losses: lossesOfRecords(logits, answers) };
  });
  const best = tried.reduce((simpler, next) => (isSurelyLess(next.losses, simpler.losses) ? next : simpler));
  const { intercept, weights } = weigh(best.kind, examples);
  return {
    score: { version: ANSWER_SCORE_VERSION, kind: best.kind, intercept, weights: [...weights] },
    report: {
      kind: best.kind,
      records,
      accepted,
      errorBefore: calibrationError(
        Array.from(places, (place) => candidates.matchScore[place]!),
        labels,
      ),
      errorAfter: calibrationError(Array.from(best.logits, sigmoid), labels),
    },
  };
}

const KINDS: readonly AnswerScoreKind[] = ['program', 'scale', 'traits'];
/** The program's own score. */
const PROGRAM: LinearScore = { intercept: 0, weights: Float64Array.from(PAIR_TRAITS, (_, trait) => Number(trait === 0)) };
/** Variance of what answers may change, in log odds: a standard deviation of a trait, and the shift. */
const TRUST = 1;
const SHIFT_TRUST = 1;

function weigh(kind: AnswerScoreKind, { data, width, labels }: LabelledEvidence): LinearScore {
  if (kind === 'program') return PROGRAM;
  if (kind === 'traits') return refitLogistic({ data, width, labels }, PROGRAM, TRUST, SHIFT_TRUST);
  const scores = Float32Array.from(labels, (_, row) => data[row * width]!);
  const own = { intercept: 0, weights: Float64Array.of(1) };
  const { intercept, weights } = refitLogistic({ data: scores, width: 1, labels }, own, TRUST, SHIFT_TRUST);
  return { intercept, weights: PROGRAM.weights.map((weight) => weight * Math.max(LEAST_SLOPE, weights[0]!)) };
}

/** A higher score never becomes a lower one. */
const LEAST_SLOPE = 0.05;

/** Cross-entropy of all answers of each left record. */
function lossesOfRecords(logits: Float64Array, { labels, groups }: AnsweredPairs): Float64Array {
  const numbers = new Map<number, number>();
  for (const group of groups) if (!numbers.has(group)) numbers.set(group, numbers.size);
  const losses = new Float64Array(numbers.size);
  groups.forEach((group, row) => {
    losses[numbers.get(group)!]! += crossEntropy(logits[row]!, labels[row]!);
  });
  return losses;
}

/** Whether the sum of losses is less than that of others by more than a standard error. */
function isSurelyLess(losses: Float64Array, others: Float64Array): boolean {
  const gains = others.map((loss, at) => loss - losses[at]!);
  const gain = gains.reduce((sum, own) => sum + own, 0);
  const mean = gain / gains.length;
  const spread = gains.reduce((sum, own) => sum + (own - mean) ** 2, 0);
  return gain > Math.sqrt(spread);
}

function heldOutLogits(kind: AnswerScoreKind, examples: LabelledEvidence, foldOf: Uint8Array): Float64Array {
  if (kind === 'program') return linearLogits(PROGRAM, examples.data);
  const logits = new Float64Array(foldOf.length);
  for (let fold = 0; fold < FOLDS; fold++) {
    const isAsked = (row: number): boolean => foldOf[row] === fold;
    const told = linearLogits(
      weigh(
        kind,
        takeRows(examples, (row) => !isAsked(row)),
      ),
      takeRows(examples, isAsked).data,
    );
    let next = 0;
    foldOf.forEach((_, row) => {
      if (isAsked(row)) logits[row] = told[next++]!;
    });
  }
  return logits;
}
