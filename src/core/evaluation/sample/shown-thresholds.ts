/** Fewer answers of a sample say next to nothing. */
export const LEAST_ANSWERS = 15;

const STEPS = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95];

/** Thresholds at which estimates from a sample are told, ascending: round ones, and the one in force. */
export const shownThresholds = (threshold: number): readonly number[] =>
  [...new Set([...STEPS, threshold])].sort((a, b) => a - b);

/** Whether so many answers of a sample of `size` records are enough to tell anything. */
export const areEnough = (answered: number, size: number): boolean => answered > 0 && answered >= Math.min(LEAST_ANSWERS, size);
