import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ScoreKind } from '../model/settings';
import type { CandidateSet, Job, TextSet, VectorSet } from '../model/types';
import { textSetOf } from '../text/text-fixture';
import { findCandidates, poolCandidates } from './find-candidates';
import { AUTO_THRESHOLD } from './match-score';

const job: Job = { signal: new AbortController().signal, progress: () => {} };

/** Unit vectors in the plane, so that similarities are cosines of angles. */
function vectorsOf(angles: readonly number[]): VectorSet {
  return {
    model: 'plane',
    dimensions: 2,
    data: Float32Array.from(angles.flatMap((angle) => [Math.cos(angle), Math.sin(angle)])),
  };
}

const find = (
  left: TextSet,
  right: TextSet,
  options: { k?: number; score?: ScoreKind; vectors?: readonly [VectorSet, VectorSet]; job?: Job } = {},
): Promise<CandidateSet> =>
  findCandidates(
    {
      left: { texts: left, vectors: options.vectors?.[0] ?? null },
      right: { texts: right, vectors: options.vectors?.[1] ?? null },
    },
    { candidatesPerRow: options.k ?? 10, score: options.score ?? 'hybrid' },
    options.job ?? job,
  );

const rowsOf = (set: CandidateSet, left: number): number[] => [...set.right.subarray(set.offsets[left]!, set.offsets[left + 1]!)];

describe('by letters alone', () => {
  it('puts the equal text first and scores it one', async () => {
    const set = await find(textSetOf(['ACME Works', 'Beta Ltd']), textSetOf(['Beta Limited', 'acme works!', 'Acme']));
    expect(rowsOf(set, 0)[0]).toBe(1);
    expect(set.matchScore[0]).toBe(1);
    expect(set.lexical[0]).toBeCloseTo(1, 5);
    expect(set.similarity[0]).toBeNaN();
    expect(rowsOf(set, 1)[0]).toBe(0);
    expect(set.matchScore[set.offsets[1]!]).toBeLessThan(1);
  });

  it.each(['hybrid', 'lexical', 'dense'] as const)('ranks by letters when %s has no vectors', async (score) => {
    const right = textSetOf(['northern lime kilns', 'southern lime works', 'northern lime works']);
    const set = await find(textSetOf(['northern lime worx']), right, { score });
    expect(rowsOf(set, 0)[0]).toBe(2);
  });

  it('orders equal texts by row', async () => {
    const set = await find(textSetOf(['acme']), textSetOf(['acme', 'zzz', 'acme', 'Acme', 'acme']));
    expect(rowsOf(set, 0)).toEqual([0, 2, 3, 4]);
    expect((await find(textSetOf(['acme']), textSetOf(['acme', 'zzz', 'acme', 'Acme', 'acme']), { k: 2 })).right).toHaveLength(2);
  });

  it('has fewer than k where the other table is smaller', async () => {
    const set = await find(textSetOf(['acme works', 'acme']), textSetOf(['acme', 'acme works']), { k: 100 });
    expect([...set.offsets]).toEqual([0, 2, 4]);
    expect([rowsOf(set, 0), rowsOf(set, 1)]).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });

  it('finds nothing for rows without text or without a letter in common', async () => {
    const set = await find(textSetOf(['', '  ', '!!!', 'xyz', 'acme']), textSetOf(['acme', '', '???']));
    expect([...set.offsets]).toEqual([0, 0, 0, 0, 0, 1]);
    expect(set.leftCount).toBe(5);
    expect(set.rightCount).toBe(3);
  });

  it.each([
    [[], []],
    [['a'], []],
    [[], ['a']],
    [[''], ['']],
  ])('takes the tables %j and %j', async (left, right) => {
    const set = await find(textSetOf(left), textSetOf(right));
    expect(set.right).toHaveLength(0);
    expect(set.offsets).toHaveLength(left.length + 1);
  });

  it('takes one row a side', async () => {
    const set = await find(textSetOf(['acme gmbh']), textSetOf(['acme ag']));
    expect(rowsOf(set, 0)).toEqual([0]);
    expect(set.matchScore[0]).toBeGreaterThan(AUTO_THRESHOLD);
  });

  it('takes a text of 30,000 characters', async () => {
    const long = Array.from({ length: 6000 }, (_, at) => `w${(at * 7919) % 997}`)
      .join(' ')
      .slice(0, 30_000);
    const set = await find(textSetOf([long]), textSetOf(['acme', `${long}!`, 'w5']));
    expect(rowsOf(set, 0)[0]).toBe(1);
    expect(set.matchScore[0]).toBe(1);
    expect([...set.matchScore].every(Number.isFinite)).toBe(true);
  });
});

