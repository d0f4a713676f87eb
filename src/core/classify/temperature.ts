/**
 * The number that logits are to be divided by so that probabilities are as sure as they may be: the one of least cross-entropy on
 * logits of examples that were held out (Guo et al., ICML 2017), within 0.05…20. Golden-section search, as the loss has one minimum
 * along the logarithm. 1 where nothing was held out.
 *
 * @param logits row-major `[labels.length × classes]`
 */
export function fitTemperature(logits: Float64Array, labels: ArrayLike<number>, classes: number): number {
  if (labels.length === 0) return 1;
  const loss = (logTemperature: number): number => {
    const temperature = Math.exp(logTemperature);
    let sum = 0;
    for (let row = 0; row < labels.length; row++) {
      const from = row * classes;
      let most = Number.NEGATIVE_INFINITY;
      for (let c = 0; c < classes; c++) most = Math.max(most, logits[from + c]! / temperature);
      let total = 0;
      for (let c = 0; c < classes; c++) total += Math.exp(logits[from + c]! / temperature - most);
      sum += most + Math.log(total) - logits[from + labels[row]!]! / temperature;
    }
    return sum;
  };
  const golden = (Math.sqrt(5) - 1) / 2;
  let low = Math.log(LOWEST);
  let high = Math.log(HIGHEST);
  for (let step = 0; step < STEPS; step++) {
    const a = high - golden * (high - low);
    const b = low + golden * (high - low);
    if (loss(a) <= loss(b)) high = b;
    else low = a;
  }
  return Math.exp((low + high) / 2);
}

const LOWEST = 0.05;
const HIGHEST = 20;
const STEPS = 40;
