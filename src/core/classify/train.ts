import { throwIfCancelled } from '../model/errors';
import { createPacer, nextTurn } from '../model/turns';
import type { Job, VectorSet } from '../model/types';
import { vectorAt } from '../vectors/dot-products';
import { type ClassifierWeights, orderTerms } from './classifier-weights';
import { balanceClasses, type ClassExample, chooseLandmarks, orderExamples } from './examples';
import { type Factor, factorise, toFeatures, toLandmarkWeights } from './landmark-features';
import { createLetterSpace, createLetterTable, type LetterSpace, type LetterTable } from './letter-table';
import { fitLogistic } from './logistic-regression';

export interface ClassifyInput {
  readonly texts: readonly string[];
  /** One vector a text; null classifies by letters alone. */
  readonly vectors: VectorSet | null;
}

/** What of a text counts: meaning and spelling, or one of them. */
export type ClassifierViews = 'both' | 'vectors' | 'letters';

const INVERSE_STRENGTH = 20;
const LETTER_WEIGHT = 0.7;
/** Enough for any number of rows that a person labels; beyond, features are approximated. */
const MOST_LANDMARKS = 1000;
const FEWEST_LANDMARKS = 200;
/** Landmarks · examples · classes that one step of the fit may cost. */
const STEP_BUDGET = 3e7;
/** With as many texts, a term that only one of them has is left out. */
const PRUNED_FROM = 100;

/** Texts that classifiers are fitted on, ready for it. */
export interface ExampleTexts extends ClassifyInput {
  /** How much letters count, 0…1; the rest is what vectors do. */
  readonly letters: number;
  readonly table: LetterTable;
}

/** Examples of any fit must be among `examples`; in their order, nothing depends on how texts are numbered. */
export function readyExamples(input: ClassifyInput, examples: readonly ClassExample[], views: ClassifierViews): ExampleTexts {
  const letters = letterWeight(input, views);
  const texts = orderExamples(examples, input.texts).map(({ text }) => text);
  return { ...input, letters, table: createLetterTable(input.texts, letters === 0 ? [] : texts) };
}

/**
 * Learns classes from examples: multinomial logistic regression with L2 and balanced classes on two views of a text, TF-IDF of its
 * character 2- to 4-grams (0.7) and its vector (0.3). Solved in the space of the examples (at most 1,000 of them span it) and then
 * written out as weights of terms and dimensions. From 100 texts on, n-grams of one text alone are left out. Deterministic, and the
 * same for any order of examples and texts.
 *
 * @param classes number of classes; every example has a label below it
 * @throws AppError `job/cancelled`
 */
