import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowsByText } from '../text/compose';
import { textSetOf } from '../text/text-fixture';
import { expandToRows, type TextCandidates } from './rows';

const found = (pairs: readonly (readonly [right: number, score: number, similarity?: number])[]): TextCandidates => ({
  right: Uint32Array.from(pairs, ([right]) => right),
  similarity: Float32Array.from(pairs, ([, , similarity]) => similarity ?? Number.NaN),
  lexical: Float32Array.from(pairs, ([right]) => right / 8),
  matchScore: Float32Array.from(pairs, ([, score]) => score),
});

describe('expandToRows', () => {
  const left = textSetOf(['a', '', 'a', 'b']);
  const right = textSetOf(['x', 'y', 'x', '', 'z']);
  const expand = (candidates: readonly TextCandidates[], limit: number) =>
    expandToRows(candidates, rowsByText(right), { left, right }, limit);

  it('gives equal rows equal candidates and every row of a right text its place', () => {
    const set = expand(
      [
        found([
          [0, 0.5],
          [1, 0.75],
        ]),
        found([[2, 1]]),
      ],
      10,
    );
    expect([...set.offsets]).toEqual([0, 3, 3, 6, 7]);
    expect([...set.right]).toEqual([1, 0, 2, 1, 0, 2, 4]);
    expect([...set.matchScore]).toEqual([0.75, 0.5, 0.5, 0.75, 0.5, 0.5, 1]);
    expect([...set.lexical]).toEqual([0.125, 0, 0, 0.125, 0, 0, 0.25]);
    expect([set.leftCount, set.rightCount]).toEqual([4, 5]);
  });

  it('breaks ties by similarity, then right row', () => {
    const tied = [
      found([
        [2, 0.5, 0.25],
        [1, 0.5, 0.5],
        [0, 0.5, 0.25],
      ]),
      found([]),
    ];
    expect([...expand(tied, 10).right.subarray(0, 4)]).toEqual([1, 0, 2, 4]);
    expect([
      ...expand(
        [
          found([
            [2, 0.5],
            [1, 0.5],
            [0, 0.5],
          ]),
          found([]),
        ],
        10,
      ).right.subarray(0, 4),
    ]).toEqual([0, 1, 2, 4]);
  });

  it('equals sorting all pairs of rows and cutting', () => {
    const scores = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(scores, scores, fc.integer({ min: 1, max: 6 }), (first, second, limit) => {
        const set = expand(
          [first, second].map((row) => found(row.map((score, text) => [text, score / 4]))),
          limit,
        );
        left.textOf.forEach((text, row) => {
          const own = text === 0 ? first : text === 1 ? second : [];
          const expected = [...right.textOf.entries()]
            .filter(([, rightText]) => own[rightText] !== undefined)
            .sort(([a, textA], [b, textB]) => own[textB]! - own[textA]! || a - b)
            .slice(0, limit)
            .map(([rightRow]) => rightRow);
          expect([...set.right.subarray(set.offsets[row]!, set.offsets[row + 1]!)]).toEqual(expected);
        });
      }),
      { seed: 12 },
    );
  });
});
