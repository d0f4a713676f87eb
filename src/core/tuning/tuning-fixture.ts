import { createRandom, type Random } from '../numerics/random';
import type { TrainingExamples } from './examples';

/** Vectors of length 1, row-major, out of `value(row, component)`. */
export function unitRows(count: number, dimensions: number, value: (row: number, at: number) => number): Float32Array {
  const data = new Float32Array(count * dimensions);
  for (let row = 0; row < count; row++) {
    let squares = 0;
    for (let at = 0; at < dimensions; at++) {
      const component = value(row, at);
      data[row * dimensions + at] = component;
      squares += component ** 2;
    }
    for (let at = 0; at < dimensions; at++) data[row * dimensions + at]! /= Math.sqrt(squares);
  }
  return data;
}

/**
 * Two tables whose records i are one thing: the first `signal` components say which, the others differ from table to table and are
 * louder. An adapter that turns those down finds partners that cosines do not.
 */
export function noisyTables(count: number, labelled: number, seed = 1, dimensions = 24, signal = 12): TrainingExamples {
  const random = createRandom(seed);
  const things = Float32Array.from({ length: count * signal }, () => random.normal());
  const rows = (own: Random): Float32Array =>
    unitRows(count, dimensions, (row, at) => (at < signal ? things[row * signal + at]! + 0.15 * own.normal() : own.normal()));
  return {
    dimensions,
    left: rows(random),
    right: rows(random),
    pairs: {
      left: Uint32Array.from({ length: labelled }, (_, at) => at),
      right: Uint32Array.from({ length: labelled }, (_, at) => at),
      isMatch: new Uint8Array(labelled).fill(1),
    },
  };
}
