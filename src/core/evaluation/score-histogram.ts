/** How many records of each kind have a score within equal stretches of 0…1. */
export interface ScoreHistogram<K extends string> {
  /** `bins[i]` counts scores from `i / bins.length` up to the next bin; a score of 1 is in the last. */
  readonly bins: readonly Readonly<Record<K, number>>[];
  /** Records without a score. */
  readonly without: number;
}

/**
 * Counts scores by kind. O(records).
 *
 * @param scores 0…1 a record, NaN where it has none
 */
export function scoreHistogram<K extends string>(
  scores: Float32Array,
  kinds: readonly K[],
  kindOf: (record: number) => K,
  binCount: number,
): ScoreHistogram<K> {
  const empty = (): Record<K, number> => Object.fromEntries(kinds.map((kind) => [kind, 0])) as Record<K, number>;
  const bins = Array.from({ length: binCount }, empty);
  let without = 0;
  scores.forEach((score, record) => {
    if (Number.isNaN(score)) without++;
    else bins[Math.min(binCount - 1, Math.max(0, Math.floor(score * binCount)))]![kindOf(record)]++;
  });
  return { bins, without };
}
