/** Middle value; the mean of the two middle ones where their number is even. NaN for none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return Number.NaN;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** How much faster than the baseline: the median over rounds of baseline time by own time, so that a slow spell counts for both. */
export function speedup(baselineMs: readonly number[], ownMs: readonly number[]): number {
  return median(baselineMs.map((time, round) => time / ownMs[round]!));
}
