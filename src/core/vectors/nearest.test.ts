import { setFlagsFromString } from 'node:v8';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../model/errors';
import type { Job, VectorSet } from '../model/types';
import { allocateMemory, hasKernel } from './kernels';
import { type NearestOptions, nearestBothSides, nearestWithin, similarityOfPairs } from './nearest';
import { bruteForce, clusteredSet, listsOf, quietJob, vectorSet } from './nearest-fixture';

/** Eighths: sums are exact in any order, so that lists can be compared whole, with many ties. */
const component = fc.integer({ min: -8, max: 8 }).map((n) => n / 8);
const rows = (dimensions: number, most: number) =>
  fc.array(fc.array(component, { minLength: dimensions, maxLength: dimensions }), { maxLength: most });
const tables = fc
  .integer({ min: 1, max: 21 })
  .chain((dimensions) => fc.tuple(fc.constant(dimensions), rows(dimensions, 70), rows(dimensions, 45)));
const limit = fc.integer({ min: 0, max: 50 });

/** int8 with relaxed SIMD runs in browsers only (`bench/top-k`); its widened twin rounds and sums alike. */
const PRECISIONS = ['plain', 'float32', 'int16', 'int8-widened'] as const;

it('leaves the relaxed product alone where the engine lacks it or computes it otherwise', async () => {
  setFlagsFromString('--experimental-wasm-relaxed-simd');
  if (hasKernel('int8')) await expectSame(clusteredSet(300, 64, 8), clusteredSet(200, 64, 9), { precision: 'int8' });
  else expect(hasKernel('int8-widened')).toBe(true);
});

describe.each(PRECISIONS)('%s', (precision) => {
  it('both sides equal brute force, with ties, zero vectors, empty sides and more partners asked for than there are', async () => {
    await fc.assert(
      fc.asyncProperty(tables, limit, limit, async ([dimensions, leftRows, rightRows], kLeft, kRight) => {
        const left = vectorSet(dimensions, leftRows);
        const right = vectorSet(dimensions, rightRows);
        const found = await nearestBothSides(left, right, { left: kLeft, right: kRight }, quietJob, { precision });
        expect(listsOf(found.left)).toEqual(bruteForce(left, right, kLeft));
        expect(listsOf(found.right)).toEqual(bruteForce(right, left, kRight));
      }),
      { seed: 31, numRuns: 120 },
    );
  });

  it('one table with itself leaves out the record itself, not its equals', async () => {
    await fc.assert(
      fc.asyncProperty(tables, async ([dimensions, some]) => {
        const set = vectorSet(dimensions, [...some, ...some.slice(0, 5)]);
        expect(listsOf(await nearestWithin(set, 4, quietJob, { precision }))).toEqual(bruteForce(set, set, 4, true));
      }),
      { seed: 32, numRuns: 120 },
    );
  });
});

/** The lists of the plain search, where they can be told from one another: places whose neighbours differ by more than sums do. */
async function expectSame(left: VectorSet, right: VectorSet, options: NearestOptions): Promise<void> {
  const k = { left: 10, right: 7 };
  const plain = await nearestBothSides(left, right, k, quietJob, { precision: 'plain' });
  const found = await nearestBothSides(left, right, k, quietJob, options);
  for (const side of ['left', 'right'] as const) {
    expect(found[side].count).toEqual(plain[side].count);
    const { value, index } = found[side];
    expect(value.filter((one, at) => !(Math.abs(one - plain[side].value[at]!) < 1e-6))).toHaveLength(0);
    const isNear = (at: number, other: number): boolean => Math.abs(value[at]! - (value[other] ?? 0)) < 1e-6;
    const moved = index.filter((one, at) => one !== plain[side].index[at] && !isNear(at, at + 1) && !isNear(at, at - 1));
    expect(moved).toHaveLength(0);
  }
}

