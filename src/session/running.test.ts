import { expect, it } from 'vitest';
import { createMeter } from './running';

it('tells the speed of now after a computer has slept', () => {
  let now = 0;
  const meter = createMeter(() => now);
  const after = (milliseconds: number, done: number) => {
    now += milliseconds;
    return meter('embedding', done, 10_000);
  };
  expect(after(0, 0)).toEqual({ rowsPerSecond: null, secondsLeft: null });
  for (let second = 1; second <= 10; second++) after(1_000, second * 100);
  expect(after(1_000, 1_100)).toEqual({ rowsPerSecond: 100, secondsLeft: 89 });
  expect(after(8 * 3_600_000, 1_150)).toEqual({ rowsPerSecond: null, secondsLeft: null });
  for (let second = 1; second <= 3; second++) after(1_000, 1_150 + second * 100);
  expect(after(1_000, 1_550)).toEqual({ rowsPerSecond: 100, secondsLeft: 84.5 });
});
