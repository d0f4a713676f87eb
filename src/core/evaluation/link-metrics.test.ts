import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { candidatesOf, tableOf } from './evaluation-fixture';
import { judgePairs } from './judged-pairs';
import { measureLinks, measureRanks, measureThresholds } from './link-metrics';
import { readColumnTruth, readPairTruth, type Truth } from './truth';

const SIZE = 6;
const truthOf = (pairs: readonly (readonly [number, number, boolean?])[]): Truth => ({
  rows: pairs.map(([left, right, isMatch = true]) => ({ leftId: `l${left}`, rightId: `r${right}`, left, right, isMatch })),
  isLabelled: pairs.some(([, , isMatch]) => isMatch === false),
  recordOf: { left: Uint32Array.from(Array(SIZE).keys()), right: Uint32Array.from(Array(SIZE).keys()) },
});
const cell = fc.tuple(fc.nat(SIZE - 1), fc.nat(SIZE - 1));
const distinct = (list: readonly (readonly [number, number])[]) => [...new Map(list.map((pair) => [pair.join(), pair])).values()];

describe('measureLinks', () => {
  it('counts what a set of pairs gives', () => {
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 15 }), fc.array(cell, { maxLength: 15 }), (links, truth) => {
        const accuracy = measureLinks(
          links.map(([left, right]) => ({ left, right })),
          judgePairs(truthOf(truth), { coverage: 'all' }),
        );
        const wanted = new Set(distinct(truth).map((pair) => pair.join()));
        const chosen = distinct(links).map((pair) => pair.join());
        const hits = chosen.filter((pair) => wanted.has(pair)).length;
        expect(accuracy).toMatchObject({
          truePairs: wanted.size,
          truePositives: hits,
          falsePositives: chosen.length - hits,
          falseNegatives: wanted.size - hits,
          unjudged: 0,
        });
        const { precision, recall, f1 } = accuracy;
        expect(f1.value).toBeLessThanOrEqual(Math.max(precision.value, recall.value) + 1e-9);
        expect(f1.value).toBeGreaterThanOrEqual(Math.min(precision.value, recall.value) - 1e-9);
      }),
      { seed: 21 },
    );
  });

  it('judges listed pairs only where non-matches are listed', () => {
    const pairs = judgePairs(
      truthOf([
        [0, 0],
        [1, 1, false],
      ]),
      { coverage: 'all' },
    );
    const links = [0, 1, 2].map((row) => ({ left: row, right: row }));
    expect(measureLinks(links, pairs)).toMatchObject({ truePositives: 1, falsePositives: 1, unjudged: 1 });
  });

  it('says nothing of left rows that are not listed, if told so, nor of those left out', () => {
    const links = [0, 1].map((row) => ({ left: row, right: row }));
    expect(measureLinks(links, judgePairs(truthOf([[0, 0]]), { coverage: 'listed' }))).toMatchObject({ unjudged: 1 });
    expect(measureLinks(links, judgePairs(truthOf([[0, 0]]), { coverage: 'all' }))).toMatchObject({ falsePositives: 1 });
    const without = judgePairs(
      truthOf([
        [0, 0],
        [1, 2],
      ]),
      { coverage: 'all', without: new Set([1]) },
    );
    expect(measureLinks(links, without)).toMatchObject({ truePairs: 1, truePositives: 1, falsePositives: 0, unjudged: 1 });
  });
});

describe('measureRanks and measureThresholds', () => {
  const scores = fc.uniqueArray(fc.tuple(fc.nat(SIZE - 1), fc.nat(SIZE - 1), fc.nat(50)), {
    maxLength: 25,
    selector: ([left, right]) => left * SIZE + right,
  });

  it('agree with looking each true pair up', () => {
    fc.assert(
      fc.property(scores, fc.array(cell, { minLength: 1, maxLength: 10 }), (list, truth) => {
        const set = candidatesOf(
          SIZE,
          SIZE,
          list.map(([left, right, score]) => ({ left, right, score: score / 50 })),
        );
        const pairs = judgePairs(truthOf(truth), { coverage: 'all' });
        const ranks = distinct(truth).map(([left, right]) => {
          const row = [...set.right.subarray(set.offsets[left]!, set.offsets[left + 1]!)];
          return row.indexOf(right) + 1 || Number.POSITIVE_INFINITY;
        });
        const measured = measureRanks(set, pairs, [1, 3]);
        for (const { k, value } of measured.recallAt) {
          expect(value).toBeCloseTo(ranks.filter((rank) => rank <= k).length / ranks.length, 9);
        }
        expect(measured.meanReciprocalRank).toBeCloseTo(ranks.reduce((sum, rank) => sum + 1 / rank, 0) / ranks.length, 9);
        const curve = measureThresholds(set, 'many-to-many', pairs);
        expect(curve.accepted.at(-1) ?? 0).toBe(list.length);
        const once = measureThresholds(set, 'one-to-one', pairs);
        expect(once.accepted.at(-1) ?? 0).toBeLessThanOrEqual(SIZE);
      }),
      { seed: 22 },
    );
  });
});

describe('reading a truth', () => {
  const tables = {
    left: tableOf(
      ['id', 'name', 'partner'],
      [
        ['01', 'a', 'x'],
        ['02', 'b', 'y; z'],
        ['03', 'c', ''],
      ],
    ),
    right: tableOf(
      ['code', 'name'],
      [
        ['x', 'a'],
        ['y', 'b'],
        ['z', 'b2'],
        ['x', 'again'],
      ],
    ),
  };

  it('takes ids as text and rows with one id as one record', () => {
    const table = tableOf(
      ['l', 'r', 'label'],
      [
        ['01', ' x ', '1'],
        ['1', 'y', '1'],
        ['02', 'z', 'no'],
        ['', '', ''],
      ],
    );
    const truth = readPairTruth(table, { left: 'l', right: 'r', label: 'label' }, tables, { left: 'id', right: 'code' });
    expect(truth.rows.map(({ left, right, isMatch }) => [left, right, isMatch])).toEqual([
      [0, 0, true],
      [null, 1, true],
      [1, 2, false],
    ]);
    expect(truth.isLabelled).toBe(true);
    expect([...truth.recordOf.right]).toEqual([0, 1, 2, 0]);
    const pairs = judgePairs({ ...truth, isLabelled: false }, { coverage: 'all' });
    expect(pairs.truePairs).toBe(2);
    expect(measureLinks([{ left: 0, right: 3 }], pairs).truePositives).toBe(1);
  });

  it('reads a column of the left table', () => {
    const truth = readColumnTruth(tables, 'partner', { left: 'id', right: 'code' });
    expect(truth.rows.map(({ left, right }) => [left, right])).toEqual([
      [0, 0],
      [1, 1],
      [1, 2],
    ]);
    expect(() => readColumnTruth(tables, 'nope', { left: null, right: null })).toThrow(
      expect.objectContaining({ code: 'input/unknown-column' }),
    );
  });
});
