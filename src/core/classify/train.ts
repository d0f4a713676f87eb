import { ngramsOf } from '../candidates/lexical/ngrams';
import { throwIfCancelled } from '../model/errors';
import { nextTurn } from '../model/turns';
import type { Job, VectorSet } from '../model/types';
import { normaliseText } from '../text/normalise';
import { vectorAt } from '../vectors/dot-products';
import { assignParts, balanceClasses, type ClassExample, chooseLandmarks, orderExamples } from './examples';
import { factorise, toFeatures, toLandmarkWeights } from './landmark-features';
import { fitLogistic, type LogisticExamples, predictLogits } from './logistic-regression';
import { fitTemperature } from './temperature';
import { createTextSpace, type TextSpace, type WeighedText } from './text-space';

export interface ClassifyInput {
  readonly texts: readonly string[];
  /** One vector a text; null classifies by letters alone. */
  readonly vectors: VectorSet | null;
}

export interface Classifier {
  readonly classes: number;
  /** Logits are divided by it. */
  readonly temperature: number;
  /** Logits of any text of the input, one a class, not yet divided. O(terms · classes). */
  logitsOf(text: number, out: Float64Array): void;
}

const INVERSE_STRENGTH = 20;
const LETTER_WEIGHT = 0.7;
const PARTS = 5;
/** Enough for any number of rows that a person labels; beyond, features are approximated. */
const MOST_LANDMARKS = 1000;
const FEWEST_LANDMARKS = 200;
/** Landmarks · examples · classes that one step of the fit may cost. */
const STEP_BUDGET = 1e8;
/** Above this, temperature comes from one held-out part instead of all. */
const CHECK_BUDGET = 2e7;

/**
 * Learns classes from examples: multinomial logistic regression with L2 and balanced classes on two views of a text, TF-IDF of its
 * character 2- to 4-grams (0.7) and its vector (0.3). Solved in the space of the examples (at most 1,000 of them span it) and then
 * written out as weights of terms and dimensions. The temperature is fitted on held-out examples, 5-fold. Deterministic, and the
 * same for any order of examples and texts.
 *
 * @param classes number of classes; every example has a label below it
 * @throws AppError `job/cancelled`
 */
export async function trainClassifier(
  input: ClassifyInput,
  given: readonly ClassExample[],
  classes: number,
  job: Job,
): Promise<Classifier> {
  const examples = orderExamples(given, input.texts);
  const budget = Math.floor(STEP_BUDGET / (examples.length * classes));
  const landmarks = chooseLandmarks(examples, Math.min(MOST_LANDMARKS, Math.max(FEWEST_LANDMARKS, budget)));
  const space = createTextSpace(
    landmarks.map((text) => normaliseText(input.texts[text]!)),
    ngramsOf,
  );
  const weighed = weighOnce(input, space);
  const similarities = similarityWith(input, landmarks, space, weighed);
  const size = landmarks.length;

  const matrix = new Float64Array(size * size);
  for (const [row, text] of landmarks.entries()) similarities(text, matrix.subarray(row * size, (row + 1) * size));
  const factor = factorise(matrix, size);
  const data = new Float64Array(examples.length * size);
  for (const [row, { text }] of examples.entries()) {
    const features = data.subarray(row * size, (row + 1) * size);
    similarities(text, features);
    toFeatures(factor, features);
    if (row % 50 === 0) {
      job.progress(row, examples.length, 'texts');
      await nextTurn();
      throwIfCancelled(job.signal);
    }
  }
  const labels = Uint32Array.from(examples, ({ label }) => label);
  const train = (subset: LogisticExamples) =>
    fitLogistic({ ...subset, rowWeights: balanceClasses(subset.labels, classes) }, INVERSE_STRENGTH);
  const all = { data, features: size, labels, classes };
  const model = train(all);
  await nextTurn();
  throwIfCancelled(job.signal);
  const temperature = await checkTemperature(all, assignParts(examples, classes, PARTS), train, job);

  const classWeights = Array.from({ length: classes }, (_, c) => {
    const from = c * (size + 1);
    return toLandmarkWeights(factor, model.weights.subarray(from, from + size));
  });
  const intercepts = Float64Array.from({ length: classes }, (_, c) => model.weights[c * (size + 1) + size]!);
  const isKnown = new Set(examples.map(({ text }) => text));
  const { termWeights, vectorWeights } = writeOut(input, landmarks, space, classWeights);
  return {
    classes,
    temperature,
    logitsOf(text, out) {
      out.set(intercepts);
      const { terms, weights } = isKnown.has(text) ? weighed(text) : weigh(input, space, text);
      terms.forEach((term, i) => {
        for (let c = 0; c < classes; c++) out[c]! += weights[i]! * termWeights[term * classes + c]!;
      });
      if (!input.vectors) return;
      const vector = vectorAt(input.vectors, text);
      for (let c = 0; c < classes; c++) {
        const from = c * vector.length;
        let sum = 0;
        for (let i = 0; i < vector.length; i++) sum += vector[i]! * vectorWeights[from + i]!;
        out[c]! += sum;
      }
    },
  };
}

