/** A measured share with its 95 % confidence interval, all 0…1. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const Z_95 = 1.959963984540054;

/**
 * `hits` of `total` with the score interval of Wilson (1927), which stays inside 0…1 and holds for few cases. Nothing counted gives 0
 * with the interval 0…1: nothing is known.
 */
export function estimateShare(hits: number, total: number): Estimate {
  if (total <= 0) return { value: 0, low: 0, high: 1 };
  const share = hits / total;
  const square = Z_95 * Z_95;
  const middle = (share + square / (2 * total)) / (1 + square / total);
  const reach = (Z_95 / (1 + square / total)) * Math.sqrt((share * (1 - share)) / total + square / (4 * total * total));
  return { value: share, low: Math.max(0, Math.min(share, middle - reach)), high: Math.min(1, Math.max(share, middle + reach)) };
}

/**
 * F1 of counts. `F1 = 2F / (1 + F)` with `F = true positives / (true positives + false positives + false negatives)`, which is a
 * share (Hand, Christen, Kirielle: F*, an interpretable transformation of the F-measure, Machine Learning 2021), so its Wilson
 * interval, transformed, is one for F1.
 */
export function estimateF1(truePositives: number, falsePositives: number, falseNegatives: number): Estimate {
  const share = estimateShare(truePositives, truePositives + falsePositives + falseNegatives);
  const transform = (value: number): number => (2 * value) / (1 + value);
  return { value: transform(share.value), low: transform(share.low), high: transform(share.high) };
}
