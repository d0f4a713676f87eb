/** The probability of log odds. */
export const sigmoid = (logit: number): number => 1 / (1 + Math.exp(-logit));

/** The log odds of a probability strictly between 0 and 1. */
export const logOdds = (probability: number): number => Math.log(probability / (1 - probability));

/** Cross-entropy in nats of log odds against what was so (1) or not (0), without overflow. */
export const crossEntropy = (logit: number, label: number): number =>
  Math.max(0, logit) + Math.log1p(Math.exp(-Math.abs(logit))) - label * logit;
