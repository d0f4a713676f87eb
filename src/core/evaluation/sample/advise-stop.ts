import type { SampleEstimate } from './estimate-from-sample';

/** What is worth doing next, as far as a sample tells. */
export type StopAdvice =
  /** Intervals are too wide to say. */
  | { readonly kind: 'answer-more' }
  /** At the threshold, right and complete enough even at the low ends of the intervals. */
  | { readonly kind: 'enough' }
  /** Scores at which the program is often wrong: above, nearly all are right; below, nearly none are matches. */
  | { readonly kind: 'review'; readonly from: number; readonly to: number }
  /** There are no such scores: every one can be either. */
  | { readonly kind: 'review-all' };

/** Wider intervals do not tell enough to stop. */
const MOST_WIDTH = 0.25;
/** At least this share of links right and of matches linked, with 97.5 % confidence each: nothing more to gain that matters. */
const ENOUGH = 0.95;
/** Above the stretch to review this share of links is right… */
const SURE = 0.99;
/** …and this share of matches lies above its lower end. */
const COMPLETE = 0.985;

/**
 * Whether to stop, to answer more of the sample, or which scores to go through by hand. O(thresholds).
 *
 * @param estimate at thresholds over the whole of 0…1, the one in force among them
 */
export function adviseStop(estimate: SampleEstimate, threshold: number): StopAdvice {
  const now = estimate.thresholds.find((one) => one.threshold === threshold);
  if (!now) return { kind: 'answer-more' };
  if (now.precision.low >= ENOUGH && now.recall.low >= ENOUGH) return { kind: 'enough' };
  const width = Math.max(now.precision.high - now.precision.low, now.recall.high - now.recall.low);
  if (width > MOST_WIDTH) return { kind: 'answer-more' };
  const sure = estimate.thresholds.find(({ precision, links }) => links === 0 || precision.value >= SURE);
  const complete = estimate.thresholds.findLast(({ recall }) => recall.value >= COMPLETE);
  const to = sure?.threshold ?? 1;
  const from = complete?.threshold ?? 0;
  if (from <= 0 && to >= 1) return { kind: 'review-all' };
  return from < to ? { kind: 'review', from, to } : { kind: 'enough' };
}
