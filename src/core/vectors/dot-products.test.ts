import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dotProducts, vectorAt } from './dot-products';

const component = fc.integer({ min: -8, max: 8 }).map((n) => n / 8);
const tables = fc.tuple(fc.integer({ min: 0, max: 11 }), fc.integer({ min: 1, max: 9 })).chain(([count, dimensions]) =>
  fc.record({
    dimensions: fc.constant(dimensions),
    query: fc.array(component, { minLength: dimensions, maxLength: dimensions }),
    data: fc.array(component, { minLength: count * dimensions, maxLength: count * dimensions }),
  }),
);

test('equals the sum of products, whether or not the rows fill the last four', () => {
  fc.assert(
    fc.property(tables, ({ dimensions, query, data }) => {
      const set = { model: 'm', dimensions, data: Float32Array.from(data) };
      const out = new Float32Array(data.length / dimensions).fill(7);
      dotProducts(Float32Array.from(query), set, out);
      out.forEach((value, row) => {
        expect(value).toBe(query.reduce((sum, q, at) => sum + q * data[row * dimensions + at]!, 0));
      });
    }),
    { seed: 10, numRuns: 300 },
  );
});

test('a row is a view of the data', () => {
  const set = { model: 'm', dimensions: 2, data: Float32Array.of(1, 2, 3, 4) };
  expect([...vectorAt(set, 1)]).toEqual([3, 4]);
  expect(vectorAt(set, 1).buffer).toBe(set.data.buffer);
});
