import { AppError } from '../model/errors';
import type { Adapter } from './adapter';
import { createMultiply, type MultiplyRows } from './matrix';

export type Projection = Pick<Adapter, 'rank' | 'weights'> & { readonly base: Pick<Adapter['base'], 'dimensions'> };

/** Rows that are multiplied together. */
const ROWS_AT_ONCE = 256;

let multiply: MultiplyRows | null = null;

/**
 * Puts vectors through an adapter, in place: row-major, of length 1 afterwards; rows of zeros, texts without content, stay zero. Equal
 * rows give equal rows, wherever they stand. O(rows × dimensions²), or O(rows × dimensions × rank) for factors: some 30 µs a row of
 * 384 where there are 128-bit instructions, ten times that elsewhere, so call it in a worker, in portions.
 *
 * @throws AppError `adapter/other-model` where the data are not rows of as many dimensions
 */
export function applyAdapter(adapter: Projection, data: Float32Array): void {
  const { rank, weights } = adapter;
  const { dimensions } = adapter.base;
  if (data.length % dimensions !== 0) throw new AppError('adapter/other-model');
  // Its compiled kernel and its memory serve all calls of the thread.
  multiply ??= createMultiply();
  const rows = data.length / dimensions;
  const most = Math.min(rows, ROWS_AT_ONCE);
  const bias = weights.subarray(weights.length - dimensions);
  const down = rank === null ? null : weights.subarray(0, rank * dimensions);
  const matrix =
    rank === null ? weights.subarray(0, dimensions * dimensions) : weights.subarray(rank * dimensions, 2 * rank * dimensions);
  const middle = new Float32Array(most * (rank ?? 0));
  const product = new Float32Array(most * dimensions);
  for (let from = 0; from < rows; from += most) {
    const count = Math.min(most, rows - from);
    const input = data.subarray(from * dimensions, (from + count) * dimensions);
    if (down === null || rank === null) multiply(input, count, matrix, dimensions, dimensions, product);
    else {
      multiply(input, count, down, rank, dimensions, middle);
      multiply(middle, count, matrix, dimensions, rank, product);
      for (let at = 0; at < input.length; at++) product[at]! += input[at]!;
    }
    for (let row = 0; row < count; row++) finishRow(product, row * dimensions, bias, input);
  }
}

/** Bias and length; `at` is where the row begins in both. What an adapter would make nothing of stays as it was. */
function finishRow(product: Float32Array, at: number, bias: Float32Array, data: Float32Array): void {
  let isEmpty = true;
  let squares = 0;
  for (let i = 0; i < bias.length; i++) {
    if (data[at + i] !== 0) isEmpty = false;
    squares += (product[at + i]! + bias[i]!) ** 2;
  }
  if (isEmpty || !(squares > 0)) return;
  const scale = 1 / Math.sqrt(squares);
  for (let i = 0; i < bias.length; i++) data[at + i] = (product[at + i]! + bias[i]!) * scale;
}
