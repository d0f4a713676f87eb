import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createSimilarityRows, kernelRows, plainRows } from './similarity-rows';

const component = fc.integer({ min: -8, max: 8 }).map((n) => n / 8);
const set = (dimensions: number, most: number) =>
  fc
    .integer({ min: 0, max: most })
    .chain((count) => fc.array(component, { minLength: count * dimensions, maxLength: count * dimensions }))
    .map((data) => ({ model: 'm', dimensions, data: Float32Array.from(data) }));
const pairs = fc.integer({ min: 1, max: 13 }).chain((dimensions) => fc.tuple(set(dimensions, 70), set(dimensions, 9)));

it('equals the plain products for any number of rows and dimensions, in any order of calls', () => {
  fc.assert(
    fc.property(pairs, fc.boolean(), ([left, right], isDownwards) => {
      const rowOf = kernelRows(left, right)!;
      const plain = plainRows(left, right);
      const rows = [...Array(left.data.length / left.dimensions).keys()];
      for (const row of isDownwards ? rows.reverse() : rows) expect([...rowOf(row)]).toEqual([...plain(row)]);
    }),
    { seed: 12, numRuns: 200 },
  );
});

it('goes through more right rows than fit a tile', () => {
  const dimensions = 384;
  const data = Float32Array.from({ length: 301 * dimensions }, (_, at) => ((at * 2_654_435_761) % 17) / 16 - 0.5);
  const vectors = { model: 'm', dimensions, data };
  const rowOf = createSimilarityRows(vectors, vectors);
  const plain = plainRows(vectors, vectors);
  for (const row of [0, 31, 32, 200, 300]) {
    const expected = plain(row);
    rowOf(row).forEach((value, at) => {
      expect(Math.abs(value - expected[at]!)).toBeLessThan(1e-3);
    });
  }
});

it('gives equal vectors equal products, wherever they stand', () => {
  const one = Array.from({ length: 384 }, (_, at) => Math.sin(at) / 14);
  const other = Array.from({ length: 384 }, (_, at) => Math.cos(at * 3) / 14);
  const right = { model: 'm', dimensions: 384, data: Float32Array.from([one, other, one, one, other].flat()) };
  const left = { model: 'm', dimensions: 384, data: Float32Array.from([other, one, one].flat()) };
  const rowOf = createSimilarityRows(left, right);
  for (const row of [0, 1, 2]) {
    const products = [...rowOf(row)];
    expect(new Set([products[0], products[2], products[3]]).size).toBe(1);
    expect(products[1]).toBe(products[4]);
  }
  expect([...rowOf(1)]).toEqual([...rowOf(2)]);
});

it('is null without WebAssembly, and plain code takes over', () => {
  const { WebAssembly: kept } = globalThis;
  const vectors = { model: 'm', dimensions: 2, data: Float32Array.of(0.6, 0.8) };
  try {
    Object.assign(globalThis, { WebAssembly: undefined });
    expect(kernelRows(vectors, vectors)).toBeNull();
    expect(createSimilarityRows(vectors, vectors)(0)[0]).toBeCloseTo(1);
  } finally {
    Object.assign(globalThis, { WebAssembly: kept });
  }
});
