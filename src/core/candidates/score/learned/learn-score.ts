import { AppError } from '../../../model/errors';
import { crossEntropy, logOdds, sigmoid } from '../../../numerics/log-odds';
import { applyCalibration, type Calibration, calibrate } from './calibration';
import { type Forest, fitForest, type LabelledEvidence, predictForest } from './forest';
import { type LinearScore, linearLogits, refitLogistic } from './logistic';

/**
 * `shipped`: the weights that Rowlink comes with, put on the scale of the examples. `refitted`: these weights as far as the examples change
 * them. `forest`: a random forest, which also hears what kinds of evidence say together.
 */
export type LearnedKind = 'shipped' | 'refitted' | 'forest';

/** A score learned from labelled pairs; plain data, for storage and workers. */
export interface LearnedScore {
  readonly kind: LearnedKind;
  readonly linear: LinearScore | null;
  readonly forest: Forest | null;
  readonly calibration: Calibration;
}

export interface LearningReport {
  readonly kind: LearnedKind;
  readonly examples: number;
  readonly matches: number;
  /** Mean cross-entropy in nats on examples that were held out, of each kind that was tried; lower is better. */
  readonly losses: Readonly<Partial<Record<LearnedKind, number>>>;
}

export interface Learned {
  readonly score: LearnedScore;
  readonly report: LearningReport;
  /** Probability of a match for each example, by scores that did not learn from it: for thresholds and figures that are honest. */
  readonly heldOut: Float32Array;
}

/** Examples of each label that are needed to learn anything. */
export const LEAST_EXAMPLES = 3;

/**
 * Learns to tell matches from other pairs by examples. Three kinds of score are tried on five folds, and the one with the least loss on
 * examples held out is fitted to all of them: with few examples the shipped weights win, with hundreds the forest. Pairs of one `group`
 * are held out together, so that no fold knows a record by heart. What comes out is a probability, made honest on
 * the held-out examples (see `calibrate`).
 *
 * @param prior the shipped weights, of the same width
 * @param groups for each example a number, the same for pairs of the same left record
 * @throws AppError `input/too-few-examples` {matches, others, least}
 * Deterministic. About 1 s for 6,000 examples.
 */
export function learnScore(examples: LabelledEvidence, prior: LinearScore, groups: Uint32Array): Learned {
  const { labels } = examples;
  const matches = labels.reduce((sum, label) => sum + label, 0);
  const others = labels.length - matches;
  if (Math.min(matches, others) < LEAST_EXAMPLES) {
    throw new AppError('input/too-few-examples', { matches, others, least: LEAST_EXAMPLES });
  }
  const kinds: LearnedKind[] = ['shipped', 'refitted'];
  if (Math.min(matches, others) >= LEAST_FOR_FOREST) kinds.push('forest');
  const foldOf = dealFolds(labels, groups);
  const tried = kinds.map((kind) => {
    const logits = heldOutLogits(kind, examples, prior, foldOf);
    const calibration = calibrate(logits, labels);
    return { kind, logits, calibration, loss: meanLoss(logits, labels, calibration) };
  });
  const best = tried.reduce((a, b) => (b.loss < a.loss ? b : a));
  const report = {
    kind: best.kind,
    examples: labels.length,
    matches,
    losses: Object.fromEntries(tried.map(({ kind, loss }) => [kind, loss])),
  };
  return {
    score: { ...fitKind(best.kind, examples, prior, FULL_TREES), calibration: best.calibration },
    report,
    heldOut: Float32Array.from(best.logits, (logit) => sigmoid(applyCalibration(best.calibration, logit))),
  };
}

/** Probability of a match for each row of evidence, 0…1. */
export function scoreByExamples(score: LearnedScore, data: Float32Array): Float32Array {
  return Float32Array.from(rawLogits(score, data), (logit) => sigmoid(applyCalibration(score.calibration, logit)));
}

export const FOLDS = 5;
const FULL_TREES = 300;
const FOLD_TREES = 100;
const LEAST_FOR_FOREST = 10;
/** How far a forest's share is kept from 0 and 1, where log odds end. */
const SHARE_MARGIN = 0.005;

function fitKind(kind: LearnedKind, examples: LabelledEvidence, prior: LinearScore, trees: number) {
  if (kind === 'forest') return { kind, linear: null, forest: fitForest(examples, { trees }) };
  return { kind, linear: kind === 'shipped' ? prior : refitLogistic(examples, prior), forest: null };
}

function rawLogits({ linear, forest }: Pick<LearnedScore, 'linear' | 'forest'>, data: Float32Array): Float64Array {
  if (linear) return linearLogits(linear, data);
  return Float64Array.from(predictForest(forest!, data), (share) => logOdds(SHARE_MARGIN + (1 - 2 * SHARE_MARGIN) * share));
}

/** Fold of each example, 0…4. Whole groups go to the fold that has fewest of their label so far: even folds, the same for the same examples. */
export function dealFolds(labels: Uint8Array, groups: Uint32Array): Uint8Array {
  const byGroup = new Map<number, { matches: number; others: number }>();
  labels.forEach((label, row) => {
    const group = byGroup.get(groups[row]!) ?? { matches: 0, others: 0 };
    if (label) group.matches++;
    else group.others++;
    byGroup.set(groups[row]!, group);
  });
  const folds = Array.from({ length: FOLDS }, () => ({ matches: 0, others: 0 }));
  const foldOf = new Map<number, number>();
  const largestFirst = [...byGroup].sort(([, a], [, b]) => b.matches - a.matches || b.others - a.others);
  for (const [id, { matches, others }] of largestFirst) {
    const kind = matches > 0 ? 'matches' : 'others';
    let least = 0;
    folds.forEach((fold, at) => {
      if (fold[kind] < folds[least]![kind]) least = at;
    });
    folds[least]!.matches += matches;
    folds[least]!.others += others;
    foldOf.set(id, least);
  }
  return Uint8Array.from(groups, (group) => foldOf.get(group)!);
}

function heldOutLogits(kind: LearnedKind, examples: LabelledEvidence, prior: LinearScore, foldOf: Uint8Array): Float64Array {
  if (kind === 'shipped') return linearLogits(prior, examples.data);
  const logits = new Float64Array(foldOf.length);
  for (let fold = 0; fold < FOLDS; fold++) {
    const known = takeRows(examples, (row) => foldOf[row] !== fold);
    const asked = [...foldOf.keys()].filter((row) => foldOf[row] === fold);
    if (asked.length === 0) continue;
    const fitted = fitKind(kind, known, prior, FOLD_TREES);
    const told = rawLogits(fitted, takeRows(examples, (row) => foldOf[row] === fold).data);
    asked.forEach((row, at) => {
      logits[row] = told[at]!;
    });
  }
  return logits;
}

/** The examples that are wanted, in their order. */
export function takeRows({ data, width, labels }: LabelledEvidence, isWanted: (row: number) => boolean): LabelledEvidence {
  const rows = [...labels.keys()].filter(isWanted);
  const taken = new Float32Array(rows.length * width);
  rows.forEach((row, at) => {
    taken.set(data.subarray(row * width, (row + 1) * width), at * width);
  });
  return { data: taken, width, labels: Uint8Array.from(rows, (row) => labels[row]!) };
}

function meanLoss(logits: Float64Array, labels: Uint8Array, calibration: Calibration): number {
  let sum = 0;
  logits.forEach((logit, row) => {
    sum += crossEntropy(applyCalibration(calibration, logit), labels[row]!);
  });
  return sum / labels.length;
}
