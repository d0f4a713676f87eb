/** Centres are stored as integers, this many to 1. */
export const CENTRE_STEPS = 10_000;

/** Cosines of texts that have nothing to do with each other. */
export interface UnrelatedCosines {
  readonly p5: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** The mean of vectors, as a manifest stores it. @param data [rows × dimensions] of length 1 */
export function centreOfVectors(data: Float32Array, dimensions: number): readonly number[] {
  const rows = data.length / dimensions;
  const sums = new Float64Array(dimensions);
  for (let at = 0; at < data.length; at++) sums[at % dimensions]! += data[at]!;
  return Array.from(sums, (sum) => Math.round((sum / rows) * CENTRE_STEPS));
}

export const readCentre = (steps: readonly number[]): Float32Array => Float32Array.from(steps, (step) => step / CENTRE_STEPS);

/** Vectors less a centre, of length 1 again. O(rows × dimensions). */
export function takeCentreOff(data: Float32Array, centre: Float32Array): Float32Array {
  const dimensions = centre.length;
  const centred = data.map((value, at) => value - centre[at % dimensions]!);
  for (let from = 0; from < centred.length; from += dimensions) {
    let squares = 0;
    for (let i = from; i < from + dimensions; i++) squares += centred[i]! ** 2;
    const scale = 1 / (Math.sqrt(squares) || 1);
    for (let i = from; i < from + dimensions; i++) centred[i]! *= scale;
  }
  return centred;
}

/** Quantiles of the cosines of all pairs. O(rows² × dimensions): meant for some hundred texts. */
export function unrelatedCosines(data: Float32Array, dimensions: number): UnrelatedCosines {
  const rows = data.length / dimensions;
  const cosines = new Float32Array((rows * (rows - 1)) / 2);
  let count = 0;
  for (let one = 0; one < rows; one++) {
    for (let other = 0; other < one; other++) {
      let product = 0;
      for (let i = 0; i < dimensions; i++) product += data[one * dimensions + i]! * data[other * dimensions + i]!;
      cosines[count++] = product;
    }
  }
  cosines.sort();
  const quantile = (share: number): number => Math.round((cosines[Math.floor(share * (count - 1))] ?? 0) * 10_000) / 10_000;
  return { p5: quantile(0.05), p50: quantile(0.5), p95: quantile(0.95), p99: quantile(0.99) };
}
