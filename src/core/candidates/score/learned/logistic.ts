import { crossEntropy, sigmoid } from '../../../numerics/log-odds';
import { minimise } from '../../../numerics/minimise';
import type { LabelledEvidence } from './forest';

export interface LinearScore {
  readonly intercept: number;
  /** One a feature. */
  readonly weights: Float64Array;
}

/**
 * Logistic regression that starts from weights known to be good elsewhere and leaves them as far as the examples ask for: least
 * cross-entropy, summed, plus `Σ (spread · change)² / (2 · trust)`, where `spread` is a feature's standard deviation. The intercept is free
 * unless it has a trust of its own. Convex, O(steps · rows · width).
 */
export function refitLogistic(
  { data, width, labels }: LabelledEvidence,
  prior: LinearScore,
  trust = 1,
  interceptTrust = Number.POSITIVE_INFINITY,
): LinearScore {
  const spreads = spreadsOf(data, width, labels.length);
  const logits = (point: Float64Array, row: number): number => {
    let sum = prior.intercept + point[width]!;
    for (let f = 0; f < width; f++) sum += (prior.weights[f]! + point[f]! / spreads[f]!) * data[row * width + f]!;
    return sum;
  };
  const change = minimise(
    (point, gradient) => {
      gradient.fill(0);
      let loss = 0;
      for (let row = 0; row < labels.length; row++) {
        const logit = logits(point, row);
        const label = labels[row]!;
        loss += crossEntropy(logit, label);
        const error = sigmoid(logit) - label;
        for (let f = 0; f < width; f++) gradient[f]! += (error * data[row * width + f]!) / spreads[f]!;
        gradient[width]! += error;
      }
      for (let f = 0; f < width; f++) {
        loss += (point[f]! * point[f]!) / (2 * trust);
        gradient[f]! += point[f]! / trust;
      }
      gradient[width]! += point[width]! / interceptTrust;
      return loss + (point[width]! * point[width]!) / (2 * interceptTrust);
    },
    new Float64Array(width + 1),
  );
  return {
    intercept: prior.intercept + change[width]!,
    weights: prior.weights.map((weight, f) => weight + change[f]! / spreads[f]!),
  };
}

export function linearLogits({ intercept, weights }: LinearScore, data: Float32Array): Float64Array {
  const width = weights.length;
  const out = new Float64Array(data.length / width);
  for (let row = 0; row < out.length; row++) {
    let sum = intercept;
    for (let f = 0; f < width; f++) sum += weights[f]! * data[row * width + f]!;
    out[row] = sum;
  }
  return out;
}

/** Standard deviation of each feature; 1 for one that never changes. */
function spreadsOf(data: Float32Array, width: number, rows: number): Float64Array {
  return Float64Array.from({ length: width }, (_, f) => {
    let sum = 0;
    let squares = 0;
    for (let row = 0; row < rows; row++) {
      sum += data[row * width + f]!;
      squares += data[row * width + f]! ** 2;
    }
    const mean = sum / rows;
    return Math.sqrt(Math.max(0, squares / rows - mean * mean)) || 1;
  });
}
