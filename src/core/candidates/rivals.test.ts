import { describe, expect, it } from 'vitest';
import { createRivals } from './rivals';

const values = Float32Array.of(0.25, 1, 0.5, 0.75);
const one = () => 1;

describe('createRivals', () => {
  it('takes the best other candidate', () => {
    const rivalOf = createRivals(values, 1, one);
    expect([0, 1, 2, 3].map(rivalOf)).toEqual([1, 0.75, 1, 1]);
  });

  it('leaves a partner to every one of several equal left rows', () => {
    const rivalOf = createRivals(values, 2, one);
    expect([0, 1, 2, 3].map(rivalOf)).toEqual([0.75, 0.5, 0.75, 0.5]);
  });

  it('counts the rows that a right text stands for', () => {
    const rivalOf = createRivals(values, 2, (at) => (at === 1 ? 2 : 1));
    expect(rivalOf(3)).toBe(1);
  });

  it('is zero where nothing is left to beat', () => {
    expect(createRivals(Float32Array.of(0.9), 1, one)(0)).toBe(0);
    expect(createRivals(Float32Array.of(0.9, 0.8), 3, one)(0)).toBe(0);
  });
});
