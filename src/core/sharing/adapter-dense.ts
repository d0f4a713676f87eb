import type { Projection } from '../tuning/apply-adapter';
import type { DenseStep } from './base-steps';

/** An adapter as one dense layer; factors are multiplied out: W = 1 + up down. O(dimensions² × rank). */
export function denseOfAdapter({ rank, weights, base: { dimensions } }: Projection): DenseStep {
  const biases = weights.slice(weights.length - dimensions);
  const shape = { kind: 'dense', inputs: dimensions, outputs: dimensions, activation: 'identity' } as const;
  if (rank === null) return { ...shape, weights: weights.slice(0, dimensions * dimensions), biases };
  const matrix = new Float32Array(dimensions * dimensions);
  const row = new Float64Array(dimensions);
  const up = rank * dimensions;
  for (let out = 0; out < dimensions; out++) {
    row.fill(0);
    row[out] = 1;
    for (let factor = 0; factor < rank; factor++) {
      const share = weights[up + out * rank + factor]!;
      for (let at = 0; at < dimensions; at++) row[at]! += share * weights[factor * dimensions + at]!;
    }
    matrix.set(row, out * dimensions);
  }
  return { ...shape, weights: matrix, biases };
}
