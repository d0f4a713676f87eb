import { expect, it } from 'vitest';
import { areInForce, withLearned } from './learned-weights';

it('learned weights take the place of those of compared columns, and of no others', () => {
  const columns = ['name', 'city', '__proto__'];
  const before = { name: 3, year: 0.5 };
  const learned = { city: 0.25 };
  expect(areInForce(before, learned, columns)).toBe(false);
  const after = withLearned(before, learned, columns);
  expect(after).toEqual({ year: 0.5, city: 0.25 });
  expect(areInForce(after, learned, columns)).toBe(true);
});
