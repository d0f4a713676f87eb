import { median } from '../median.mjs';

/** How much faster than the baseline: the median over rounds of baseline time by own time, so that a slow spell counts for both. */
export function speedup(baselineMs: readonly number[], ownMs: readonly number[]): number {
  return median(baselineMs.map((time, round) => time / ownMs[round]!));
}
