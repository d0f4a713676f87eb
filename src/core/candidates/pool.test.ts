import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Job, VectorSet } from '../model/types';
import { planBlocks } from './blocking/blocking';
import { fitLexical } from './lexical/lexical-index';
import { poolCandidates, SMALLEST_POOL } from './pool';

const job: Job = { signal: new AbortController().signal, progress: () => {} };
const component = fc.integer({ min: -2, max: 2 });
const rowsUpTo = (most: number) => fc.array(fc.tuple(component, component, component), { minLength: 1, maxLength: most });
const setOf = (rows: readonly (readonly number[])[]): VectorSet => ({
  model: 'grid',
  dimensions: 3,
  data: Float32Array.from(rows.flat()),
});
const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, value, at) => sum + value * b[at]!, 0);

async function pool(
  left: readonly (readonly number[])[],
  right: readonly (readonly number[])[],
  k: number,
  keys: { left: string[]; right: string[] } | null = null,
) {
  const texts = (rows: readonly unknown[]) => rows.map((_, at) => `row ${at}`);
  const rule = { left: 'k', right: 'k', key: 'exact' } as const;
  return poolCandidates(
    {
      count: { left: left.length, right: right.length },
      lexical: await fitLexical(texts(left), texts(right), job),
      vectors: { left: setOf(left), right: setOf(right) },
      blocks: keys && planBlocks([keys.left], [keys.right], [rule]),
      isWithin: false,
    },
    { candidatesPerRow: k, score: 'dense' },
    job,
  );
}

const best = (of: readonly number[], among: readonly (readonly number[])[], k: number): number[] =>
  [...among.keys()].sort((a, b) => dot(of, among[b]!) - dot(of, among[a]!) || a - b).slice(0, k);

describe('poolCandidates', () => {
  it('dense: holds the most similar of every record of both sides, with exact similarities', async () => {
    await fc.assert(
      fc.asyncProperty(rowsUpTo(30), rowsUpTo(40), fc.integer({ min: 1, max: 50 }), async (left, right, k) => {
        const found = await pool(left, right, k);
        const reverse = right.map((vector) => best(vector, left, 5));
        left.forEach((vector, row) => {
          const expected = new Set(best(vector, right, Math.max(k, SMALLEST_POOL)));
          reverse.forEach((lefts, at) => {
            if (lefts.includes(row)) expected.add(at);
          });
          const own = [...found.right.subarray(found.offsets[row]!, found.offsets[row + 1]!)];
          expect(own).toEqual([...expected].sort((a, b) => a - b));
          own.forEach((at, place) => {
            expect(found.similarity[found.offsets[row]! + place]).toBe(dot(vector, right[at]!));
          });
        });
      }),
      { seed: 21, numRuns: 150 },
    );
  });

  it('within blocks: never pairs records of two blocks, and holds the best of each', async () => {
    const key = fc.constantFrom('a', 'b', '');
    const keyed = (most: number) => fc.array(fc.tuple(key, component, component, component), { minLength: 1, maxLength: most });
    await fc.assert(
      fc.asyncProperty(keyed(20), keyed(120), async (left, right) => {
        const bare = (rows: readonly (readonly [string, number, number, number])[]) => rows.map(([, ...vector]) => vector);
        const found = await pool(bare(left), bare(right), 3, { left: left.map(([k]) => k), right: right.map(([k]) => k) });
        left.forEach(([own, ...vector], row) => {
          const partners = [...found.right.subarray(found.offsets[row]!, found.offsets[row + 1]!)];
          for (const partner of partners) expect([own, right[partner]![0]]).toEqual([right[partner]![0], own]);
          const allowed = right.flatMap(([other], at) => (own !== '' && other === own ? [at] : []));
          const nearest = best(
            vector,
            allowed.map((at) => bare(right)[at]!),
            SMALLEST_POOL,
          ).map((at) => allowed[at]!);
          expect(partners).toEqual(expect.arrayContaining(nearest));
        });
      }),
      { seed: 22, numRuns: 100 },
    );
  });
});
