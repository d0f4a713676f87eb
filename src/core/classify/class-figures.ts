import { type Estimate, estimateF1, estimateShare } from '../evaluation/intervals';
import { createRandom } from '../numerics/random';

/** How well one class is told. Where nothing was given it, precision is 0 with the interval 0…1. */
export interface ClassFigures {
  /** Examples of it, and examples that were given it. */
  readonly examples: number;
  readonly given: number;
  readonly precision: Estimate;
  readonly recall: Estimate;
  readonly f1: Estimate;
}

export interface ClassificationFigures {
  readonly examples: number;
  readonly accuracy: Estimate;
  /** Mean of the F1 of classes that are true or given anywhere; interval by 500 bootstrap samples of the examples. */
  readonly macroF1: Estimate;
  /** One member a class. */
  readonly classes: readonly ClassFigures[];
  /** `[true × predicted]`, row-major. */
  readonly confusion: Uint32Array<ArrayBuffer>;
}

const SAMPLES = 500;

/** Figures of predictions, all with 95 % intervals. O(examples + 500 · classes²). */
export function classificationFigures(
  truth: ArrayLike<number>,
  predicted: ArrayLike<number>,
  classes: number,
): ClassificationFigures {
  const confusion = new Uint32Array(classes * classes);
  for (let at = 0; at < truth.length; at++) confusion[truth[at]! * classes + predicted[at]!]!++;
  let right = 0;
  for (let c = 0; c < classes; c++) right += confusion[c * classes + c]!;
  return {
    examples: truth.length,
    accuracy: estimateShare(right, truth.length),
    macroF1: estimateMacroF1(confusion, classes, truth.length),
    classes: Array.from({ length: classes }, (_, c) => {
      const { hits, examples, given } = countsOf(confusion, classes, c);
      return {
        examples,
        given,
        precision: estimateShare(hits, given),
        recall: estimateShare(hits, examples),
        f1: estimateF1(hits, given - hits, examples - hits),
      };
    }),
    confusion,
  };
}

function countsOf(confusion: ArrayLike<number>, classes: number, c: number) {
  let examples = 0;
  let given = 0;
  for (let other = 0; other < classes; other++) {
    examples += confusion[c * classes + other]!;
    given += confusion[other * classes + c]!;
  }
  return { hits: confusion[c * classes + c]!, examples, given };
}

function macroF1Of(confusion: ArrayLike<number>, classes: number): number {
  let sum = 0;
  let present = 0;
  for (let c = 0; c < classes; c++) {
    const { hits, examples, given } = countsOf(confusion, classes, c);
    if (examples + given === 0) continue;
    present++;
    sum += (2 * hits) / (examples + given);
  }
  return present === 0 ? 0 : sum / present;
}

/** A bootstrap sample of examples is a multinomial sample of the cells of the confusion matrix. */
function estimateMacroF1(confusion: Uint32Array, classes: number, total: number): Estimate {
  const value = macroF1Of(confusion, classes);
  if (total === 0) return { value: 0, low: 0, high: 1 };
  const cells = [...confusion.keys()].filter((cell) => confusion[cell]! > 0);
  const random = createRandom(1);
  const sample = new Uint32Array(confusion.length);
  const sampled = Array.from({ length: SAMPLES }, () => {
    let left = total;
    let mass = total;
    for (const cell of cells) {
      const drawn = mass <= confusion[cell]! ? left : random.binomial(left, confusion[cell]! / mass);
      sample[cell] = drawn;
      left -= drawn;
      mass -= confusion[cell]!;
    }
    return macroF1Of(sample, classes);
  }).sort((a, b) => a - b);
  return {
    value,
    low: Math.min(value, sampled[Math.floor(SAMPLES * 0.025)]!),
    high: Math.max(value, sampled[Math.ceil(SAMPLES * 0.975) - 1]!),
  };
}

/** Examples whose probability falls into one tenth of 0…1. */
export interface CalibrationBin {
  readonly examples: number;
  /** Means of its examples. */
  readonly probability: number;
  readonly accuracy: number;
}

/**
 * Expected calibration error, 0…1: how far probabilities are from shares of right labels, over ten equal bins of the greatest
 * probability, weighed by their examples (Naeini, Cooper, Hauskrecht, AAAI 2015). Empty bins are left out.
 */
export function calibrationOf(
  probability: ArrayLike<number>,
  isRight: ArrayLike<number>,
): { readonly error: number; readonly bins: readonly CalibrationBin[] } {
  const BINS = 10;
  const sums = Array.from({ length: BINS }, () => ({ examples: 0, probability: 0, right: 0 }));
  for (let at = 0; at < probability.length; at++) {
    const bin = sums[Math.min(BINS - 1, Math.floor(probability[at]! * BINS))]!;
    bin.examples++;
    bin.probability += probability[at]!;
    bin.right += isRight[at]!;
  }
  const bins = sums
    .filter(({ examples }) => examples > 0)
    .map(({ examples, probability: sum, right }) => ({ examples, probability: sum / examples, accuracy: right / examples }));
  const error = bins.reduce((sum, bin) => sum + bin.examples * Math.abs(bin.probability - bin.accuracy), 0);
  return { error: probability.length === 0 ? 0 : error / probability.length, bins };
}
