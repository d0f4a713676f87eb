import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_MATCH_SETTINGS, type MatchSettings } from '../model/settings';
import type { CandidateSet, Dataset, Job, VectorSet } from '../model/types';
import { takeColumns } from '../text/records';
import { datasetOf } from '../text/text-fixture';
import { columnsRead } from './columns-read';
import { createMatcher, type Matcher } from './find-candidates';
import { AUTO_THRESHOLD } from './score/match-score';

const job: Job = { signal: new AbortController().signal, progress: () => {} };

/** Unit vectors in the plane, so that similarities are cosines of angles. */
function vectorsOf(angles: readonly number[]): VectorSet {
  return {
    model: 'plane',
    dimensions: 2,
    data: Float32Array.from(angles.flatMap((angle) => [Math.cos(angle), Math.sin(angle)])),
  };
}

const tableOf = (rows: readonly string[]): Dataset => datasetOf(['text', rows]);
const ON_TEXT = { left: ['text'], right: ['text'] };

function open(left: Dataset, right: Dataset, settings: Partial<MatchSettings>): Matcher {
  const all = { ...DEFAULT_MATCH_SETTINGS, on: ON_TEXT, ...settings };
  const names = columnsRead(all);
  const other = all.task === 'deduplicate' ? left : right;
  return createMatcher({ left: takeColumns(left, names.left), right: takeColumns(other, names.right) }, all);
}

interface FindOptions extends Partial<MatchSettings> {
  /** Angles of the vectors of the texts of both sides. */
  readonly angles?: readonly [(text: string, at: number) => number, (text: string, at: number) => number];
  readonly job?: Job;
}

async function findIn(left: Dataset, right: Dataset, { angles, job: own, ...settings }: FindOptions = {}): Promise<CandidateSet> {
  const matcher = open(left, right, settings);
  const first = angles && {
    left: vectorsOf(matcher.texts.left.map(angles[0])),
    right: vectorsOf(matcher.texts.right.map(angles[1])),
  };
  return (await matcher.find(first ?? null, own ?? job)).candidates;
}
const find = (left: readonly string[], right: readonly string[], options?: FindOptions): Promise<CandidateSet> =>
  findIn(tableOf(left), tableOf(right), options);

const rowsOf = (set: CandidateSet, left: number): number[] => [...set.right.subarray(set.offsets[left]!, set.offsets[left + 1]!)];

describe('by letters alone', () => {
  it('puts the equal text first and scores it one', async () => {
    const set = await find(['ACME Works', 'Beta Ltd'], ['Beta Limited', 'acme works!', 'Acme']);
    expect(rowsOf(set, 0)[0]).toBe(1);
    expect(set.matchScore[0]).toBe(1);
    expect(set.lexical[0]).toBeCloseTo(1, 5);
    expect(set.similarity[0]).toBeNaN();
    expect(rowsOf(set, 1)[0]).toBe(0);
    expect(set.matchScore[set.offsets[1]!]).toBeLessThan(1);
  });

  it.each(['hybrid', 'lexical', 'dense'] as const)('ranks by letters when %s has no vectors', async (score) => {
    const right = ['northern lime kilns', 'southern lime works', 'northern lime works'];
    const set = await find(['northern lime worx'], right, { score });
    expect(rowsOf(set, 0)[0]).toBe(2);
  });

  it('orders equal texts by row', async () => {
    const set = await find(['acme'], ['acme', 'zzz', 'acme', 'Acme', 'acme']);
    expect(rowsOf(set, 0)).toEqual([0, 2, 3, 4]);
    expect((await find(['acme'], ['acme', 'zzz', 'acme', 'Acme', 'acme'], { candidatesPerRow: 2 })).right).toHaveLength(2);
  });

  it('has fewer than k where the other table is smaller', async () => {
    const set = await find(['acme works', 'acme'], ['acme', 'acme works'], { candidatesPerRow: 100 });
    expect([...set.offsets]).toEqual([0, 2, 4]);
    expect([rowsOf(set, 0), rowsOf(set, 1)]).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });

  it('finds nothing for rows without text or without a letter in common', async () => {
    const set = await find(['', '  ', '!!!', 'xyz', 'acme'], ['acme', '', '???']);
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
    const set = await find(left, right);
    expect(set.right).toHaveLength(0);
    expect(set.offsets).toHaveLength(left.length + 1);
  });

  it('takes one row a side', async () => {
    const set = await find(['acme gmbh'], ['acme ag']);
    expect(rowsOf(set, 0)).toEqual([0]);
    expect(set.matchScore[0]).toBeGreaterThan(AUTO_THRESHOLD);
  });

  it('takes a text of 30,000 characters', async () => {
    const long = Array.from({ length: 6000 }, (_, at) => `w${(at * 7919) % 997}`)
      .join(' ')
      .slice(0, 30_000);
    const set = await find([long], ['acme', `${long}!`, 'w5']);
    expect(rowsOf(set, 0)[0]).toBe(1);
    expect(set.matchScore[0]).toBe(1);
    expect([...set.matchScore].every(Number.isFinite)).toBe(true);
  });
});

