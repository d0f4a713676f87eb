import { expect, it } from 'vitest';
import { remainingTime } from './remaining-time';

it.each([
  [0, 'seconds', 1],
  [3.2, 'seconds', 4],
  [6, 'seconds', 10],
  [89, 'seconds', 90],
  [90, 'minutes', 2],
  [3600, 'minutes', 60],
])('%d s is about %s %d', (seconds, unit, count) => {
  expect(remainingTime(seconds)).toEqual({ unit, count });
});
