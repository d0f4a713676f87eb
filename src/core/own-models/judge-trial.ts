/** Texts that a model embeds before it is added: several languages, short and long, figures, and one of them twice. */
export const TRIAL_TEXTS = [
  'Siemens AG, München',
  'Siemens Aktiengesellschaft',
  'Société Générale SA',
  'Universidad de Buenos Aires',
  'steel pipes, welded, 40 mm',
  'tubos de acero soldados',
  'fresh apples',
  '株式会社トヨタ自動車',
  'محمد عبد الله',
  'type 2 diabetes mellitus without complications',
  'A 4711/2024',
  'the quick brown fox jumps over the lazy dog and goes on for a while, so that a longer text is among them too',
] as const;

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
