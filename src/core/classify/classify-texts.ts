import { throwIfCancelled } from '../model/errors';
import { createPacer } from '../model/turns';
import type { Job } from '../model/types';
import { type ClassifierWeights, type LogitsOf, logitsBy } from './classifier-weights';
import { compareNames } from './compare-names';
import { softmaxInPlace } from './logistic-regression';
import type { ClassifyInput } from './train';
import { type TrainedClassifier, type TrainSettings, trainClassifier } from './train-classifier';

export interface ClassifySettings extends TrainSettings {
  /** Texts to classify are the first `count` of the input. */
  readonly count: number;
  /** Examples are told as a classifier tells them that has not seen them. */
  readonly isHeldOut: boolean;
}

/** One member a text: the class of greatest probability (the lower one of equals), 0…1, and the next one (the same where there is one class). */
export interface Classified {
  readonly label: Uint32Array<ArrayBuffer>;
  readonly probability: Float32Array<ArrayBuffer>;
  readonly second: Uint32Array<ArrayBuffer>;
  readonly secondProbability: Float32Array<ArrayBuffer>;
}

/** `trained` is null where there were no examples. */
export interface ClassifiedTexts extends Classified {
  readonly trained: TrainedClassifier | null;
}

/**
 * Gives every text a class. With examples, a classifier is trained (see `trainClassifier`) and its probabilities are calibrated on
 * held-out examples; names and descriptions of a class are among its examples. Without examples, the class whose texts are most similar
 * wins (see `compareNames`), and probabilities only order.
 *
 * @throws AppError `job/cancelled`
 */
export async function classifyTexts(input: ClassifyInput, settings: ClassifySettings, job: Job): Promise<ClassifiedTexts> {
  const { classTexts, examples, count } = settings;
  const classes = classTexts.length;
  if (examples.length === 0) {
    return { ...(await labelTexts(compareNames(input, classTexts), classes, 1, count, job)), trained: null };
  }
  const trained = await trainClassifier(input, settings, job);
  const found = await applyClassifier(input, trained.weights, trained.temperature, count, job);
  if (settings.isHeldOut && trained.report.folds > 1) {
    trained.examples.forEach(({ text }, at) => {
      write(found, text, trained.heldOut.subarray(at * classes, (at + 1) * classes));
    });
  }
  return { ...found, trained };
}

/** Gives the first `count` texts classes by weights that were learned before. @throws AppError `job/cancelled` */
export function applyClassifier(
  input: ClassifyInput,
  weights: ClassifierWeights,
  temperature: number,
  count: number,
  job: Job,
): Promise<Classified> {
  return labelTexts(logitsBy(weights, input), weights.classes, temperature, count, job);
}

async function labelTexts(
  logitsOf: LogitsOf,
  classes: number,
  temperature: number,
  count: number,
  job: Job,
): Promise<Classified> {
  const found: Classified = {
    label: new Uint32Array(count),
    probability: new Float32Array(count),
    second: new Uint32Array(count),
    secondProbability: new Float32Array(count),
  };
  const scores = new Float64Array(classes);
  const pace = createPacer();
  for (let text = 0; text < count; text++) {
    logitsOf(text, scores);
    for (let c = 0; c < classes; c++) scores[c]! /= temperature;
    softmaxInPlace(scores);
    write(found, text, scores);
    const turn = pace();
    if (!turn) continue;
    job.progress(text, count, 'texts');
    await turn;
    throwIfCancelled(job.signal);
  }
  throwIfCancelled(job.signal);
  return found;
}

function write({ label, probability, second, secondProbability }: Classified, text: number, scores: Float64Array): void {
  let best = 0;
  for (let c = 1; c < scores.length; c++) if (scores[c]! > scores[best]!) best = c;
  let next = best === 0 && scores.length > 1 ? 1 : 0;
  for (let c = 0; c < scores.length; c++) if (c !== best && scores[c]! > scores[next]!) next = c;
  label[text] = best;
  probability[text] = scores[best]!;
  second[text] = next;
  secondProbability[text] = next === best ? 0 : scores[next]!;
}