describe('vectors that lean to one side, in clusters', () => {
  const left = clusteredSet(700, 100, 5);
  const right = clusteredSet(1100, 100, 6);
  it.each(PRECISIONS.slice(1))('%s equals the plain search', async (precision) => {
    await expectSame(left, right, { precision });
  });

  it('finds the right ones among many equal and nearly equal ones', async () => {
    const crowd = clusteredSet(300, 100, 7, 1, 1);
    const data = new Float32Array(crowd.data.length * 3);
    for (let copy = 0; copy < 3; copy++) data.set(crowd.data, copy * crowd.data.length);
    const repeated = { ...crowd, data };
    const exact = await nearestBothSides(crowd, repeated, { left: 10, right: 10 }, quietJob, { precision: 'float32' });
    for (const precision of ['int16', 'int8-widened'] as const) {
      const found = await nearestBothSides(crowd, repeated, { left: 10, right: 10 }, quietJob, { precision });
      expect(found).toEqual(exact);
    }
    listsOf(exact.left).forEach((list, row) => {
      expect(list.slice(0, 3).map(({ index }) => index)).toEqual([row, row + 300, row + 600]);
    });
  });

  it('does not depend on the memory it gets, down to a single tile at a time', async () => {
    // Lists, which cannot be made smaller, and one tile.
    const room = { float32: 305_000, int16: 365_000, 'int8-widened': 620_000 };
    for (const precision of ['float32', 'int16', 'int8-widened'] as const) {
      const whole = await nearestBothSides(left, right, { left: 10, right: 7 }, quietJob, { precision });
      let refusals = 0;
      const allocate = (bytes: number): WebAssembly.Memory => {
        if (bytes <= room[precision]) return allocateMemory(bytes);
        refusals++;
        throw new RangeError('no room');
      };
      expect(await nearestBothSides(left, right, { left: 10, right: 7 }, quietJob, { precision, allocate })).toEqual(whole);
      expect(refusals).toBeGreaterThan(0);
    }
  });

  it('says so where even a single tile finds no room', async () => {
    const allocate = (): WebAssembly.Memory => {
      throw new RangeError('no room');
    };
    for (const precision of ['float32', 'int16', 'int8-widened'] as const) {
      const failure = await nearestBothSides(left, right, { left: 3, right: 3 }, quietJob, { precision, allocate }).catch(
        (error) => error,
      );
      expect(failure).toBeInstanceOf(AppError);
      expect(failure.code).toBe('device/out-of-memory');
    }
  });

  it('works without WebAssembly', async () => {
    const { WebAssembly: kept } = globalThis;
    try {
      Object.assign(globalThis, { WebAssembly: undefined });
      await expectSame(left, right, {});
      expect(similarityOfPairs(left, left, Uint32Array.of(4), Uint32Array.of(4))[0]).toBeCloseTo(1);
    } finally {
      Object.assign(globalThis, { WebAssembly: kept });
    }
  });
});

it('gives the values of similarityOfPairs, the same from both sides', async () => {
  const left = clusteredSet(130, 50, 2);
  const right = clusteredSet(210, 50, 3);
  const found = await nearestBothSides(left, right, { left: 210, right: 130 }, quietJob);
  const matrix = new Float32Array(130 * 210);
  listsOf(found.left).forEach((list, row) => {
    for (const { index, value } of list) matrix[row * 210 + index] = value;
  });
  const { index, value } = found.right;
  const rightIndex = Uint32Array.from(index, (_, at) => Math.floor(at / 130));
  expect(index.filter((row, at) => matrix[row * 210 + rightIndex[at]!] !== value[at])).toHaveLength(0);
  const values = similarityOfPairs(left, right, index, rightIndex);
  expect(values).toEqual(value);
});

it.each(['plain', 'int16'] as const)('reports texts and stops when told, %s', async (precision) => {
  const set = clusteredSet(2500, 96, 4);
  const repeated = { ...set, data: new Float32Array(set.data.length * 2) };
  for (const half of [0, 1]) repeated.data.set(set.data, half * set.data.length);
  const controller = new AbortController();
  const seen: [number, number, string][] = [];
  const job: Job = {
    signal: controller.signal,
    progress: (...report) => {
      seen.push(report);
      controller.abort();
    },
  };
  const failure = await nearestBothSides(repeated, repeated, { left: 5, right: 5 }, job, { precision }).catch(
    (error: unknown) => error,
  );
  expect(failure).toEqual(new AppError('job/cancelled'));
  expect(seen).toHaveLength(1);
  expect(seen[0]![0]).toBeLessThan(5000);
  expect(seen[0]!.slice(1)).toEqual([5000, 'texts']);
});

it('gives a pair the same value alone as among all pairs, whatever the dimensions', () => {
  for (const dimensions of [48, 50]) {
    const left = clusteredSet(20, dimensions, 2);
    const right = clusteredSet(30, dimensions, 3);
    const leftIndex = Uint32Array.from({ length: 600 }, (_, at) => Math.floor(at / 30));
    const rightIndex = Uint32Array.from({ length: 600 }, (_, at) => at % 30);
    const together = similarityOfPairs(left, right, leftIndex, rightIndex);
    const alone = Float32Array.from(together, (_, at) => {
      return similarityOfPairs(left, right, leftIndex.subarray(at, at + 1), rightIndex.subarray(at, at + 1))[0]!;
    });
    expect(together).toEqual(alone);
  }
});