const letterWeight = (input: ClassifyInput): number => (input.vectors ? LETTER_WEIGHT : 1);

const weigh = (input: ClassifyInput, space: TextSpace, text: number): WeighedText =>
  space.weigh(normaliseText(input.texts[text]!));

/** Keeps the terms of examples, which are asked for several times. */
function weighOnce(input: ClassifyInput, space: TextSpace): (text: number) => WeighedText {
  const kept = new Map<number, WeighedText>();
  return (text) => {
    let own = kept.get(text);
    if (!own) {
      own = weigh(input, space, text);
      kept.set(text, own);
    }
    return own;
  };
}

function similarityWith(
  input: ClassifyInput,
  landmarks: readonly number[],
  space: TextSpace,
  weighed: (text: number) => WeighedText,
): (text: number, out: Float64Array) => void {
  const letters = letterWeight(input);
  return (text, out) => {
    out.fill(0);
    space.addCosines(weighed(text), out, letters);
    if (!input.vectors) return;
    const vector = vectorAt(input.vectors, text);
    landmarks.forEach((landmark, at) => {
      const other = vectorAt(input.vectors!, landmark);
      let sum = 0;
      for (let i = 0; i < vector.length; i++) sum += vector[i]! * other[i]!;
      out[at]! += (1 - letters) * sum;
    });
  };
}

async function checkTemperature(
  examples: LogisticExamples,
  parts: Uint8Array,
  train: (subset: LogisticExamples) => ReturnType<typeof fitLogistic>,
  job: Job,
): Promise<number> {
  const { data, features, labels, classes } = examples;
  const rounds = labels.length * features * classes > CHECK_BUDGET ? 1 : PARTS;
  const heldLogits: number[] = [];
  const heldLabels: number[] = [];
  const out = new Float64Array(classes);
  for (let part = 0; part < rounds; part++) {
    const rows = [...labels.keys()];
    const kept = rows.filter((row) => parts[row] !== part);
    const known = new Set(kept.map((row) => labels[row]!));
    const held = rows.filter((row) => parts[row] === part && known.has(labels[row]!));
    if (known.size < 2 || held.length === 0) continue;
    const subset = new Float64Array(kept.length * features);
    kept.forEach((row, at) => {
      subset.set(data.subarray(row * features, (row + 1) * features), at * features);
    });
    const model = train({ data: subset, features, labels: Uint32Array.from(kept, (row) => labels[row]!), classes });
    for (const row of held) {
      predictLogits(model, data, row * features, out);
      heldLogits.push(...out);
      heldLabels.push(labels[row]!);
    }
    await nextTurn();
    throwIfCancelled(job.signal);
  }
  return fitTemperature(Float64Array.from(heldLogits), heldLabels, classes);
}

/** Weights of landmarks as weights of terms `[term × classes]` and of vector dimensions `[class × dimensions]`. */
function writeOut(
  input: ClassifyInput,
  landmarks: readonly number[],
  { fixed, termCount }: TextSpace,
  classWeights: readonly Float64Array[],
): { readonly termWeights: Float64Array; readonly vectorWeights: Float64Array } {
  const classes = classWeights.length;
  const letters = letterWeight(input);
  const dimensions = input.vectors?.dimensions ?? 0;
  const termWeights = new Float64Array(termCount * classes);
  const vectorWeights = new Float64Array(dimensions * classes);
  landmarks.forEach((text, landmark) => {
    for (let at = fixed.offsets[landmark]!; at < fixed.offsets[landmark + 1]!; at++) {
      const from = fixed.terms[at]! * classes;
      for (let c = 0; c < classes; c++) termWeights[from + c]! += letters * fixed.weights[at]! * classWeights[c]![landmark]!;
    }
    if (!input.vectors) return;
    const vector = vectorAt(input.vectors, text);
    for (let c = 0; c < classes; c++) {
      const weight = (1 - letters) * classWeights[c]![landmark]!;
      for (let i = 0; i < dimensions; i++) vectorWeights[c * dimensions + i]! += weight * vector[i]!;
    }
  });
  return { termWeights, vectorWeights };
}
