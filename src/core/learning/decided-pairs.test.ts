import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openClusterBook, planConfirm, planLeaveOut, planMerge } from '../clusters/edits';
import { buildPairGraph } from '../clusters/pair-graph';
import { act, atMinute, cardinalities, perform } from '../decisions/decision-fixture';
import { openDecisionBook } from '../decisions/log';
import { candidatesOf, type Pair } from '../links/links-fixture';
import type { LabelledPairs } from '../tuning/labelled-pairs';
import { countEntities, decidedPairs, placedPairs } from './decided-pairs';

const shown = ({ left, right, isMatch }: LabelledPairs): string[] =>
  Array.from(left, (row, at) => `${row}-${right[at]}:${isMatch[at]}`);

describe('decidedPairs', () => {
  const candidates = candidatesOf(
    [0, 1, 2, 3, 4].flatMap((left): Pair[] => [
      [left, left, 0.9],
      [left, (left + 1) % 5, 0.4],
      [left, (left + 2) % 5, 0.3],
    ]),
  );
  const pairsAfter = (
    acts: readonly Parameters<typeof perform>[1][],
    cardinality: Parameters<typeof perform>[2] = 'one-to-one',
  ) => {
    const book = openDecisionBook();
    acts.forEach((one, minute) => void perform(book, one, cardinality, minute));
    return shown(decidedPairs(book, candidates, cardinality));
  };

  it('takes accepted pairs as matches, and the other candidates as none only where there is one partner', () => {
    expect(pairsAfter([['accept', 1, 1]])).toEqual(['1-1:1', '1-2:0', '1-3:0']);
    expect(pairsAfter([['accept', 1, 1]], 'one-to-many')).toEqual(['1-1:1']);
  });

  it('hears of a partner that is no candidate', () => {
    expect(pairsAfter([['accept', 0, 4]])).toEqual(['0-4:1', '0-0:0', '0-1:0', '0-2:0']);
  });

  it('makes candidates of a record without a counterpart hard non-matches, and says nothing of one that is unsure', () => {
    expect(
      pairsAfter(
        [
          ['absent', 0, 0],
          ['unsure', 3, 3],
          ['reject', 2, 3],
        ],
        'many-to-many',
      ),
    ).toEqual(['0-0:0', '0-1:0', '0-2:0', '2-3:0']);
  });

  it('never says two things of a pair, whatever was decided', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), cardinalities, (acts, cardinality) => {
        const book = openDecisionBook();
        acts.forEach((one, minute) => void perform(book, one, cardinality, minute));
        const { left, right, isMatch } = decidedPairs(book, candidates, cardinality);
        const keys = Array.from(left, (row, at) => `${row}-${right[at]}`);
        expect(new Set(keys).size).toBe(keys.length);
        left.forEach((row, at) => {
          expect(book.acceptedOf(row).includes(right[at]!)).toBe(isMatch[at] === 1);
          expect(book.verdictsOf(row).pairs.get(right[at]!)).not.toBe('possible');
        });
      }),
      { seed: 20 },
    );
  });
});

describe('placedPairs', () => {
  const graph = buildPairGraph(6, { left: [0, 0, 1, 2, 3], right: [1, 2, 2, 3, 4], score: [0.9, 0.8, 0.7, 0.6, 0.5] });

  it('takes rows placed together as matches and near rows outside as none', () => {
    const book = openClusterBook();
    for (const plan of [planConfirm(book, [[0, 1, 2]], atMinute(0))]) if (plan) book.append(plan);
    expect(shown(placedPairs(book, graph))).toEqual(['0-1:1', '0-2:1', '1-2:1', '2-3:0']);
    const out = planLeaveOut(book, [0, 1, 2], new Set([1]), atMinute(1));
    if (out) book.append(out);
    expect(shown(placedPairs(book, graph))).toEqual(['0-2:1', '0-1:0', '1-2:0', '2-3:0']);
  });

  it('says nothing where nobody placed a row, and chains large clusters', () => {
    expect(shown(placedPairs(openClusterBook(), graph))).toEqual([]);
    const book = openClusterBook();
    const rows = Array.from({ length: 30 }, (_, row) => row);
    const plan = planMerge(book, [rows], atMinute(0));
    if (plan) book.append(plan);
    const { isMatch } = placedPairs(book, buildPairGraph(30, { left: [], right: [], score: [] }));
    expect(isMatch).toHaveLength(2 * 30 - 3);
    expect(isMatch.every((value) => value === 1)).toBe(true);
  });
});

it('counts what matches hold together, in one table or across two', () => {
  const pairs = { left: Uint32Array.of(0, 1, 2), right: Uint32Array.of(1, 2, 9), isMatch: Uint8Array.of(1, 1, 0) };
  expect(countEntities(pairs, true)).toBe(1);
  expect(countEntities(pairs, false)).toBe(2);
});
