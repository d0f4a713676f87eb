/** The lower triangle of a Cholesky factorisation, row-major `[size × size]`. */
export interface Factor {
  readonly size: number;
  readonly lower: Float64Array;
}

/** Makes up for repeated rows and for the rounding of float32 cosines. */
const JITTER = 1e-5;

/** Cholesky factor of a symmetric positive semi-definite matrix, a little added to its diagonal. O(size³ / 3). */
export function factorise(matrix: Float64Array, size: number): Factor {
  const lower = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j]! + (i === j ? JITTER : 0);
      for (let k = 0; k < j; k++) sum -= lower[i * size + k]! * lower[j * size + k]!;
      lower[i * size + j] = i === j ? Math.sqrt(Math.max(sum, JITTER)) : sum / lower[j * size + j]!;
    }
  }
  return { size, lower };
}

/**
 * Turns similarities with the landmarks into features in place: solves `lower · x = similarities`. Dot products of features are the
 * similarities of the texts, exactly where both are landmarks, else by the Nyström approximation (Williams and Seeger, NIPS 2000).
 * O(size²).
 */
export function toFeatures({ size, lower }: Factor, similarities: Float64Array): void {
  for (let i = 0; i < size; i++) {
    let sum = similarities[i]!;
    for (let k = 0; k < i; k++) sum -= lower[i * size + k]! * similarities[k]!;
    similarities[i] = sum / lower[i * size + i]!;
  }
}

/** Weights of features as weights of landmarks: solves `lowerᵀ · x = weights`. O(size²). */
export function toLandmarkWeights({ size, lower }: Factor, weights: Float64Array): Float64Array {
  const solved = weights.slice(0, size);
  for (let i = size - 1; i >= 0; i--) {
    let sum = solved[i]!;
    for (let k = i + 1; k < size; k++) sum -= lower[k * size + i]! * solved[k]!;
    solved[i] = sum / lower[i * size + i]!;
  }
  return solved;
}
