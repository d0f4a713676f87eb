import { acceptGreedily, bestF1, pairKey } from '../../benchmarks/metrics.mjs';

/**
 * How good one partner a left row is: the share of true pairs found, the best F1 as they are and after one-to-one.
 *
 * @param {readonly { left: number, right: number, score: number }[]} pairs  best partner of each left row
 * @param {readonly (readonly [number, number])[]} truth
 */
export function accuracyOf(pairs, truth) {
  const wanted = new Set(truth.map(([left, right]) => pairKey(left, right)));
  return {
    recall1: pairs.filter(({ left, right }) => wanted.has(pairKey(left, right))).length / wanted.size,
    bestF1: bestF1(pairs, wanted).f1,
    bestF1OneToOne: bestF1(acceptGreedily(pairs, '1:1'), wanted).f1,
  };
}