describe('with vectors', () => {
  it('dense: pools the most similar of all, ties by row, with exact similarities', async () => {
    const component = fc.integer({ min: -2, max: 2 });
    const vectors = (most: number) => fc.array(fc.tuple(component, component, component), { minLength: 1, maxLength: most });
    await fc.assert(
      fc.asyncProperty(vectors(4), vectors(40), fc.integer({ min: 1, max: 50 }), async (left, right, k) => {
        const input = (rows: readonly (readonly number[])[]) => ({
          texts: textSetOf(rows.map((_, row) => `row ${row}`)),
          vectors: { model: 'grid', dimensions: 3, data: Float32Array.from(rows.flat()) },
        });
        const pool = await poolCandidates(
          { left: input(left), right: input(right) },
          { candidatesPerRow: k, score: 'dense' },
          job,
        );
        left.forEach((vector, row) => {
          const best = right
            .map((other, at) => ({ at, dot: vector.reduce((sum, value, i) => sum + value * other[i]!, 0) }))
            .sort((a, b) => b.dot - a.dot || a.at - b.at)
            .filter(({ dot }) => dot > -2)
            .slice(0, Math.max(k, SMALLEST_POOL))
            .sort((a, b) => a.at - b.at);
          expect([...pool.right[row]!]).toEqual(best.map(({ at }) => at));
          expect([...pool.similarity[row]!]).toEqual(best.map(({ dot }) => dot));
        });
      }),
      { seed: 21, numRuns: 200 },
    );
  });

  it('hybrid: holds every pair where all fit, by match score, then similarity, then row, under every row count', async () => {
    const words = fc.array(fc.constantFrom('', 'acme', 'acme works', 'beta', 'beta ag', 'gamma 7', 'gamma 8'), {
      minLength: 1,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(words, words, fc.integer({ min: 1, max: 9 }), async (leftRows, rightRows, k) => {
        const [left, right] = [textSetOf(leftRows), textSetOf(rightRows)];
        const vectors = [vectorsOf(left.texts.map((_, at) => at / 3)), vectorsOf(right.texts.map((_, at) => at / 5))] as const;
        const all = await find(left, right, { k: 100, vectors });
        const some = await find(left, right, { k, vectors });
        leftRows.forEach((text, row) => {
          const filled = rightRows.flatMap((other, at) => (other === '' ? [] : [at]));
          const ranked = rowsOf(all, row);
          expect([...ranked].sort((a, b) => a - b)).toEqual(text === '' ? [] : filled);
          for (let at = all.offsets[row]! + 1; at < all.offsets[row + 1]!; at++) {
            const byScore = all.matchScore[at - 1]! - all.matchScore[at]!;
            const bySimilarity = all.similarity[at - 1]! - all.similarity[at]!;
            expect(byScore || bySimilarity || all.right[at]! - all.right[at - 1]!).toBeGreaterThan(0);
          }
          expect(rowsOf(some, row)).toEqual(ranked.slice(0, k));
          ranked.forEach((other, rank) => {
            const score = all.matchScore[all.offsets[row]! + rank]!;
            expect(score === 1).toBe(rightRows[other] === text);
          });
        });
      }),
      { seed: 22, numRuns: 100 },
    );
  });

  it('has no lexical value for texts in different scripts, and finds them by vectors', async () => {
    const set = await find(textSetOf(['Москва']), textSetOf(['Paris', 'Moscow']), {
      vectors: [vectorsOf([1]), vectorsOf([0, 0.99])],
    });
    expect(rowsOf(set, 0)).toEqual([1, 0]);
    expect([...set.lexical]).toEqual([Number.NaN, Number.NaN]);
  });

  it('lexical: vectors add no candidates', async () => {
    const set = await find(textSetOf(['acme']), textSetOf(['xyz', 'acme']), {
      score: 'lexical',
      vectors: [vectorsOf([0]), vectorsOf([0, 1])],
    });
    expect(rowsOf(set, 0)).toEqual([1]);
  });
});

describe('as a job', () => {
  const table = (count: number) => textSetOf(Array.from({ length: count }, (_, at) => `company ${at} of the north ${at % 89}`));

  it('stops within a run when it is cancelled', async () => {
    const controller = new AbortController();
    const reports: number[] = [];
    const run = find(table(4000), table(1500), {
      job: {
        signal: controller.signal,
        progress: (done) => {
          reports.push(done);
          setTimeout(() => controller.abort(), 0);
        },
      },
    });
    await expect(run).rejects.toMatchObject({ code: 'job/cancelled' });
    expect(reports.at(-1)).toBeLessThan(4000);
  });

  it('reports the end', async () => {
    const reports: unknown[] = [];
    await find(table(3), table(2), {
      job: { signal: job.signal, progress: (...report) => void reports.push(report) },
    });
    expect(reports.at(-1)).toEqual([3, 3, 'texts']);
  });
});

/** However few candidates are wanted, they are picked out of this many. */
const SMALLEST_POOL = 20;
