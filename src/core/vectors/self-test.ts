/** A text as token ids, start and end included, and the vector that a model gives it alone on WebAssembly. */
export interface GoldenVector {
  readonly ids: readonly number[];
  readonly vector: readonly number[];
}

/** Vectors of two devices may differ by this much, in cosine. */
export const LEAST_COSINE = 0.995;

/**
 * Whether a device gives the vectors that it should: each has a cosine of at least {@link LEAST_COSINE} with the known one, and
 * every text has the same nearest other text.
 */
export function agreesWithGolden(golden: readonly (readonly number[])[], made: readonly ArrayLike<number>[]): boolean {
  return golden.every(
    (vector, at) => cosine(vector, made[at]!) >= LEAST_COSINE && nearestOther(golden, at) === nearestOther(made, at),
  );
}

function nearestOther(vectors: readonly ArrayLike<number>[], at: number): number {
  let best = -1;
  let most = Number.NEGATIVE_INFINITY;
  vectors.forEach((vector, other) => {
    if (other === at) return;
    const similarity = cosine(vector, vectors[at]!);
    if (similarity > most) {
      best = other;
      most = similarity;
    }
  });
  return best;
}

/** NaN where a vector is zero or not of numbers, which is no agreement. */
function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let product = 0;
  let squaresOfA = 0;
  let squaresOfB = 0;
  for (let i = 0; i < a.length; i++) {
    product += a[i]! * b[i]!;
    squaresOfA += a[i]! ** 2;
    squaresOfB += b[i]! ** 2;
  }
  return product / Math.sqrt(squaresOfA * squaresOfB);
}
