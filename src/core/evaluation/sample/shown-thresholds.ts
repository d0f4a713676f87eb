/** Fewer answers of a sample say next to nothing. */
export const LEAST_ANSWERS = 15;

const HUNDREDTHS = Array.from({ length: 101 }, (_, hundredth) => hundredth / 100);
const STEPS: ReadonlySet<number> = new Set([0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95]);

/**
 * Thresholds at which a sample is read, ascending: every hundredth, and the one in force. Figures of one review agree wherever they are
 * shown only if they were estimated at the same thresholds.
 */
export const estimatedThresholds = (threshold: number): readonly number[] =>
  [...new Set([...HUNDREDTHS, threshold])].sort((a, b) => a - b);

/** Of estimates at many thresholds those for a table: at round ones, and at the one in force. */
export const shownEstimates = <T extends { readonly threshold: number }>(
  estimates: readonly T[],
  threshold: number,
): readonly T[] => estimates.filter((one) => STEPS.has(one.threshold) || one.threshold === threshold);

/** Whether so many answers of a sample of `size` records are enough to tell anything. */
export const areEnough = (answered: number, size: number): boolean => answered > 0 && answered >= Math.min(LEAST_ANSWERS, size);
