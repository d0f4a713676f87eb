import { expect, it } from 'vitest';
import { ListsWriter } from './lists';
import { orderByWord } from './probe-order';

const listsOf = (lists: number[][]) => {
  const writer = new ListsWriter();
  for (const list of lists) {
    for (const member of list) writer.add(member);
    writer.end();
  }
  return writer.finish();
};

it('puts records with the same common word together and forgets none', () => {
  const words = listsOf([[0, 2], [1], [], [2], [0, 1, 2], [3]]);
  const recordsWith = listsOf([[7], [1, 2, 3], [4, 5], []]);
  expect([...orderByWord(words, recordsWith)]).toEqual([2, 5, 1, 4, 0, 3]);
  expect([...orderByWord(listsOf([]), listsOf([]))]).toEqual([]);
});
