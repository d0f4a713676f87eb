import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Qualifier } from '../../model/settings';
import { poolOf, scoresOf, unwatched } from './score-fixture';
import { scorePool } from './score-pool';

const one = (...texts: string[]): string[][] => texts.map((text) => [text]);
const bestOf = (scores: readonly number[]): number => scores.indexOf(Math.max(...scores));
const cell = fc.constantFrom(
  'acme',
  'acme works',
  'zulu ltd',
  'Block 12',
  'block 21',
  'Καφές',
  'kafes',
  '',
  'ae-770',
  'main street 5',
);
const table = fc.array(
  fc.tuple(cell, cell).map((cells): string[] => [...cells]),
  { minLength: 1, maxLength: 6 },
);

describe('scorePool', () => {
  it('gives identical texts 1 and all others less, all from 0 to 1', async () => {
    await fc.assert(
      fc.asyncProperty(
        table,
        table,
        fc.constantFrom('one-to-one', 'many-to-one', 'one-to-many', 'many-to-many'),
        async (left, right, cardinality) => {
          const { pool, input } = await poolOf({ left, right });
          const { matchScore } = await scorePool(pool, input, { score: 'hybrid', cardinality } as never, unwatched);
          matchScore.forEach((score, at) => {
            const [a, b] = [input.texts.left[Math.floor(at / right.length)]!, input.texts.right[at % right.length]!];
            if (a.toLowerCase().replace('-', ' ') === b.toLowerCase().replace('-', ' ') && a !== '') expect(score).toBe(1);
            expect(score).toBeGreaterThanOrEqual(0);
            expect(score).toBeLessThanOrEqual(1);
          });
        },
      ),
      { seed: 11, numRuns: 60 },
    );
  });

  it.each([
    ['Block 12', 'Block 12 A', 'Block 21 A'],
    ['Camera PSC-55 case', 'PSC55 leather case for cameras', 'PSC66 leather case for cameras'],
    ['Rocky III', 'Rocky 3 film', 'Rocky 2 film'],
    ['화천', 'Hwacheon', 'Sacheon'],
    ['Белослав', 'Beloslav', 'Belogradchik'],
    ['Köln Stahl GmbH', 'Koln Stahl AG', 'Bonn Stahl GmbH'],
  ])('%s is sooner %s than %s', async (left, right, wrong) => {
    const [scores] = await scoresOf({ left: one(left), right: one(wrong, right, 'something else', 'nothing near') });
    expect(bestOf(scores!)).toBe(1);
  });

  it('lets records compete on both sides where each has one partner', async () => {
    const tables = { left: one('Acme Works North', 'Acme Works'), right: one('Acme Works Inc', 'Acme Workshop North Hall') };
    const scores = await scoresOf(tables);
    const alone = await scoresOf(tables, { without: ['competition'] });
    expect(scores[0]![1]! / scores[0]![0]!).toBeGreaterThan(alone[0]![1]! / alone[0]![0]!);
  });

  it('does not take a short list of categories for a table too small to tell', async () => {
    const names = ['Steel pipes', 'Cotton shirts', 'Fresh apples', 'Motor cars'];
    const rows = [
      'steel tubes',
      'iron pipes',
      'shirts of cotton',
      'wool shirts',
      'green apples',
      'apples, dried',
      'cars',
      'car parts',
    ];
    const lefts = [...rows, ...rows.map((row) => `other ${row}`)].slice(0, 12);
    const similarity = lefts.map((_, left) => names.map((_, right) => (right === Math.floor((left % 8) / 2) ? 0.5 : 0.2)));
    const tables = { left: one(...lefts), right: one(...names), similarity };
    const many = await scoresOf(tables, { cardinality: 'many-to-one' });
    const few = await scoresOf(
      { ...tables, left: tables.left.slice(0, 6), similarity: similarity.slice(0, 6) },
      { cardinality: 'many-to-one' },
    );
    for (const left of [0, 1, 2, 3, 4, 5]) {
      expect(bestOf(many[left]!)).toBe(Math.floor(left / 2));
      expect(Math.max(...many[left]!)).toBeGreaterThan(Math.max(...few[left]!));
    }
  });

  it('does not depend on the order of records', async () => {
    await fc.assert(
      fc.asyncProperty(table, table, async (left, right) => {
        const forward = await scoresOf({ left, right });
        const backward = await scoresOf({ left: [...left].reverse(), right: [...right].reverse() });
        forward.forEach((row, i) => {
          row.forEach((score, j) => {
            expect(backward[left.length - 1 - i]![right.length - 1 - j]).toBeCloseTo(score, 4);
          });
        });
      }),
      { seed: 5, numRuns: 40 },
    );
  });

  it('does not depend on the order of columns', async () => {
    const left = [
      ['Anna Berg', 'Oslo', '1980'],
      ['Ole Dahl', 'Bergen', '1975'],
      ['Kari Lie', 'Oslo', '1990'],
    ];
    const right = [
      ['Ana Berg', 'Oslo', '1980'],
      ['O. Dahl', 'Bergen', '1975'],
      ['Kari Lie', 'Moss', ''],
    ];
    const swap = (rows: string[][]): string[][] => rows.map(([a, b, c]) => [c!, a!, b!]);
    const forward = await scoresOf({ left, right });
    const swapped = await scoresOf({ left: swap(left), right: swap(right) });
    forward.forEach((row, i) => {
      row.forEach((score, j) => {
        expect(swapped[i]![j]).toBeCloseTo(score, 5);
      });
    });
  });

  it('rises with the weight of a column that agrees and falls with one that does not', async () => {
    const left = [
      ['Anna Berg', 'Oslo'],
      ['Ole Dahl', 'Bergen'],
      ['Kari Lie', 'Moss'],
    ];
    const right = [
      ['Anna Berg', 'Lund'],
      ['Ole Dahl', 'Bergen'],
      ['Kari Lie', 'Moss'],
    ];
    const at = async (weights: Record<string, number>): Promise<number> =>
      (await scoresOf({ left, right, names: ['name', 'town'] }, { weights, cardinality: 'many-to-many' }))[0]![0]!;
    const plain = await at({});
    expect(await at({ name: 3 })).toBeGreaterThan(plain);
    expect(await at({ town: 3 })).toBeLessThan(plain);
  });

  describe('qualifiers', () => {
    const left = one('Acme Works', 'Zulu Trade');
    const right = one('Acme Works Ltd', 'Zulu Trading');
    const qualifier = (kind: Qualifier['kind'], weight = 1): Qualifier => ({ left: 'q', right: 'q', kind, weight });
    const at = async (kind: Qualifier['kind'], one: string, other: string, weight = 1): Promise<number> => {
      const cells = [{ left: [one, ''], right: [other, ''] }];
      const settings = { qualifiers: [qualifier(kind, weight)], cardinality: 'many-to-many' as const };
      return (await scoresOf({ left, right, qualifiers: cells }, settings))[0]![0]!;
    };

    it.each([
      ['category', 'NO', 'no', 'SE'],
      ['number', '1999', '1999', '2015'],
      ['date', '2020-01-01', '2020-01-01', '2023-05-05'],
    ] as const)('%s: agreement raises, contradiction lowers, an empty cell does neither', async (kind, mine, same, other) => {
      const neutral = await at(kind, mine, '');
      expect(await at(kind, mine, same)).toBeGreaterThan(neutral);
      expect(await at(kind, mine, other)).toBeLessThan(neutral);
      expect(await at(kind, mine, other, 0)).toBeCloseTo(neutral, 6);
    });

    it('dates count more the closer they are', async () => {
      const days = await Promise.all(
        ['2020-01-01', '2020-02-01', '2020-09-01', '2022-01-01'].map((day) => at('date', '2020-01-01', day)),
      );
      expect(days).toEqual([...days].sort((a, b) => b - a));
    });

    it('a contradiction takes the certainty of identical texts', async () => {
      const cells = [{ left: ['1990'], right: ['2020', '1990'] }];
      const [scores] = await scoresOf(
        { left: one('Acme'), right: one('Acme', 'Acme Inc'), qualifiers: cells },
        { qualifiers: [qualifier('category')] },
      );
      expect(scores![0]).toBeLessThan(1);
    });
  });

  it('leaves evidence out when asked', async () => {
    const tables = { left: one('Block 12'), right: one('Block 12 A', 'Block 21 A') };
    const [all] = await scoresOf(tables, { cardinality: 'many-to-many' });
    const [bare] = await scoresOf(tables, { cardinality: 'many-to-many', without: ['guard'] });
    expect(all![0]! - all![1]!).toBeGreaterThan(bare![0]! - bare![1]!);
  });

  it('stops when asked', async () => {
    const { pool, input } = await poolOf({
      left: one(...Array.from({ length: 3_000 }, (_, at) => `row ${at}`)),
      right: one('row 1', 'row 2'),
    });
    const stopped = { signal: AbortSignal.abort(), progress: () => {} };
    await expect(scorePool(pool, input, { score: 'lexical', cardinality: 'one-to-one' }, stopped)).rejects.toMatchObject({
      code: 'job/cancelled',
    });
  });
});
