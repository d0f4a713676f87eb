import fc from 'fast-check';
import { expect, test } from 'vitest';
import { topIndices } from './top';

const values = fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constant(Number.NaN)), { maxLength: 30 });

test('equals sorting everything, ties by index', () => {
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 40 }), fc.integer({ min: -4, max: 3 }), (numbers, count, floor) => {
      const sorted = numbers
        .map((value, index) => ({ value, index }))
        .filter(({ value }) => value > floor)
        .sort((a, b) => b.value - a.value || a.index - b.index);
      expect([...topIndices(numbers, count, floor)]).toEqual(sorted.slice(0, count).map(({ index }) => index));
    }),
    { seed: 2, numRuns: 1000 },
  );
});

test('finds none in nothing', () => expect(topIndices([], 3, -1)).toHaveLength(0));
