import { AppError } from '../model/errors';
import type { Adapter } from './adapter';

export type Projection = Pick<Adapter, 'rank' | 'weights'> & { readonly base: Pick<Adapter['base'], 'dimensions'> };

/** Rows that share each pass over the weights. */
const BLOCK = 4;

/**
 * Puts vectors through an adapter, in place: row-major, of length 1 afterwards; rows of zeros, texts without content, stay zero. Equal
 * rows give equal rows, wherever they stand. O(rows × dimensions²), or O(rows × dimensions × rank) for factors: about a second for
 * 10,000 rows of 384, so call it in a worker, in portions.
 *
 * @throws AppError `adapter/other-model` where the data are not rows of as many dimensions
 */
export function applyAdapter(adapter: Projection, data: Float32Array): void {
  const { rank, weights } = adapter;
  const { dimensions } = adapter.base;
  if (data.length % dimensions !== 0) throw new AppError('adapter/other-model');
  const bias = weights.subarray(weights.length - dimensions);
  const input = new Float64Array(BLOCK * dimensions);
  const output = new Float64Array(BLOCK * dimensions);
  const middle = rank === null ? null : new Float64Array(BLOCK * rank);
  for (let from = 0; from < data.length; from += BLOCK * dimensions) {
    const count = Math.min(BLOCK, (data.length - from) / dimensions);
    input.fill(0);
    input.set(data.subarray(from, from + count * dimensions));
    if (middle === null || rank === null) {
      multiply(weights, 0, dimensions, dimensions, input, output);
    } else {
      multiply(weights, 0, rank, dimensions, input, middle);
      multiply(weights, rank * dimensions, dimensions, rank, middle, output);
      for (let at = 0; at < output.length; at++) output[at]! += input[at]!;
    }
    for (let row = 0; row < count; row++) finishRow(input, output, bias, row * dimensions, data, from + row * dimensions);
  }
}

/** `output[r] = W input[r]` for the rows of a block: W [outputs × inputs] from `start`. */
function multiply(
  weights: Float32Array,
  start: number,
  outputs: number,
  inputs: number,
  input: Float64Array,
  output: Float64Array,
): void {
  for (let out = 0; out < outputs; out++) {
    const row = start + out * inputs;
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let i = 0; i < inputs; i++) {
      const weight = weights[row + i]!;
      a += weight * input[i]!;
      b += weight * input[inputs + i]!;
      c += weight * input[2 * inputs + i]!;
      d += weight * input[3 * inputs + i]!;
    }
    output[out] = a;
    output[outputs + out] = b;
    output[2 * outputs + out] = c;
    output[3 * outputs + out] = d;
  }
}

function finishRow(
  input: Float64Array,
  output: Float64Array,
  bias: Float32Array,
  from: number,
  data: Float32Array,
  to: number,
): void {
  const dimensions = bias.length;
  let isEmpty = true;
  let squares = 0;
  for (let i = 0; i < dimensions; i++) {
    if (input[from + i] !== 0) isEmpty = false;
    output[from + i]! += bias[i]!;
    squares += output[from + i]! ** 2;
  }
  if (isEmpty) return;
  const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
  // What an adapter would make nothing of stays as it was.
  for (let i = 0; i < dimensions; i++) data[to + i] = scale === 0 ? input[from + i]! : output[from + i]! * scale;
}
