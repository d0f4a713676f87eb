import { describe, expect, it } from 'vitest';
import { adviseStop } from './advise-stop';
import type { SampleEstimate, ThresholdEstimate } from './estimate-from-sample';

const about = (value: number, margin: number) => ({ value, low: value - margin, high: Math.min(1, value + margin) });
const at = (threshold: number, precision: number, recall: number, margin = 0.02): ThresholdEstimate => ({
  threshold,
  links: 100,
  precision: about(precision, margin),
  recall: about(recall, margin),
});
const estimate = (...thresholds: ThresholdEstimate[]): SampleEstimate => ({
  answered: 50,
  thresholds,
  matches: about(100, 5),
  unseen: about(40, 5),
});

describe('adviseStop', () => {
  it('says stop where both intervals lie high enough', () => {
    expect(adviseStop(estimate(at(0.2, 0.9, 1), at(0.5, 0.98, 0.98)), 0.5)).toEqual({ kind: 'enough' });
  });

  it('asks for more answers where intervals are wide', () => {
    expect(adviseStop(estimate(at(0.5, 0.8, 0.8, 0.2)), 0.5)).toEqual({ kind: 'answer-more' });
  });

  it('names the scores between those nearly all right and those nearly never matches', () => {
    const told = estimate(at(0.1, 0.5, 1), at(0.2, 0.6, 0.99), at(0.3, 0.7, 0.97), at(0.6, 0.9, 0.9), at(0.8, 0.99, 0.8));
    expect(adviseStop(told, 0.6)).toEqual({ kind: 'review', from: 0.2, to: 0.8 });
  });

  it('asks for all where no threshold is sure or complete', () => {
    expect(adviseStop(estimate(at(0.3, 0.7, 0.95), at(0.6, 0.9, 0.9)), 0.6)).toEqual({ kind: 'review-all' });
  });

  it('counts a threshold that nothing reaches as sure', () => {
    const none = { ...at(0.9, 0, 0), links: 0, precision: { value: 0, low: 0, high: 1 } };
    expect(adviseStop(estimate(at(0.3, 0.7, 0.99), at(0.6, 0.9, 0.9), none), 0.6)).toEqual({
      kind: 'review',
      from: 0.3,
      to: 0.9,
    });
  });
});
