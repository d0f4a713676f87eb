import { describe, expect, it } from 'vitest';
import { acceptGreedily, bestF1, f1Of, meanReciprocalRank, recallAt } from './metrics.mjs';

const candidates = [
  { left: 0, right: 0, rank: 1, score: 0.9 },
  { left: 0, right: 1, rank: 2, score: 0.5 },
  { left: 1, right: 0, rank: 1, score: 0.8 },
  { left: 1, right: 1, rank: 2, score: 0.6 },
];
const truth = new Set(['0:0', '1:1']);

describe('metrics', () => {
  it('counts true pairs among the first k', () => {
    expect(recallAt(candidates, truth, 1)).toBe(0.5);
    expect(recallAt(candidates, truth, 2)).toBe(1);
    expect(meanReciprocalRank(candidates, truth)).toBe(0.75);
  });

  it('accepts greedily within the cardinality', () => {
    const keys = (cardinality) => acceptGreedily(candidates, cardinality).map(({ left, right }) => `${left}:${right}`);
    expect(keys('1:1')).toEqual(['0:0', '1:1']);
    expect(keys('m:1')).toEqual(['0:0', '1:0']);
    expect(keys('1:m')).toEqual(['0:0', '1:1']);
  });

  it('finds the best threshold, ties together', () => {
    expect(bestF1(acceptGreedily(candidates, '1:1'), truth)).toEqual({ f1: 1, precision: 1, recall: 1, threshold: 0.6 });
    const tied = [
      { left: 0, right: 0, score: 0.5 },
      { left: 1, right: 0, score: 0.5 },
    ];
    expect(bestF1(tied, truth)).toEqual({ f1: 0.5, precision: 0.5, recall: 0.5, threshold: 0.5 });
    expect(bestF1([], truth).f1).toBe(0);
  });

  it('measures links as they are', () => {
    expect(f1Of([{ left: 0, right: 0 }], truth, 0.3)).toEqual({ f1: 2 / 3, precision: 1, recall: 0.5, threshold: 0.3 });
    expect(f1Of([], truth, 0.3).f1).toBe(0);
  });
});
