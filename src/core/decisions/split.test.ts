import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finish } from '../checks/equal-rows';
import { datasetOf } from '../text/text-fixture';
import { EVERYBODY, isInPart, SHARED_PERCENTS, type Split, splitRows } from './split';

const split: Split = { reviewers: 2, by: 'rows', keepsEqual: false, sharedPercent: 0 };
const byCity = [{ left: 'city', right: 'city', key: 'exact' }] as const;

function partsOf(names: readonly string[], cities: readonly string[], own: Partial<Split>, blocking = [...byCity]) {
  const table = datasetOf(['name', names], ['city', cities]);
  return finish(splitRows(table, ['name'], blocking, { ...split, ...own }) as Generator<number, Uint8Array>);
}

const tables = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e', ''), fc.constantFrom('x', 'X ', 'y', 'z', '')), {
  maxLength: 120,
});
const splits: fc.Arbitrary<Split> = fc.record({
  reviewers: fc.integer({ min: 2, max: 8 }),
  by: fc.constantFrom('rows', 'blocks'),
  keepsEqual: fc.boolean(),
  sharedPercent: fc.constantFrom(...SHARED_PERCENTS),
});

describe('a split', () => {
  it('gives every row to one person or to everybody', () => {
    fc.assert(
      fc.property(tables, splits, (rows, own) => {
        const partOf = partsOf(
          rows.map(([name]) => name),
          rows.map(([, city]) => city),
          own,
        );
        const reviewers = Array.from({ length: own.reviewers }, (_, at) => at + 1);
        rows.forEach((_, row) => {
          const seenBy = reviewers.filter((reviewer) => isInPart(partOf, row, reviewer)).length;
          expect(seenBy).toBe(partOf[row] === EVERYBODY ? own.reviewers : 1);
        });
        if (own.sharedPercent === 0) expect(partOf.includes(EVERYBODY)).toBe(false);
      }),
      { seed: 71, numRuns: 300 },
    );
  });

  it('keeps equal rows and blocks together, and parts differ by the rows of one unit at most', () => {
    fc.assert(
      fc.property(tables, splits, (rows, own) => {
        const names = rows.map(([name]) => name);
        const cities = rows.map(([, city]) => city);
        const partOf = partsOf(names, cities, own);
        const areOne = (a: number, b: number): boolean =>
          (own.keepsEqual && names[a] !== '' && names[a] === names[b]) ||
          (own.by === 'blocks' && cities[a] !== '' && cities[a]!.trim().toLowerCase() === cities[b]!.trim().toLowerCase());
        const owners = partOf.filter((part) => part !== EVERYBODY);
        for (let a = 0; a < rows.length; a++) {
          for (let b = 0; b < a; b++) {
            if (partOf[a] !== EVERYBODY && partOf[b] !== EVERYBODY && areOne(a, b)) expect(partOf[a]).toBe(partOf[b]);
          }
        }
        const counts = Array.from({ length: own.reviewers }, (_, part) => owners.filter((one) => one === part).length);
        const apart = Math.max(...counts) - Math.min(...counts);
        if (own.by === 'rows' && !own.keepsEqual) expect(apart).toBeLessThanOrEqual(1);
        if (own.by === 'rows')
          expect(apart).toBeLessThanOrEqual(Math.max(1, ...names.map((name) => names.filter((one) => one === name).length)));
      }),
      { seed: 72, numRuns: 200 },
    );
  });

  it('takes turns by rows, and cuts contiguous parts where there are no keys', () => {
    const names = Array.from({ length: 9 }, (_, row) => `n${row}`);
    expect([...partsOf(names, names, {})]).toEqual([0, 1, 0, 1, 0, 1, 0, 1, 0]);
    expect([...partsOf(names, names, { by: 'blocks', reviewers: 3 }, [])]).toEqual([0, 0, 0, 1, 1, 1, 2, 2, 2]);
  });

  it('puts the largest blocks first', () => {
    const cities = ['a', 'b', 'b', 'b', 'c', 'A', 'c', ''];
    expect([...partsOf(cities, cities, { by: 'blocks' })]).toEqual([1, 0, 0, 0, 1, 1, 1, 0]);
  });

  it.each(SHARED_PERCENTS.filter((percent) => percent > 0))('draws %i %% for everybody, spread over the table', (percent) => {
    const names = Array.from({ length: 2_000 }, (_, row) => `n${row}`);
    const partOf = partsOf(names, names, { sharedPercent: percent });
    const half = (from: number) => partOf.subarray(from, from + 1_000).filter((part) => part === EVERYBODY).length;
    expect([half(0), half(1_000)]).toEqual([percent * 10, percent * 10]);
    expect(partOf.filter((part) => part === 0).length).toBe(1_000 - percent * 10);
    const even = partOf.filter((part, row) => part === EVERYBODY && row % 2 === 0).length;
    expect(even).toBeGreaterThan(percent * 5);
    expect(even).toBeLessThan(percent * 15);
  });

  it('is the same for longer tables as far as drawing and taking turns go', () => {
    const names = Array.from({ length: 500 }, (_, row) => `n${row}`);
    const longer = partsOf(names, names, { sharedPercent: 10 });
    const shorter = partsOf(names.slice(0, 300), names.slice(0, 300), { sharedPercent: 10 });
    expect([...longer.subarray(0, 300)]).toEqual([...shorter]);
  });
});
