import type { Random } from '../numerics/random';
import { weightCount } from './adapter';
import { type MultiplyRows, transpose } from './matrix';

/** The weights of an adapter in training: `normalise(x + D x + b)`, or `normalise(x + up(down x) + b)`, at first the identity. */
export interface Trainable {
  readonly dimensions: number;
  readonly rank: number | null;
  /** As `AdapterParts.weights`, but for the identity that a whole matrix lacks. */
  readonly parameters: Float32Array;
  /** Vectors [rows × dimensions] of length 1 out of `input`; remembers what `backward` needs. */
  forward(input: Float32Array, rows: number): Float32Array;
  /** Gradient by the parameters of what has the gradient `byOutput` by the last output. */
  backward(byOutput: Float32Array): Float32Array;
}

/** Standard deviation of the first factor, times √dimensions. */
const DOWN_SCALE = 1;

export function createTrainable(
  dimensions: number,
  rank: number | null,
  random: Random,
  multiply: MultiplyRows,
  parameters = firstParameters(dimensions, rank, random),
): Trainable {
  const gradient = new Float32Array(parameters.length);
  const biasAt = parameters.length - dimensions;
  const upAt = rank === null ? 0 : rank * dimensions;
  let input = new Float32Array();
  let rows = 0;
  let output = new Float32Array();
  let middle = new Float32Array();
  let lengths = new Float32Array();
  return {
    dimensions,
    rank,
    parameters,
    forward(given, count) {
      input = given as Float32Array<ArrayBuffer>;
      rows = count;
      output = new Float32Array(count * dimensions);
      if (rank === null) {
        multiply(given, count, parameters, dimensions, dimensions, output);
      } else {
        middle = new Float32Array(count * rank);
        multiply(given, count, parameters, rank, dimensions, middle);
        multiply(middle, count, parameters.subarray(upAt, biasAt), dimensions, rank, output);
      }
      lengths = new Float32Array(count);
      for (let row = 0; row < count; row++) {
        const from = row * dimensions;
        let squares = 0;
        for (let i = 0; i < dimensions; i++) {
          const value = output[from + i]! + given[from + i]! + parameters[biasAt + i]!;
          output[from + i] = value;
          squares += value * value;
        }
        const length = Math.sqrt(squares) || 1;
        lengths[row] = length;
        for (let i = 0; i < dimensions; i++) output[from + i]! /= length;
      }
      return output;
    },
    backward(byOutput) {
      const before = new Float32Array(rows * dimensions);
      gradient.fill(0, biasAt);
      for (let row = 0; row < rows; row++) {
        const from = row * dimensions;
        let along = 0;
        for (let i = 0; i < dimensions; i++) along += byOutput[from + i]! * output[from + i]!;
        for (let i = 0; i < dimensions; i++) {
          const value = (byOutput[from + i]! - along * output[from + i]!) / lengths[row]!;
          before[from + i] = value;
          gradient[biasAt + i]! += value;
        }
      }
      const turnedBefore = turn(before, rows, dimensions);
      const turnedInput = turn(input, rows, dimensions);
      if (rank === null) {
        multiply(turnedBefore, dimensions, turnedInput, dimensions, rows, gradient);
        return gradient;
      }
      multiply(turnedBefore, dimensions, turn(middle, rows, rank), rank, rows, gradient.subarray(upAt, biasAt));
      const byMiddle = new Float32Array(rows * rank);
      multiply(before, rows, turn(parameters.subarray(upAt, biasAt), dimensions, rank), rank, dimensions, byMiddle);
      multiply(turn(byMiddle, rows, rank), rank, turnedInput, dimensions, rows, gradient);
      return gradient;
    },
  };
}

function turn(data: Float32Array, rows: number, columns: number): Float32Array {
  const out = new Float32Array(data.length);
  transpose(data, rows, columns, out);
  return out;
}

function firstParameters(dimensions: number, rank: number | null, random: Random): Float32Array {
  const parameters = new Float32Array(weightCount(dimensions, rank));
  const deviation = DOWN_SCALE / Math.sqrt(dimensions);
  if (rank !== null) for (let at = 0; at < rank * dimensions; at++) parameters[at] = deviation * random.normal();
  return parameters;
}

/** The weights of an adapter out of parameters, `share` of the way from the identity. */
export function weightsOf(parameters: Float32Array, dimensions: number, rank: number | null, share = 1): Float32Array {
  const weights = parameters.slice();
  const from = rank === null ? 0 : rank * dimensions;
  for (let at = from; at < weights.length; at++) weights[at]! *= share;
  if (rank === null) for (let i = 0; i < dimensions; i++) weights[i * dimensions + i]! += 1;
  return weights;
}

export interface Optimiser {
  /** One step against the gradient. */
  step(gradient: Float32Array, rate: number): void;
}

const BETA_1 = 0.9;
const BETA_2 = 0.999;
const TINY = 1e-8;

/**
 * Adam (Kingma and Ba, 2015) with decay towards the start taken apart from the gradient (Loshchilov and Hutter, 2019): parameters lose
 * `decay × rate` of their way from where they began, the identity.
 */
export function createAdam(parameters: Float32Array, decay: number): Optimiser {
  const start = parameters.slice();
  const means = new Float32Array(parameters.length);
  const squares = new Float32Array(parameters.length);
  let steps = 0;
  return {
    step(gradient, rate) {
      steps++;
      const size = rate * (Math.sqrt(1 - BETA_2 ** steps) / (1 - BETA_1 ** steps));
      for (let at = 0; at < parameters.length; at++) {
        const slope = gradient[at]!;
        const mean = BETA_1 * means[at]! + (1 - BETA_1) * slope;
        const square = BETA_2 * squares[at]! + (1 - BETA_2) * slope * slope;
        means[at] = mean;
        squares[at] = square;
        const value = parameters[at]!;
        parameters[at] = value - (size * mean) / (Math.sqrt(square) + TINY) - rate * decay * (value - start[at]!);
      }
    },
  };
}
