import type { VectorSet } from '../model/types';

/**
 * Dot products of one vector with every vector of `set`, written to `out`: cosines, as vectors are normalised. Cost
 * O(count · dimensions). Four vectors are taken together, which spares loads of the query.
 */
export function dotProducts(query: Float32Array, set: VectorSet, out: Float32Array): void {
  const { data, dimensions } = set;
  const count = out.length;
  let row = 0;
  for (; row + 4 <= count; row += 4) {
    const a = row * dimensions;
    const b = a + dimensions;
    const c = b + dimensions;
    const d = c + dimensions;
    let sumA = 0;
    let sumB = 0;
    let sumC = 0;
    let sumD = 0;
    for (let i = 0; i < dimensions; i++) {
      const q = query[i]!;
      sumA += q * data[a + i]!;
      sumB += q * data[b + i]!;
      sumC += q * data[c + i]!;
      sumD += q * data[d + i]!;
    }
    out[row] = sumA;
    out[row + 1] = sumB;
    out[row + 2] = sumC;
    out[row + 3] = sumD;
  }
  for (; row < count; row++) {
    let sum = 0;
    for (let i = 0; i < dimensions; i++) sum += query[i]! * data[row * dimensions + i]!;
    out[row] = sum;
  }
}

/** The vector of one row, as a view. */
export function vectorAt(set: VectorSet, row: number): Float32Array {
  return set.data.subarray(row * set.dimensions, (row + 1) * set.dimensions);
}
