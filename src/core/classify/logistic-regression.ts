import { minimise } from '../numerics/minimise';

/** `weights[c * (features + 1) + f]`; the last of each class is its intercept. */
export interface LogisticModel {
  readonly classes: number;
  readonly features: number;
  readonly weights: Float64Array;
}

export interface LogisticExamples {
  /** Row-major `[labels.length × features]`. */
  readonly data: Float64Array;
  readonly features: number;
  /** Class of every row, below `classes`. */
  readonly labels: Uint32Array;
  readonly classes: number;
  /** How much every row counts; absent means 1. */
  readonly rowWeights?: Float64Array;
}

/**
 * Multinomial logistic regression: the weights of least cross-entropy, summed over the examples, plus `|W|² / (2 · inverseStrength)`
 * (L2 on everything but the intercepts, scaled as `C` of scikit-learn is). Convex, so the answer does not depend on the order of
 * rows beyond rounding. Cost O(steps · rows · features · classes).
 */
export function fitLogistic(examples: LogisticExamples, inverseStrength: number): LogisticModel {
  const { data, features, labels, classes, rowWeights } = examples;
  const stride = features + 1;
  const count = labels.length;
  const probabilities = new Float64Array(classes);
  const scale = 1 / Math.max(1, count);
  const weights = minimise(
    (point, gradient) => {
      gradient.fill(0);
      let loss = 0;
      for (let row = 0; row < count; row++) {
        const weight = (rowWeights?.[row] ?? 1) * scale;
        const from = row * features;
        writeLogits(point, data, from, features, probabilities);
        const logSum = softmaxInPlace(probabilities);
        const label = labels[row]!;
        loss += weight * (logSum - logitOf(point, data, from, features, label));
        for (let c = 0; c < classes; c++) {
          const error = weight * (probabilities[c]! - (c === label ? 1 : 0));
          if (error === 0) continue;
          const at = c * stride;
          for (let f = 0; f < features; f++) gradient[at + f]! += error * data[from + f]!;
          gradient[at + features]! += error;
        }
      }
      let squares = 0;
      const decay = scale / inverseStrength;
      for (let c = 0; c < classes; c++) {
        for (let at = c * stride; at < c * stride + features; at++) {
          squares += point[at]! * point[at]!;
          gradient[at]! += decay * point[at]!;
        }
      }
      return loss + (decay * squares) / 2;
    },
    new Float64Array(classes * stride),
  );
  return { classes, features, weights };
}

/** Logits of one row of features, which starts at `from`, one a class. */
export function predictLogits(model: LogisticModel, data: Float64Array, from: number, out: Float64Array): void {
  writeLogits(model.weights, data, from, model.features, out);
}

/** Turns logits into probabilities in place; answers with the logarithm of the sum of their exponentials. */
export function softmaxInPlace(logits: Float64Array): number {
  let most = Number.NEGATIVE_INFINITY;
  for (const logit of logits) most = Math.max(most, logit);
  let sum = 0;
  for (let c = 0; c < logits.length; c++) {
    logits[c] = Math.exp(logits[c]! - most);
    sum += logits[c]!;
  }
  for (let c = 0; c < logits.length; c++) logits[c]! /= sum;
  return most + Math.log(sum);
}

function writeLogits(weights: Float64Array, data: Float64Array, from: number, features: number, out: Float64Array): void {
  for (let c = 0; c < out.length; c++) out[c] = logitOf(weights, data, from, features, c);
}

function logitOf(weights: Float64Array, data: Float64Array, from: number, features: number, c: number): number {
  const at = c * (features + 1);
  let sum = weights[at + features]!;
  for (let f = 0; f < features; f++) sum += weights[at + f]! * data[from + f]!;
  return sum;
}
