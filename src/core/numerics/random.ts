/** A stream of pseudo-random numbers, the same for the same seed on every machine. */
export interface Random {
  /** 0 ≤ x < 1, 32 bits. */
  uniform(): number;
  /** Mean 0, variance 1 (Box and Muller, 1958). */
  normal(): number;
  /** Scale 1, shape above 0. */
  gamma(shape: number): number;
  beta(a: number, b: number): number;
  /** Successes of `count` trials. Exact below ten expected successes or failures, else the rounded normal with the same moments. */
  binomial(count: number, share: number): number;
}

/** Mulberry32 (T. Ettinger, public domain): one 32-bit state, passes gjrand; ample for sampling and simulation, not for secrets. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());

  /** Marsaglia and Tsang, ACM TOMS 26(3), 2000; shapes below 1 by their power of a uniform. */
  const gamma = (shape: number): number => {
    if (shape < 1) return gamma(shape + 1) * (1 - uniform()) ** (1 / shape);
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = normal();
      const v = (1 + c * x) ** 3;
      if (v > 0 && Math.log(1 - uniform()) < x * x * 0.5 + d - d * v + d * Math.log(v)) return d * v;
    }
  };

  const binomial = (count: number, share: number): number => {
    const p = Math.min(1, Math.max(0, share));
    if (p > 0.5) return count - binomial(count, 1 - p);
    if (count === 0 || p === 0) return 0;
    const expected = count * p;
    if (expected >= FEW) {
      return Math.min(count, Math.max(0, Math.round(expected + normal() * Math.sqrt(expected * (1 - p)))));
    }
    let left = uniform();
    let chance = (1 - p) ** count;
    let hits = 0;
    while (left > chance && hits < count) {
      left -= chance;
      hits++;
      chance *= ((count - hits + 1) / hits) * (p / (1 - p));
    }
    return hits;
  };

  return {
    uniform,
    normal,
    gamma,
    beta: (a, b) => {
      const x = gamma(a);
      return x / (x + gamma(b));
    },
    binomial,
  };
}

const FEW = 10;
