import fc from 'fast-check';
import { expect, it } from 'vitest';
import { unitePairs } from './pair-list';
import type { TopPairs } from './top-pairs';

function topOf(k: number, lists: readonly (readonly number[])[]): TopPairs {
  const index = new Uint32Array(lists.length * k).fill(99);
  lists.forEach((list, member) => {
    index.set(list, member * k);
  });
  return { k, count: Uint32Array.from(lists, (list) => list.length), index, value: new Float32Array(index.length) };
}

it('unites the lists of both sides: every pair once, in order', () => {
  const lists = (members: number, partners: number) =>
    fc.array(fc.uniqueArray(fc.integer({ min: 0, max: partners - 1 }), { maxLength: 3 }), {
      minLength: members,
      maxLength: members,
    });
  fc.assert(
    fc.property(lists(4, 6), lists(6, 4), lists(4, 6), (fromLeft, fromRight, more) => {
      const united = unitePairs(
        [
          { left: topOf(3, fromLeft), right: topOf(3, fromRight) },
          {
            left: topOf(4, more),
            right: topOf(
              1,
              fromRight.map(() => []),
            ),
          },
        ],
        { left: 4, right: 6 },
      );
      fromLeft.forEach((own, left) => {
        const reverse = fromRight.flatMap((partners, right) => (partners.includes(left) ? [right] : []));
        const expected = [...new Set([...own, ...more[left]!, ...reverse])].sort((a, b) => a - b);
        expect([...united.right.subarray(united.offsets[left]!, united.offsets[left + 1]!)]).toEqual(expected);
      });
      expect(united.right).toHaveLength(united.offsets[4]!);
    }),
    { seed: 7, numRuns: 300 },
  );
});

it('is empty without lists', () => {
  expect(unitePairs([], { left: 2, right: 0 })).toEqual({ offsets: new Uint32Array(3), right: new Uint32Array(0), values: [] });
});

it('keeps what each of the lists says of a pair', () => {
  const first = { left: topOf(2, [[1, 0], [1]]), right: topOf(1, [[0], [], [1]]) };
  const second = { left: topOf(1, [[2], [1]]), right: topOf(1, [[], [0], []]) };
  first.left.value.set([0.5, 0.25, 0.75]);
  first.right.value.set([0.25, 9, 0.125]);
  second.left.value.set([1, 0.625]);
  second.right.value.set([9, 0.375]);
  const { offsets, right, values } = unitePairs([first, second], { left: 2, right: 3 });
  expect([...offsets]).toEqual([0, 3, 5]);
  expect([...right]).toEqual([0, 1, 2, 1, 2]);
  expect(values.map((of) => [...of])).toEqual([
    [0.25, 0.5, Number.NaN, 0.75, 0.125],
    [Number.NaN, 0.375, 1, 0.625, Number.NaN],
  ]);
});
