/**
 * Expected calibration error (Naeini, Cooper and Hauskrecht, AAAI 2015): how far, on average, a probability is from the share of matches
 * among pairs with about this probability, in ten bands of equal width. 0…1; 0 without pairs. O(pairs).
 *
 * @param labels 1 for a match, else 0
 */
export function calibrationError(probabilities: ArrayLike<number>, labels: ArrayLike<number>): number {
  const promised = new Float64Array(BANDS);
  const held = new Float64Array(BANDS);
  for (let at = 0; at < labels.length; at++) {
    const band = Math.min(BANDS - 1, Math.floor(probabilities[at]! * BANDS));
    promised[band]! += probabilities[at]!;
    held[band]! += labels[at]!;
  }
  let sum = 0;
  for (let band = 0; band < BANDS; band++) sum += Math.abs(promised[band]! - held[band]!);
  return labels.length === 0 ? 0 : sum / labels.length;
}

const BANDS = 10;
