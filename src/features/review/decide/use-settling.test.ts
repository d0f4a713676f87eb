import { expect, it } from 'vitest';
import type { CandidateSet } from '../../../core/model/types';
import { isSameList } from './use-settling';

const setOf = (lists: readonly (readonly number[])[]): CandidateSet => {
  const offsets = Uint32Array.from([0, ...lists.map((_, at) => lists.slice(0, at + 1).flat().length)]);
  const right = Uint32Array.from(lists.flat());
  const values = new Float32Array(right.length);
  return { leftCount: lists.length, rightCount: 9, offsets, right, similarity: values, lexical: values, matchScore: values };
};

it('tells whether a record kept its candidates, whatever became of others', () => {
  const before = setOf([[1, 2], [3], []]);
  const after = setOf([[2, 1], [3], [4]]);
  expect([0, 1, 2, 3].map((row) => isSameList(before, after, row))).toEqual([false, true, false, false]);
  expect(isSameList(before, setOf([[1, 2, 3]]), 0)).toBe(false);
});
