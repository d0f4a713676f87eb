import { expect, it } from 'vitest';
import { accuracyOf } from './accuracy.mjs';

it('measures one partner a left row, as it is and one-to-one', () => {
  const pairs = [
    { left: 0, right: 0, score: 0.9 },
    { left: 1, right: 0, score: 0.8 },
    { left: 2, right: 2, score: 0.7 },
    { left: 3, right: 3, score: 0.1 },
  ];
  const { recall1, bestF1, bestF1OneToOne } = accuracyOf(pairs, [
    [0, 0],
    [1, 1],
    [2, 2],
  ]);
  expect(recall1).toBeCloseTo(2 / 3);
  expect(bestF1).toBeCloseTo(2 / 3);
  expect(bestF1OneToOne).toBeCloseTo(0.8);
});
