import { beforeEach, describe, expect, it } from 'vitest';
import type { AliasGroup } from '../core/aliases/alias-group';
import { createMemoryAliases, hasAliasShelf, openAliasShelf } from './alias-shelf';
import { emptyIndexedDb, fillDisk } from './indexeddb-fixture';

const GROUPS: readonly AliasGroup[] = [
  { words: ['z', 'y'] },
  { words: ['a', 'b'], isOneWay: true, column: 'name' },
  { words: ['a', 'b'] },
];

beforeEach(emptyIndexedDb);

describe.each([
  ['in IndexedDB', openAliasShelf],
  ['in memory', async () => createMemoryAliases()],
])('shared words %s', (_, open) => {
  it('are there as they were put, in their order, and the last list holds', async () => {
    const shelf = await open();
    expect(await shelf.list()).toEqual([]);
    await shelf.replace(GROUPS);
    expect(await shelf.list()).toEqual(GROUPS);
    await shelf.replace(GROUPS.slice(1));
    expect(await shelf.list()).toEqual(GROUPS.slice(1));
  });
});

it('makes no database by a look, and keeps what was there where a new list does not fit', async () => {
  expect(await hasAliasShelf()).toBe(false);
  const shelf = await openAliasShelf();
  await shelf.replace(GROUPS.slice(0, 1));
  expect(await hasAliasShelf()).toBe(true);
  const freeDisk = fillDisk('transaction');
  await expect(shelf.replace(GROUPS)).rejects.toMatchObject({ code: 'storage/failed' });
  freeDisk();
  expect(await (await openAliasShelf()).list()).toEqual(GROUPS.slice(0, 1));
});
