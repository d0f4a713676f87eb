import { ngramsOf } from '../candidates/lexical/ngrams';
import { throwIfCancelled } from '../model/errors';
import { createPacer } from '../model/turns';
import type { Job } from '../model/types';
import { normaliseText } from '../text/normalise';
import { areForeign, scriptsOf } from '../text/scripts';
import { vectorAt } from '../vectors/dot-products';
import type { ClassExample } from './examples';
import { softmaxInPlace } from './logistic-regression';
import { createTextSpace } from './text-space';
import { type ClassifyInput, trainClassifier } from './train';

export interface ClassifySettings {
  /** Text of each class among the texts of the input: what its name says. */
  readonly classTexts: readonly number[];
  readonly examples: readonly ClassExample[];
  /** Texts to classify are the first `count` of the input. */
  readonly count: number;
}

/** One member a text: the class of greatest probability (the lower one of equals) and that probability, 0…1. */
export interface Classified {
  readonly label: Uint32Array;
  readonly probability: Float32Array;
}

/** What a difference in similarity is worth without examples. */
const NAME_TEMPERATURE = 0.05;
const NAME_LETTER_WEIGHT = 0.3;
const TEXTS_BETWEEN_REPORTS = 50;

/**
 * Gives every text a class. With examples, a classifier is trained (see `trainClassifier`) and its probabilities are calibrated on
 * held-out examples; the name of a class is one of its examples. Without examples, the class whose name is most similar wins
 * (vectors 0.7, letters 0.3; vectors alone across scripts), and probabilities only order.
 *
 * @throws AppError `job/cancelled`
 */
export async function classifyTexts(input: ClassifyInput, settings: ClassifySettings, job: Job): Promise<Classified> {
  const { classTexts, examples, count } = settings;
  const classes = classTexts.length;
  const score =
    examples.length === 0
      ? compareNames(input, classTexts)
      : await trainedScore(input, withNames(examples, classTexts), classes, job);
  const label = new Uint32Array(count);
  const probability = new Float32Array(count);
  const scores = new Float64Array(classes);
  const pace = createPacer();
  for (let text = 0; text < count; text++) {
    score(text, scores);
    softmaxInPlace(scores);
    let best = 0;
    for (let c = 1; c < classes; c++) if (scores[c]! > scores[best]!) best = c;
    label[text] = best;
    probability[text] = scores[best]!;
    if (text % TEXTS_BETWEEN_REPORTS === 0) {
      job.progress(text, count, 'texts');
      await pace();
      throwIfCancelled(job.signal);
    }
  }
  return { label, probability };
}

/** The name of a class is an example of it: it says most where few others are given. */
const withNames = (examples: readonly ClassExample[], classTexts: readonly number[]): ClassExample[] => [
  ...examples,
  ...classTexts.map((text, label) => ({ text, label })),
];

async function trainedScore(
  input: ClassifyInput,
  examples: readonly ClassExample[],
  classes: number,
  job: Job,
): Promise<(text: number, out: Float64Array) => void> {
  const classifier = await trainClassifier(input, examples, classes, job);
  return (text, out) => {
    classifier.logitsOf(text, out);
    for (let c = 0; c < classes; c++) out[c]! /= classifier.temperature;
  };
}

function compareNames(input: ClassifyInput, classTexts: readonly number[]): (text: number, out: Float64Array) => void {
  const names = classTexts.map((text) => normaliseText(input.texts[text]!));
  const scripts = names.map(scriptsOf);
  const space = createTextSpace(names, ngramsOf);
  const lexical = new Float64Array(names.length);
  return (text, out) => {
    const normalised = normaliseText(input.texts[text]!);
    const own = scriptsOf(normalised);
    lexical.fill(0);
    space.addCosines(space.weigh(normalised), lexical, 1);
    classTexts.forEach((name, c) => {
      const similarity = input.vectors ? dot(vectorAt(input.vectors, text), vectorAt(input.vectors, name)) : 0;
      const letters = input.vectors ? (areForeign(own, scripts[c]!) ? 0 : NAME_LETTER_WEIGHT) : 1;
      out[c] = (letters * lexical[c]! + (1 - letters) * similarity) / NAME_TEMPERATURE;
    });
  };
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
