import { createRandom } from '../numerics/random';
import type { Adapter, AdapterBase } from '../tuning/adapter';
import { sealAdapter } from '../tuning/adapter-file';
import { adapterParts } from '../tuning/adapter-fixture';

/** Vectors of length 1. */
export function vectorsOf(rows: number, dimensions: number, seed = 5): Float32Array {
  const random = createRandom(seed);
  const data = Float32Array.from({ length: rows * dimensions }, () => random.normal());
  for (let row = 0; row < rows; row++) {
    const vector = data.subarray(row * dimensions, (row + 1) * dimensions);
    const size = Math.hypot(...vector);
    for (let at = 0; at < dimensions; at++) vector[at]! /= size;
  }
  return data;
}

/** An adapter near the identity, as training makes them. @param rank null: a whole matrix */
export function adapterOf(
  dimensions: number,
  rank: number | null,
  base: Partial<AdapterBase> = {},
  columnWeights?: Readonly<Record<string, number>>,
): Adapter {
  const parts = adapterParts(dimensions, 17, rank, 0.4 / Math.sqrt(dimensions));
  return sealAdapter({ ...parts, base: { ...parts.base, ...base }, ...(columnWeights ? { columnWeights } : {}) });
}
