import { expect, it } from 'vitest';
import type { Job } from '../../model/types';
import { groupByCommonWords } from './common-groups';
import { fitLexical } from './lexical-index';

const unwatched: Job = { signal: new AbortController().signal, progress: () => {} };
const texts = ['acme ltd', 'ltd', 'ltd beta gamma ltd', 'ltd beta ltd', 'delta', 'beta ltd ltd', 'epsilon beta', ''];

it('puts records with the same common words together, the shortest first', async () => {
  const { left } = await fitLexical(texts, texts, unwatched);
  const { count, members, groupsWith, wordsOf } = groupByCommonWords(left, 3);
  const groups = Array.from({ length: count }, (_, group) => [
    ...members.members.subarray(members.offsets[group]!, members.offsets[group + 1]!),
  ]);
  expect(new Set(groups.flat())).toEqual(new Set(texts.keys()));
  expect(groups.map((group) => group.map((record) => texts[record]))).toEqual([
    ['delta', ''],
    ['ltd', 'acme ltd'],
    ['ltd beta ltd', 'beta ltd ltd', 'ltd beta gamma ltd'],
    ['epsilon beta'],
  ]);
  const listsOf = ({ offsets, members: all }: typeof wordsOf): number[][] =>
    Array.from({ length: offsets.length - 1 }, (_, list) => [...all.subarray(offsets[list]!, offsets[list + 1]!)]);
  const wordsOfGroups = listsOf(wordsOf);
  expect(wordsOfGroups.map(({ length }) => length)).toEqual([0, 1, 3, 1]);
  listsOf(groupsWith).forEach((list, word) => {
    const expected = wordsOfGroups.flatMap((words, group) => words.filter((one) => one === word).map(() => group));
    expect(list).toEqual(expected);
  });
});
