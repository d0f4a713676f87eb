import { logOdds } from '../../../numerics/log-odds';
import { refitLogistic } from './logistic';

/**
 * Turns log odds into log odds that are honest: straight lines between knots, ascending in both, and the slope of the outermost ones
 * beyond. Plain data.
 */
export interface Calibration {
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/**
 * Calibrates log odds on examples that did not teach them. From 200 examples on by isotonic regression (pool adjacent violators; Zadrozny and
 * Elkan, KDD 2002) over groups of equal counts, joined by lines, so that no two scores become one that were not; below by slope and shift alone
 * (Platt, 1999). O(n log n).
 */
export function calibrate(logits: Float64Array, labels: Uint8Array): Calibration {
  const { intercept, weights } = refitLogistic(
    { data: Float32Array.from(logits), width: 1, labels },
    { intercept: 0, weights: Float64Array.of(1) },
    SLOPE_TRUST,
  );
  const slope = Math.max(LEAST_SLOPE, weights[0]!);
  const platt = { from: [0, 1], to: [intercept, intercept + slope] };
  if (logits.length < LEAST_FOR_SHAPE) return platt;

  const order = Uint32Array.from(logits.keys()).sort((a, b) => logits[a]! - logits[b]! || a - b);
  const size = Math.max(LEAST_GROUP, Math.ceil(order.length / MOST_GROUPS));
  const groups: Group[] = [];
  for (let at = 0; at < order.length; at += size) {
    const members = order.subarray(at, Math.min(order.length, at + size));
    let group: Group = { count: members.length, matches: 0, sum: 0 };
    for (const row of members) {
      group.matches += labels[row]!;
      group.sum += logits[row]!;
    }
    for (let below = groups.at(-1); below && shareOf(below) >= shareOf(group); below = groups.at(-1)) {
      group = { count: below.count + group.count, matches: below.matches + group.matches, sum: below.sum + group.sum };
      groups.pop();
    }
    groups.push(group);
  }
  if (groups.length < 2) return platt;
  const from = groups.map(({ sum, count }) => sum / count);
  const to = groups.map((group) => logOdds(shareOf(group)));
  for (let knot = 1; knot < from.length; knot++) {
    const step = from[knot]! - from[knot - 1]!;
    // Groups of one mean cannot be told apart.
    if (step < 1e-9) return platt;
    to[knot] = Math.max(to[knot]!, to[knot - 1]! + LEAST_SLOPE * step);
  }
  return { from, to };
}

/** Honest log odds for `logit`; ascending. O(knots). */
export function applyCalibration({ from, to }: Calibration, logit: number): number {
  let knot = 1;
  while (knot < from.length - 1 && logit > from[knot]!) knot++;
  const slope = (to[knot]! - to[knot - 1]!) / (from[knot]! - from[knot - 1]!);
  return to[knot - 1]! + slope * (logit - from[knot - 1]!);
}

interface Group {
  count: number;
  matches: number;
  sum: number;
}

/** Never quite 0 or 1 (Jeffreys). */
const shareOf = ({ count, matches }: Group): number => (matches + 0.5) / (count + 1);

const SLOPE_TRUST = 4;
const LEAST_SLOPE = 0.05;
const LEAST_FOR_SHAPE = 200;
const LEAST_GROUP = 20;
const MOST_GROUPS = 25;
