/** Between vectors of different texts. Above it a model says the same of everything. */
const MOST_ALIKE = 0.9999;
const LENGTH_MARGIN = 0.01;

/**
 * Why vectors cannot be those of a model that tells texts apart, or null: `not-finite`, `not-normalised`, `all-equal`.
 *
 * @param data [texts × dimensions], row-major
 */
export function vectorFault(data: Float32Array, dimensions: number): 'not-finite' | 'not-normalised' | 'all-equal' | null {
  const rows = dimensions > 0 ? data.length / dimensions : 0;
  const row = (at: number) => data.subarray(at * dimensions, (at + 1) * dimensions);
  if (rows < 2 || !data.every(Number.isFinite)) return 'not-finite';
  for (let at = 0; at < rows; at++) if (Math.abs(Math.hypot(...row(at)) - 1) > LENGTH_MARGIN) return 'not-normalised';
  for (let one = 0; one < rows; one++) {
    for (let other = 0; other < one; other++) if (dot(row(one), row(other)) < MOST_ALIKE) return null;
  }
  return 'all-equal';
}

function dot(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += one[at]! * other[at]!;
  return sum;
}
