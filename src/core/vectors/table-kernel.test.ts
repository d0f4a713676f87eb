import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../bench/company-names.mjs';
import { createTableKernel, sumPlainly } from './table-kernel';
import type { TokenTable } from './token-table';

const TOKENS = 50;

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array): Buffer => Buffer.from(buffer, byteOffset, byteLength);

function someTable(dimensions: number): TokenTable {
  const random = seededRandom(dimensions);
  const codes = Int8Array.from({ length: TOKENS * dimensions }, () => Math.floor(random() * 255) - 127);
  codes.fill(0, 0, dimensions);
  return { codes, scales: Float32Array.from({ length: TOKENS }, () => random() ** 4), tokens: TOKENS, dimensions };
}

describe('createTableKernel', () => {
  it.each([32, 192])('gives the bits of the plain sums, %i components', (dimensions) => {
    const table = someTable(dimensions);
    const kernel = createTableKernel(table)!;
    const plain = sumPlainly(table);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 70 }), fc.integer({ min: 1, max: 9 }), fc.nat(), (width, rows, seed) => {
        const random = seededRandom(seed);
        const ids = Int32Array.from({ length: rows * width }, () => Math.floor(random() * TOKENS));
        expect(kernel(ids, rows, width)).toEqual(plain(ids, rows, width));
      }),
      { seed: 2, numRuns: 60 },
    );
  });

  it('takes more texts than it had room for', () => {
    const table = someTable(32);
    const ids = Int32Array.from({ length: 30_000 }, (_, at) => at % TOKENS);
    expect(bytesOf(createTableKernel(table)!(ids, 10_000, 3)).equals(bytesOf(sumPlainly(table)(ids, 10_000, 3)))).toBe(true);
  });

  it('leaves a sum of zeros as it is', () => {
    expect(createTableKernel(someTable(32))!(Int32Array.of(0, 0), 1, 2)).toEqual(new Float32Array(32));
  });

  it('is not for every width', () => {
    expect(createTableKernel(someTable(40))).toBeNull();
  });
});
