import type { TopPairs } from '../candidates/top-pairs';
import type { Job, VectorSet } from '../model/types';
import { createRandom } from '../numerics/random';

/** A set of `rows`, not normalised. */
export function vectorSet(dimensions: number, rows: readonly (readonly number[])[]): VectorSet {
  return { model: 'm', dimensions, data: Float32Array.from(rows.flat()) };
}

export const quietJob: Job = { signal: new AbortController().signal, progress: () => {} };

/** Numbers in [0, 1) that depend on the seed alone. */
export const seededNumbers = (seed: number): (() => number) => createRandom(seed).uniform;

/**
 * Normalised vectors around shared cluster centres that lean to one side, as those of language models do: sets made with the same
 * `clusterSeed` have near neighbours in each other.
 */
export function clusteredSet(count: number, dimensions: number, seed: number, clusterSeed = 1, clusters = 40): VectorSet {
  const shared = seededNumbers(clusterSeed);
  const own = seededNumbers(seed);
  const gauss = (next: () => number): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const lean = Array.from({ length: dimensions }, () => gauss(shared));
  const centres = Array.from({ length: clusters }, () => lean.map((value) => value + 0.8 * gauss(shared)));
  const data = new Float32Array(count * dimensions);
  for (let row = 0; row < count; row++) {
    const centre = centres[Math.floor(own() * clusters)]!;
    const vector = centre.map((value) => value + 0.5 * gauss(own));
    const norm = Math.hypot(...vector);
    data.set(
      vector.map((value) => value / norm),
      row * dimensions,
    );
  }
  return { model: 'm', dimensions, data };
}

/** Every product in float64, every list sorted: what the search has to equal. `isSame` leaves a record out of its own list. */
export function bruteForce(left: VectorSet, right: VectorSet, k: number, isSame = false): { index: number; value: number }[][] {
  const rows = (set: VectorSet): number[][] =>
    Array.from({ length: set.data.length / set.dimensions }, (_, row) => [
      ...set.data.subarray(row * set.dimensions, (row + 1) * set.dimensions),
    ]);
  const others = rows(right);
  return rows(left).map((one, row) =>
    others
      .map((other, index) => ({ index, value: one.reduce((sum, value, at) => sum + value * other[at]!, 0) }))
      .filter(({ index }) => !isSame || index !== row)
      .sort((a, b) => b.value - a.value || a.index - b.index)
      .slice(0, k),
  );
}

/** The lists of `pairs` in the form of `bruteForce`. */
export function listsOf(pairs: TopPairs): { index: number; value: number }[][] {
  return Array.from(pairs.count, (count, record) =>
    Array.from({ length: count }, (_, at) => ({
      index: pairs.index[record * pairs.k + at]!,
      value: pairs.value[record * pairs.k + at]!,
    })),
  );
}