describe('with vectors', () => {
  it('hybrid: holds every pair where all fit, by match score, then similarity, then row, under every row count', async () => {
    const words = fc.array(fc.constantFrom('', 'acme', 'acme works', 'beta', 'beta ag', 'gamma 7', 'gamma 8'), {
      minLength: 1,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(words, words, fc.integer({ min: 1, max: 9 }), async (leftRows, rightRows, k) => {
        const angles: FindOptions['angles'] = [(_, at) => at / 3, (_, at) => at / 5];
        const all = await find(leftRows, rightRows, { candidatesPerRow: 100, angles });
        const some = await find(leftRows, rightRows, { candidatesPerRow: k, angles });
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

  it('compares the letters of texts in different scripts in Latin ones, and finds them by vectors', async () => {
    const set = await find(['Москва'], ['Paris', 'Moscow'], {
      angles: [() => 1, (text) => (text === 'Moscow' ? 0.99 : 0)],
    });
    expect(rowsOf(set, 0)).toEqual([1, 0]);
    expect(set.lexical[0]).toBeGreaterThan(0.3);
    expect(set.lexical[1]).toBe(0);
  });

  it('lexical: vectors add no candidates', async () => {
    const set = await find(['acme'], ['xyz', 'acme'], {
      score: 'lexical',
      angles: [() => 0, (_, at) => at],
    });
    expect(rowsOf(set, 0)).toEqual([1]);
  });
});

describe('as a job', () => {
  const table = (count: number) => Array.from({ length: count }, (_, at) => `company ${at} of the north ${at % 89}`);

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
    expect(reports.at(-1)).toBeLessThan(1000);
  });

  it('reports the end', async () => {
    const reports: unknown[] = [];
    await find(table(3), table(2), {
      job: { signal: job.signal, progress: (...report) => void reports.push(report) },
    });
    expect(reports.at(-1)).toEqual([1, 1, 'texts']);
  });
});

describe('columns that keep records apart', () => {
  const left = datasetOf(['text', ['acme', 'acme', 'beta']], ['year', ['1999', '2001', '']]);
  const right = datasetOf(['text', ['acme', 'acme', 'beta', 'beta']], ['year', ['2001', '1999', '1999', '']]);
  const blocking = [{ left: 'year', right: 'year', key: 'exact' }] as const;

  it('compares only within blocks, and keeps rows without a key, without candidates', async () => {
    const set = await findIn(left, right, { blocking });
    expect([rowsOf(set, 0), rowsOf(set, 1), rowsOf(set, 2)]).toEqual([[1, 2], [0], []]);
    expect(set.leftCount).toBe(3);
  });

  it('blocking never adds pairs, and takes none away within a block', async () => {
    const word = fc.constantFrom('', 'acme', 'acme works', 'beta', 'beta works');
    const key = fc.constantFrom('', 'a', 'b', 'B ');
    const rows = fc.array(fc.tuple(word, key), { minLength: 1, maxLength: 12 });
    const table = (cells: readonly (readonly [string, string])[]) =>
      datasetOf(['text', cells.map(([text]) => text)], ['year', cells.map(([, year]) => year)]);
    await fc.assert(
      fc.asyncProperty(rows, rows, async (leftRows, rightRows) => {
        const angles: FindOptions['angles'] = [(text) => text.length, (text) => text.length];
        const all = { candidatesPerRow: 100, score: 'dense', angles } as const;
        const free = await findIn(table(leftRows), table(rightRows), all);
        const blocked = await findIn(table(leftRows), table(rightRows), { ...all, blocking });
        const fold = (cell: string) => cell.trim().toLowerCase();
        leftRows.forEach(([, own], row) => {
          const expected = rowsOf(free, row).filter((other) => fold(own) !== '' && fold(rightRows[other]![1]) === fold(own));
          expect(rowsOf(blocked, row).sort((a, b) => a - b)).toEqual(expected.sort((a, b) => a - b));
        });
      }),
      { seed: 41, numRuns: 100 },
    );
  });
});

describe('within one table', () => {
  it('finds the other rows of the record first, then others, never the row itself', async () => {
    const rows = ['acme works', 'beta', 'acme works', '', 'acme work'];
    const set = await findIn(tableOf(rows), tableOf([]), { task: 'deduplicate' });
    expect(rowsOf(set, 0)).toEqual([2, 4]);
    expect(rowsOf(set, 2)).toEqual([0, 4]);
    expect(rowsOf(set, 4).sort()).toEqual([0, 2]);
    expect(rowsOf(set, 3)).toEqual([]);
    expect(set.matchScore[set.offsets[0]!]).toBe(1);
  });

  it('embeds each text once, and has candidates by vectors', async () => {
    const matcher = open(tableOf(['Москва', 'Moscow', 'Paris']), tableOf([]), { task: 'deduplicate' });
    expect(matcher.texts).toEqual({ left: ['Москва', 'Moscow', 'Paris'], right: [] });
    const vectors = vectorsOf([0, 0.1, 1.5]);
    const { candidates } = await matcher.find({ left: vectors, right: vectorsOf([]) }, job);
    expect(rowsOf(candidates, 0)[0]).toBe(1);
  });
});

it('does not depend on the order of rows or columns', async () => {
  const names = ['acme works', 'acme work', 'beta ag', 'beta limited', 'gamma 7', 'gamma 8', 'delta'];
  const towns = ['bonn', 'bonn', 'berlin', 'berlin', 'ulm', 'ulm', 'jena'];
  const table = (order: readonly number[]) =>
    datasetOf(['name', order.map((at) => names[at]!)], ['town', order.map((at) => towns[at]!)]);
  const straight = names.map((_, at) => at);
  const columns = { left: ['name', 'town'], right: ['name', 'town'] };
  const swapped = { left: ['town', 'name'], right: ['town', 'name'] };
  const reference = await findIn(table(straight), table(straight), { on: columns });
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(straight, { minLength: straight.length }), fc.boolean(), async (order, swap) => {
      const set = await findIn(table(straight), table(order), { on: swap ? swapped : columns });
      straight.forEach((row) => {
        expect(order[rowsOf(set, row)[0]!]).toBe(rowsOf(reference, row)[0]);
      });
    }),
    { seed: 51, numRuns: 50 },
  );
});

it('a column of weight 0 is not read', async () => {
  const left = datasetOf(['name', ['acme']], ['note', ['zeta']]);
  const right = datasetOf(['name', ['acme', 'other']], ['note', ['alpha', 'zeta']]);
  const on = { left: ['name', 'note'], right: ['name', 'note'] };
  expect(open(left, right, { on, weights: { note: 0 } }).texts).toEqual({ left: ['acme'], right: ['acme', 'other'] });
  expect(open(left, right, { on, weights: { name: 0, note: 0 } }).texts.left[0]).toMatch(/acme zeta|zeta acme/);
});
