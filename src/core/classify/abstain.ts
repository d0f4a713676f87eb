import { type Estimate, estimateShare } from '../evaluation/intervals';

/** What a line drawn at a probability buys: rows below it keep no label. */
export interface AbstentionPoint {
  /** Rows at or above are labelled. */
  readonly threshold: number;
  /** Share of rows that are labelled. */
  readonly coverage: number;
  /** Share of right labels among those. */
  readonly accuracy: Estimate;
}

const MOST_POINTS = 200;

/**
 * Coverage and accuracy at thresholds of held-out probabilities: the first point labels all rows (threshold 0), the last the surest.
 * Rows of equal probability stand or fall together. At most 201 points, evenly spaced in rows. O(rows · log rows).
 *
 * @param isRight 1 where the label is right
 */
export function abstentionCurve(probability: ArrayLike<number>, isRight: ArrayLike<number>): AbstentionPoint[] {
  const count = probability.length;
  if (count === 0) return [];
  const order = Array.from({ length: count }, (_, at) => at).sort((a, b) => probability[b]! - probability[a]!);
  const every = Math.max(1, Math.ceil(count / MOST_POINTS));
  const points: AbstentionPoint[] = [];
  let right = 0;
  let told = 0;
  for (let at = 0; at < count; at++) {
    right += isRight[order[at]!]!;
    const value = probability[order[at]!]!;
    const isLast = at + 1 === count;
    if (!isLast && probability[order[at + 1]!] === value) continue;
    if (!isLast && at + 1 - told < every) continue;
    told = at + 1;
    points.push({ threshold: isLast ? 0 : value, coverage: (at + 1) / count, accuracy: estimateShare(right, at + 1) });
  }
  return points.reverse();
}

/**
 * The point that labels most rows with at least the wanted share of right labels, 0…1; null where none does. A point of a handful of rows
 * proves nothing, so that those of fewer than `fewest` count only where they are all there is.
 */
export function pointFor(curve: readonly AbstentionPoint[], wanted: number, rows: number, fewest = 20): AbstentionPoint | null {
  const isEnough = ({ coverage }: AbstentionPoint): boolean => coverage * rows >= Math.min(fewest, rows);
  return curve.find((point) => point.accuracy.value >= wanted && isEnough(point)) ?? null;
}

/** The point of the curve that a threshold stands for: the last whose own threshold is not above it. */
export function pointAt(curve: readonly AbstentionPoint[], threshold: number): AbstentionPoint | null {
  return curve.findLast((point) => point.threshold <= threshold) ?? null;
}
