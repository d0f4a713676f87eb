import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainPool } from '../score/explain-pool';
import { poolOf, type SmallTables, scoresOf, unwatched } from '../score/score-fixture';
import { scorePool } from '../score/score-pool';
import { MOST_CHANGE } from './rerank-pool';
import { DEFAULT_RERANK, type Reranker } from './reranker';

const STRONG: Reranker = {
  version: 1,
  name: 'strong',
  purpose: '',
  weights: { leastInRow: 40, restInRow: 40, leastInColumn: 40, categorySimilarity: 40 },
};
const close: SmallTables = {
  left: [['nora lund'], ['kari holm'], ['liv dahl']],
  right: [['nora lundh'], ['nora'], ['kari holm'], ['liv berg']],
  similarity: [
    [0.7, 0.7, 0.1, 0.1],
    [0.1, 0.1, 0.9, 0.1],
    [0.1, 0.1, 0.1, 0.5],
  ],
};
const changesOf = async (tables: SmallTables, rerank: Reranker | 'shipped', settings = {}) => {
  const { pool, input } = await poolOf(tables);
  const explainer = await explainPool(
    pool,
    input,
    { score: 'hybrid', cardinality: 'many-to-many', rerank, ...settings },
    unwatched,
  );
  const step = (left: number, right: number): number =>
    explainer.explain(left, right, null, Number.NaN).steps.find(({ kind }) => kind === 'sideBySide')?.logit ?? Number.NaN;
  return { pool, step };
};

describe('rerankPool', () => {
  it('prefers the candidate whose words all go together', async () => {
    const without = await scoresOf(close, { rerank: 'off', cardinality: 'many-to-many' });
    const shipped = await scoresOf(close, { rerank: 'shipped', cardinality: 'many-to-many' });
    expect(shipped[0]![0]! - shipped[0]![1]!).toBeGreaterThan(without[0]![0]! - without[0]![1]!);
  });

  it('leaves equal texts certain and others below', async () => {
    const scores = await scoresOf(close, { rerank: STRONG, cardinality: 'many-to-many' });
    expect(scores[1]![2]).toBe(1);
    for (const [i, row] of scores.entries())
      for (const [j, score] of row.entries()) if (i !== 1 || j !== 2) expect(score).toBeLessThan(1);
  });

  it('counts in the hybrid score of a linkage with vectors only, and can be left out', async () => {
    const off = await scoresOf(close, { rerank: 'off' });
    expect(await scoresOf(close, { rerank: STRONG })).not.toEqual(off);
    expect(await scoresOf(close, { rerank: STRONG, without: ['rerank'] })).toEqual(off);
    expect(DEFAULT_RERANK).toBe('usual');
    expect(await scoresOf(close)).toEqual(off);
    for (const settings of [{ task: 'deduplicate' as const }, { score: 'lexical' as const }, { score: 'dense' as const }]) {
      expect(await scoresOf(close, { ...settings, rerank: STRONG })).toEqual(
        await scoresOf(close, { ...settings, rerank: 'off' }),
      );
    }
  });

  it('puts rows of categories by meaning where a model asks for it', async () => {
    const tables: SmallTables = {
      left: Array.from({ length: 12 }, (_, at) => [`thing ${'abcdefghijkl'[at]}`]),
      right: [['thing group'], ['beasts'], ['plants']],
      similarity: Array.from({ length: 12 }, (_, at) => [0.3, 0.3 + (at % 2) / 10, 0.31]),
    };
    const { pool, input } = await poolOf(tables);
    expect(await scoresOf(tables, { cardinality: 'many-to-one' })).toEqual(
      await scoresOf(tables, { cardinality: 'many-to-one', rerank: 'off' }),
    );
    const categories: Reranker = { ...STRONG, weights: {}, models: { other: { categorySimilarity: 15 } } };
    const scoreWith = async (vectorModel: string, cardinality: 'many-to-one' | 'one-to-one') => {
      const settings = { score: 'hybrid' as const, cardinality, rerank: categories };
      return (await scorePool(pool, { ...input, vectorModel }, settings, unwatched)).matchScore;
    };
    expect((await scoreWith('other', 'many-to-one'))[4]).toBeGreaterThan((await scoreWith('some', 'many-to-one'))[4]!);
    expect(await scoreWith('other', 'one-to-one')).toEqual(await scoreWith('some', 'one-to-one'));
    const usual = { score: 'hybrid' as const, cardinality: 'many-to-one' as const };
    const english = await scorePool(pool, { ...input, vectorModel: 'minilm-l6-en' }, usual, unwatched);
    expect(english.matchScore[4]).toBeGreaterThan((await scorePool(pool, input, usual, unwatched)).matchScore[4]!);
  });

  it('is finite, bounded, and blind to the order of rows', async () => {
    const cell = fc.constantFrom(
      'acme',
      'acme works',
      'acme workz',
      'zulu ltd',
      'block 12',
      'Καφές',
      'kafes',
      '',
      'ae-770',
      '珈琲',
    );
    const rows = fc.array(
      cell.map((text) => [text]),
      { minLength: 1, maxLength: 5 },
    );
    await fc.assert(
      fc.asyncProperty(rows, rows, fc.integer({ min: 0, max: 999 }), async (left, right, seed) => {
        const similarity = left.map((_, i) => right.map((__, j) => ((seed * 31 + i * 7 + j * 13) % 100) / 100));
        const { step } = await changesOf({ left, right, similarity }, STRONG);
        const turned = await changesOf(
          {
            left: [...left].reverse(),
            right: [...right].reverse(),
            similarity: similarity.map((row) => [...row].reverse()).reverse(),
          },
          STRONG,
        );
        left.forEach((_, i) => {
          right.forEach((__, j) => {
            const change = step(i, j);
            expect(Number.isFinite(change) && Math.abs(change) <= 2 * MOST_CHANGE).toBe(true);
            expect(turned.step(left.length - 1 - i, right.length - 1 - j)).toBeCloseTo(change, 5);
          });
        });
      }),
      { seed: 41, numRuns: 60 },
    );
  });
});