export async function fitClassifier(
  ready: ExampleTexts,
  given: readonly ClassExample[],
  classes: number,
  { signal }: Pick<Job, 'signal'>,
): Promise<ClassifierWeights> {
  const { letters, table } = ready;
  const examples = orderExamples(given, ready.texts);
  const budget = Math.floor(STEP_BUDGET / (examples.length * classes));
  const landmarks = chooseLandmarks(examples, Math.min(MOST_LANDMARKS, Math.max(FEWEST_LANDMARKS, budget)));
  const space = createLetterSpace(table, letters === 0 ? [] : landmarks, landmarks.length < PRUNED_FROM ? 1 : 2);
  const size = landmarks.length;
  const pace = createPacer();

  const matrix = new Float64Array(size * size);
  for (const [row, text] of landmarks.entries()) {
    // The factorisation reads the lower triangle alone.
    writeSimilarities(ready, space, landmarks, text, matrix.subarray(row * size, row * size + row + 1));
    await pace();
    throwIfCancelled(signal);
  }
  const factor = factorise(matrix, size);
  const landmarkOf = new Map(landmarks.map((text, row) => [text, row]));
  const data = new Float64Array(examples.length * size);
  let before = -1;
  for (const [row, { text }] of examples.entries()) {
    const features = data.subarray(row * size, (row + 1) * size);
    const landmark = landmarkOf.get(text);
    if (text === before) features.set(data.subarray((row - 1) * size, row * size));
    else if (landmark !== undefined) writeLandmark(factor, landmark, features);
    else {
      writeSimilarities(ready, space, landmarks, text, features);
      toFeatures(factor, features);
    }
    before = text;
    await pace();
    throwIfCancelled(signal);
  }
  const labels = Uint32Array.from(examples, ({ label }) => label);
  const rowWeights = balanceClasses(labels, classes);
  const model = fitLogistic({ data, features: size, labels, classes, rowWeights }, INVERSE_STRENGTH);
  await nextTurn();
  throwIfCancelled(signal);

  const classWeights = Array.from({ length: classes }, (_, c) => {
    const from = c * (size + 1);
    return toLandmarkWeights(factor, model.weights.subarray(from, from + size));
  });
  const { termWeights, vector } = writeOut(ready, landmarks, space, classWeights);
  return {
    classes,
    dimensions: letters === 1 ? 0 : ready.vectors!.dimensions,
    intercept: Float32Array.from({ length: classes }, (_, c) => model.weights[c * (size + 1) + size]!),
    vector,
    terms: letters === 0 ? null : orderTerms(table.terms, space.idf, termWeights, classes),
  };
}

/** Features of a landmark are its row of the factor, as `lower · lowerᵀ` is the matrix. */
function writeLandmark({ size, lower }: Factor, landmark: number, features: Float64Array): void {
  features.set(lower.subarray(landmark * size, landmark * size + landmark + 1));
}

function letterWeight({ vectors }: ClassifyInput, views: ClassifierViews): number {
  if (!vectors || views === 'letters') return 1;
  return views === 'vectors' ? 0 : LETTER_WEIGHT;
}

/** With as many landmarks, from the first on, as `out` has places. */
function writeSimilarities(
  { letters, vectors }: ExampleTexts,
  space: LetterSpace,
  landmarks: readonly number[],
  text: number,
  out: Float64Array,
): void {
  out.fill(0);
  if (letters > 0) space.addCosines(space.weigh(text), out, letters);
  if (letters === 1) return;
  const { dimensions, data } = vectors!;
  const own = vectorAt(vectors!, text);
  for (let at = 0; at < out.length; at++) {
    const from = landmarks[at]! * dimensions;
    let sum = 0;
    for (let i = 0; i < dimensions; i++) sum += own[i]! * data[from + i]!;
    out[at]! += (1 - letters) * sum;
  }
}

/** Weights of landmarks as weights of terms `[term × classes]` and of vector dimensions `[class × dimensions]`. */
function writeOut(
  { letters, table, vectors }: ExampleTexts,
  landmarks: readonly number[],
  space: LetterSpace,
  classWeights: readonly Float64Array[],
): { readonly termWeights: Float64Array; readonly vector: Float32Array<ArrayBuffer> } {
  const classes = classWeights.length;
  const dimensions = letters === 1 ? 0 : vectors!.dimensions;
  const termWeights = new Float64Array(table.terms.length * classes);
  const vectorWeights = new Float64Array(dimensions * classes);
  landmarks.forEach((text, landmark) => {
    if (letters > 0) {
      const { terms, weights } = space.weigh(text);
      terms.forEach((term, at) => {
        for (let c = 0; c < classes; c++) {
          termWeights[term * classes + c]! += letters * weights[at]! * classWeights[c]![landmark]!;
        }
      });
    }
    if (dimensions === 0) return;
    const vector = vectorAt(vectors!, text);
    for (let c = 0; c < classes; c++) {
      const weight = (1 - letters) * classWeights[c]![landmark]!;
      for (let i = 0; i < dimensions; i++) vectorWeights[c * dimensions + i]! += weight * vector[i]!;
    }
  });
  return { termWeights, vector: Float32Array.from(vectorWeights) };
}
