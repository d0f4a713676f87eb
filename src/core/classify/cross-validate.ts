import { throwIfCancelled } from '../model/errors';
import type { Job } from '../model/types';
import { logitsBy } from './classifier-weights';
import { assignFolds, type ClassExample } from './examples';
import { softmaxInPlace } from './logistic-regression';
import { fitTemperature } from './temperature';
import { type ExampleTexts, fitClassifier } from './train';

export interface FoldSettings {
  /** At least 2; fewer where there are fewer distinct texts. */
  readonly folds: number;
  readonly seed: number;
}

/** What classifiers that have not seen an example say of it. */
export interface HeldOut {
  readonly folds: number;
  /** Part of every example. */
  readonly fold: Uint8Array<ArrayBuffer>;
  /** `[examples × classes]`, row-major; each by the temperature of the other folds. */
  readonly probabilities: Float64Array;
  /** Of all held-out logits. */
  readonly temperature: number;
}

/**
 * Stratified cross-validation: each part of the examples is classified by what the others and `extras` (names of classes, which are never
 * measured) teach. n-grams, their weights and the temperature by which probabilities of a part are told come from other parts alone.
 * Progress is in folds. The cost of `folds` fits.
 *
 * @throws AppError `job/cancelled`
 */
export async function crossValidate(
  ready: ExampleTexts,
  examples: readonly ClassExample[],
  extras: readonly ClassExample[],
  classes: number,
  { folds: wanted, seed }: FoldSettings,
  job: Job,
): Promise<HeldOut> {
  const distinct = new Set(examples.map(({ text }) => text)).size;
  const folds = Math.min(wanted, distinct);
  const logits = new Float64Array(examples.length * classes);
  const fold = assignFolds(examples, ready.texts, classes, Math.max(1, folds), seed);
  if (folds < 2) return { folds: 0, fold, probabilities: logits.fill(1 / classes), temperature: 1 };
  for (let part = 0; part < folds; part++) {
    const kept = examples.filter((_, at) => fold[at] !== part);
    const weights = await fitClassifier(ready, [...kept, ...extras], classes, job);
    const logitsOf = logitsBy(weights, ready);
    const out = new Float64Array(classes);
    examples.forEach(({ text }, at) => {
      if (fold[at] !== part) return;
      logitsOf(text, out);
      logits.set(out, at * classes);
    });
    job.progress(part + 1, folds + 1, 'texts');
    throwIfCancelled(job.signal);
  }
  const labels = examples.map(({ label }) => label);
  const temperatureOf = (rows: readonly number[]): number =>
    fitTemperature(
      rowsOf(logits, rows, classes),
      rows.map((at) => labels[at]!),
      classes,
    );
  const isInFold = (at: number, part: number): boolean => fold[at] === part;
  const isKnown = knownElsewhere(examples, extras, fold);
  const usable = [...labels.keys()].filter((at) => isKnown[at]);
  const probabilities = logits.slice();
  for (let part = 0; part < folds; part++) {
    const own = temperatureOf(usable.filter((at) => !isInFold(at, part)));
    for (const at of labels.keys()) {
      if (!isInFold(at, part)) continue;
      const row = probabilities.subarray(at * classes, (at + 1) * classes);
      for (let c = 0; c < classes; c++) row[c]! /= own;
      softmaxInPlace(row);
    }
  }
  return { folds, fold, probabilities, temperature: temperatureOf(usable) };
}

/** Whether anything outside an example's part says what its class is: where nothing does, no temperature makes it right. */
function knownElsewhere(
  examples: readonly ClassExample[],
  extras: readonly ClassExample[],
  fold: Uint8Array,
): readonly boolean[] {
  const parts = new Map<number, Set<number>>();
  examples.forEach(({ label }, at) => {
    parts.set(label, (parts.get(label) ?? new Set()).add(fold[at]!));
  });
  for (const { label } of extras) parts.set(label, (parts.get(label) ?? new Set()).add(-1));
  return examples.map(({ label }) => parts.get(label)!.size > 1);
}

function rowsOf(matrix: Float64Array, rows: readonly number[], width: number): Float64Array {
  const picked = new Float64Array(rows.length * width);
  rows.forEach((row, at) => {
    picked.set(matrix.subarray(row * width, (row + 1) * width), at * width);
  });
  return picked;
}
