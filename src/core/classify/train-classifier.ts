import type { Job } from '../model/types';
import { type AbstentionPoint, abstentionCurve } from './abstain';
import { type CalibrationBin, type ClassificationFigures, calibrationOf, classificationFigures } from './class-figures';
import type { ClassifierWeights } from './classifier-weights';
import { crossValidate, type FoldSettings } from './cross-validate';
import { type ClassExample, sampleExamples } from './examples';
import { type SuspectedLabel, suspectLabels } from './label-errors';
import { type ClassifierViews, type ClassifyInput, fitClassifier, readyExamples } from './train';

export interface TrainSettings extends FoldSettings {
  /** Texts of each class among the texts of the input: its name, then descriptions. They teach, and are never measured. */
  readonly classTexts: readonly (readonly number[])[];
  readonly examples: readonly ClassExample[];
  readonly views: ClassifierViews;
}

/** How a classifier did on examples that it had not seen. */
export interface ClassifierReport extends ClassificationFigures, FoldSettings {
  /** Examples that there were; `examples` of them were learned from. */
  readonly offered: number;
  /** Expected calibration error of the held-out probabilities, and what it is made of. */
  readonly calibrationError: number;
  readonly calibration: readonly CalibrationBin[];
  readonly abstention: readonly AbstentionPoint[];
}

export interface TrainedClassifier {
  readonly weights: ClassifierWeights;
  /** Logits are divided by it. */
  readonly temperature: number;
  readonly report: ClassifierReport;
  /** Those that were learned from, and what was said of each while it was held out, `[examples × classes]`. */
  readonly examples: readonly ClassExample[];
  readonly heldOut: Float64Array;
  /** `example` is a place in `examples`. */
  readonly suspects: readonly SuspectedLabel[];
}

/** More examples than these are sampled by class: they cost minutes and bring little. */
export const MOST_EXAMPLES = 5_000;

/**
 * Trains on all examples, and measures by stratified cross-validation what that is worth: figures, calibration, what abstaining buys, and
 * labels that look wrong. Probabilities are calibrated on held-out examples. Deterministic; the order of examples makes no difference.
 * The cost of `folds` + 1 fits (see `fitClassifier`).
 *
 * @throws AppError `job/cancelled`
 */
export async function trainClassifier(
  input: ClassifyInput,
  { classTexts, examples: offered, views, folds, seed }: TrainSettings,
  job: Job,
): Promise<TrainedClassifier> {
  const classes = classTexts.length;
  const examples = sampleExamples(offered, input.texts, MOST_EXAMPLES, seed);
  const extras = classTexts.flatMap((texts, label) => texts.map((text) => ({ text, label })));
  const ready = readyExamples(input, [...examples, ...extras], views);
  const held = await crossValidate(ready, examples, extras, classes, { folds, seed }, job);
  const weights = await fitClassifier(ready, [...examples, ...extras], classes, job);
  const { predicted, probability } = bestOf(held.probabilities, classes);
  const isRight = Uint8Array.from(examples, ({ label }, at) => (predicted[at] === label ? 1 : 0));
  const calibration = calibrationOf(probability, isRight);
  return {
    weights,
    temperature: held.temperature,
    examples,
    heldOut: held.probabilities,
    suspects: suspectLabels(examples, held.probabilities, classes),
    report: {
      ...classificationFigures(
        examples.map(({ label }) => label),
        predicted,
        classes,
      ),
      folds: held.folds,
      seed,
      offered: offered.length,
      calibrationError: calibration.error,
      calibration: calibration.bins,
      abstention: abstentionCurve(probability, isRight),
    },
  };
}

function bestOf(probabilities: Float64Array, classes: number) {
  const count = probabilities.length / classes;
  const predicted = new Uint32Array(count);
  const probability = new Float64Array(count);
  for (let row = 0; row < count; row++) {
    let best = row * classes;
    for (let at = best; at < (row + 1) * classes; at++) if (probabilities[at]! > probabilities[best]!) best = at;
    predicted[row] = best - row * classes;
    probability[row] = probabilities[best]!;
  }
  return { predicted, probability };
}
