import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_TEXT } from '../model/types';
import type { RecordSet } from '../text/records';
import { recordsOf } from '../text/text-fixture';
import { expandToRows, type RowSettings, type ScoredPairs } from './rows';

type Found = readonly (readonly [right: number, score: number, similarity?: number])[];

/** Scored pairs, one list a left record. */
function pairsOf(lists: readonly Found[]): ScoredPairs {
  const all = lists.flat();
  const offsets = Uint32Array.from([0, ...lists.map((_, at) => lists.slice(0, at + 1).flat().length)]);
  return {
    offsets,
    right: Uint32Array.from(all, ([right]) => right),
    similarity: Float32Array.from(all, ([, , similarity]) => similarity ?? Number.NaN),
    lexical: Float32Array.from(all, ([right]) => right / 8),
    matchScore: Float32Array.from(all, ([, score]) => score),
  };
}
const SETTINGS: RowSettings = { limit: 10, minimumScore: null, isWithin: false };

describe('expandToRows', () => {
  const left = recordsOf(['a', '', 'a', 'b']);
  const right = recordsOf(['x', 'y', 'x', '', 'z']);
  const expand = (lists: readonly Found[], settings: Partial<RowSettings> = {}) =>
    expandToRows(pairsOf(lists), { left, right }, { ...SETTINGS, ...settings });

  it('gives equal rows equal candidates and every row of a right record its place', () => {
    const set = expand([
      [
        [0, 0.5],
        [1, 0.75],
      ],
      [[2, 1]],
    ]);
    expect([...set.offsets]).toEqual([0, 3, 3, 6, 7]);
    expect([...set.right]).toEqual([1, 0, 2, 1, 0, 2, 4]);
    expect([...set.matchScore]).toEqual([0.75, 0.5, 0.5, 0.75, 0.5, 0.5, 1]);
    expect([...set.lexical]).toEqual([0.125, 0, 0, 0.125, 0, 0, 0.25]);
    expect([set.leftCount, set.rightCount]).toEqual([4, 5]);
  });

  it('leaves out what is below the lowest score', () => {
    const lists: Found[] = [
      [
        [0, 0.5],
        [1, 0.75],
      ],
      [[2, 0.25]],
    ];
    expect([...expand(lists, { minimumScore: 0.5 }).offsets]).toEqual([0, 3, 3, 6, 6]);
    expect([...expand(lists, { minimumScore: 0.6 }).right]).toEqual([1, 1]);
  });

  it('breaks ties by similarity, then right row', () => {
    const [x, y, z] = [0, 1, 2];
    const tied = (similarities: readonly (number | undefined)[]): Found[] => [
      [
        [z, 0.5, similarities[0]],
        [y, 0.5, similarities[1]],
        [x, 0.5, similarities[2]],
      ],
      [],
    ];
    expect([...expand(tied([0.25, 0.5, 0.25])).right.subarray(0, 4)]).toEqual([1, 0, 2, 4]);
    expect([...expand(tied([])).right.subarray(0, 4)]).toEqual([0, 1, 2, 4]);
  });

  it('orders rows of tied records by row, also where they interleave', () => {
    const interleaved = recordsOf(['x', 'y', 'x', 'y', 'x']);
    const list: Found = [
      [0, 0.5],
      [1, 0.5],
    ];
    const set = expandToRows(pairsOf([list]), { left: recordsOf(['a']), right: interleaved }, { ...SETTINGS, limit: 4 });
    expect([...set.right]).toEqual([0, 1, 2, 3]);
  });

  it('equals sorting all pairs of rows and cutting', () => {
    const scores = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(scores, scores, fc.integer({ min: 1, max: 6 }), (first, second, limit) => {
        const set = expand(
          [first, second].map((row) => row.map((score, record) => [record, score / 4] as const)),
          { limit },
        );
        left.recordOf.forEach((record, row) => {
          const own = record === 0 ? first : record === 1 ? second : [];
          const expected = [...right.recordOf.entries()]
            .filter(([, other]) => own[other] !== undefined)
            .sort(([a, recordA], [b, recordB]) => own[recordB]! - own[recordA]! || a - b)
            .slice(0, limit)
            .map(([rightRow]) => rightRow);
          expect([...set.right.subarray(set.offsets[row]!, set.offsets[row + 1]!)]).toEqual(expected);
        });
      }),
      { seed: 12 },
    );
  });
});

it.each([1, 7, 64, 65, 90])('picks the best %i of many', (limit) => {
  const right = recordsOf(Array.from({ length: 100 }, (_, row) => `right ${(row * 7) % 80}`));
  const score = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 1 }));
  fc.assert(
    fc.property(fc.array(score, { minLength: 80, maxLength: 80 }), (scores) => {
      const list = scores.map(([of, similarity], record) => [record, of / 10, similarity] as const);
      const set = expandToRows(pairsOf([list]), { left: recordsOf(['a']), right }, { ...SETTINGS, limit });
      const expected = [...right.recordOf.entries()]
        .sort(([a, one], [b, other]) => list[other]![1] - list[one]![1] || list[other]![2] - list[one]![2] || a - b)
        .slice(0, limit)
        .map(([row]) => row);
      expect([...set.right]).toEqual(expected);
    }),
    { seed: 17, numRuns: 20 },
  );
});

describe('within one table', () => {
  it('has the other rows of the record first, never the row itself, for any number of equal rows and any limit', () => {
    const row = fc.constantFrom('', 'a', 'b', 'c');
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 12 }), fc.integer({ min: 1, max: 5 }), (rows, limit) => {
        const records: RecordSet = recordsOf(rows);
        const count = records.firstRow.length;
        const lists = Array.from({ length: count }, (_, own) =>
          Array.from({ length: count }, (_, other) => [other, 0.5] as const).filter(([other]) => other !== own),
        );
        const set = expandToRows(
          pairsOf(lists),
          { left: records, right: records },
          { limit, minimumScore: null, isWithin: true },
        );
        rows.forEach((text, left) => {
          const others = [...rows.keys()].filter((other) => other !== left && rows[other] !== '');
          const expected = [...others.filter((other) => rows[other] === text), ...others.filter((other) => rows[other] !== text)];
          const own = text === '' ? [] : expected.slice(0, limit);
          expect(records.recordOf[left] === NO_TEXT).toBe(text === '');
          expect([...set.right.subarray(set.offsets[left]!, set.offsets[left + 1]!)]).toEqual(own);
          own.forEach((other, rank) => {
            expect(set.matchScore[set.offsets[left]! + rank]).toBe(rows[other] === text ? 1 : 0.5);
          });
        });
      }),
      { seed: 31, numRuns: 300 },
    );
  });
});
