import { beforeEach, describe, expect, it } from 'vitest';
import { emptyIndexedDb, fillDisk } from '../indexeddb-fixture';
import { createMemoryAnswers, type KeptAnswers, openAnswerStore } from './answer-store';

beforeEach(emptyIndexedDb);

async function found(store: KeptAnswers, run: string, keys: readonly string[]): Promise<unknown[]> {
  const answers: unknown[] = keys.map(() => null);
  await store.find(run, keys, (at, answer) => {
    answers[at] = answer;
  });
  return answers;
}

describe.each([
  ['in IndexedDB', openAnswerStore],
  ['in memory', async () => createMemoryAnswers()],
])('answers %s', (_where, open) => {
  it('are found by run and question, and go with the last project that uses them', async () => {
    const store = await open();
    await store.claim('r', 'one');
    await store.claim('r', 'two');
    await store.claim('s', 'one');
    await store.keep('r', [
      ['a', ['A']],
      ['b', ['B']],
    ]);
    await store.keep('s', [['a', { isMatch: true }]]);
    await store.keep('r', [['b', ['B2']]]);
    expect(await found(store, 'r', ['b', 'x', 'a'])).toEqual([['B2'], null, ['A']]);
    expect(await found(store, 's', ['a', 'b'])).toEqual([{ isMatch: true }, null]);
    await store.forgetProject('one');
    expect(await found(store, 'r', ['a'])).toEqual([['A']]);
    expect(await found(store, 's', ['a'])).toEqual([null]);
    await store.forgetProject('two');
    expect(await found(store, 'r', ['a'])).toEqual([null]);
    await store.keep('t', [['a', 1]]);
    await store.clear();
    expect(await found(store, 't', ['a'])).toEqual([null]);
  });
});

it('outlive the page, and a full disk costs nothing but that', async () => {
  const first = await openAnswerStore();
  await first.keep('r', [['a', ['A']]]);
  const second = await openAnswerStore();
  expect(await found(second, 'r', ['a'])).toEqual([['A']]);
  const empty = fillDisk('request');
  await second.keep('r', [['b', ['B']]]);
  empty();
  expect(await found(second, 'r', ['a', 'b'])).toEqual([['A'], ['B']]);
  expect(await found(await openAnswerStore(), 'r', ['a', 'b'])).toEqual([['A'], null]);
});
