import type { Encoder } from './encoder';

/** A text as token ids, start and end included, and the vector that a model gives it alone on WebAssembly. */
export interface GoldenVector {
  readonly ids: readonly number[];
  readonly vector: readonly number[];
}

/** Vectors of two devices may differ by this much, in cosine. */
export const LEAST_COSINE = 0.995;
/** Those of our own kernel and of ONNX Runtime, which made the golden ones and rounds more coarsely, by this much. */
export const LEAST_ACROSS_RUNTIMES = 0.97;

/** Texts that are tried wherever a model is loaded: the shortest, which take some milliseconds each. */
const MOST_TRIED = 6;
export const chooseTried = (golden: readonly GoldenVector[]): readonly GoldenVector[] =>
  [...golden].sort((a, b) => a.ids.length - b.ids.length).slice(0, MOST_TRIED);

/** The vectors that a model gives each text alone. */
export async function embedGolden(encoder: Encoder, golden: readonly GoldenVector[]): Promise<Float32Array[]> {
  const made: Float32Array[] = [];
  for (const { ids } of golden) made.push((await encoder.encode(Int32Array.from(ids), 1, ids.length)).slice());
  return made;
}

/** The least cosine between vectors that should be the same; NaN where one is none. */
export function leastCosine(golden: readonly GoldenVector[], made: readonly ArrayLike<number>[]): number {
  return golden.reduce((least, { vector }, at) => {
    const same = made[at]!.length === vector.length ? cosine(vector, made[at]!) : Number.NaN;
    return Number.isNaN(same) || Number.isNaN(least) ? Number.NaN : Math.min(least, same);
  }, 1);
}

/** The nearest other text counts where it is nearer than the next by this much, in cosine: rounding may let near ties change places. */
const LEAST_LEAD = 0.1;

/**
 * Whether a device gives the vectors that it should: each has a cosine of at least `least` with the known one, and every text
 * that has one clearly nearest other text among the known has the same.
 */
export function agreesWithGolden(
  golden: readonly (readonly number[])[],
  made: readonly ArrayLike<number>[],
  least = LEAST_COSINE,
): boolean {
  return golden.every((vector, at) => {
    if (!(cosine(vector, made[at]!) >= least)) return false;
    const known = nearestOther(golden, at);
    return known.lead < LEAST_LEAD || known.other === nearestOther(made, at).other;
  });
}

/** The first of the nearest, and by how much it is nearer than the next (infinite where there is no next); -1 where there is no other. */
function nearestOther(vectors: readonly ArrayLike<number>[], at: number): { readonly other: number; readonly lead: number } {
  let other = -1;
  let most = Number.NEGATIVE_INFINITY;
  let next = Number.NEGATIVE_INFINITY;
  vectors.forEach((vector, place) => {
    if (place === at) return;
    const similarity = cosine(vector, vectors[at]!);
    if (similarity > most) {
      next = most;
      most = similarity;
      other = place;
    } else if (similarity > next) next = similarity;
  });
  return { other, lead: most - next };
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
