import Dexie from 'dexie';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NO_CACHE } from '../../core/vectors/embedder';
import { emptyIndexedDb, fillDisk } from '../indexeddb-fixture';
import { openVectorCache } from './vector-cache';

beforeEach(emptyIndexedDb);
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const found = async (model: string, texts: readonly string[]) =>
  [...(await (await openVectorCache()).find(model, texts))].map(([index, vector]) => [index, [...vector]]).sort();

describe('the vector cache', () => {
  it('finds vectors of several blocks again, by text, on the next page too', async () => {
    const cache = await openVectorCache();
    expect(cache.isAvailable).toBe(true);
    await cache.keep('m', ['a', 'b'], 2, Float32Array.of(1, 2, 3, 4));
    await cache.keep('m', ['c', '__proto__'], 2, Float32Array.of(5, 6, 7, 8));
    await cache.keep('m', ['d'], 2, Float32Array.of(9, 10));
    expect(await found('m', ['d', 'x', 'b', '__proto__', 'c'])).toEqual([
      [0, [9, 10]],
      [2, [3, 4]],
      [3, [7, 8]],
      [4, [5, 6]],
    ]);
    expect(await found('m', ['x', ''])).toEqual([]);
    expect(await found('m', [])).toEqual([]);
  });

  it('keeps models apart', async () => {
    const cache = await openVectorCache();
    await cache.keep('m@1', ['a'], 1, Float32Array.of(1));
    await cache.keep('m@2', ['a'], 2, Float32Array.of(2, 3));
    expect(await found('m@1', ['a'])).toEqual([[0, [1]]]);
    expect(await found('m@2', ['a'])).toEqual([[0, [2, 3]]]);
    expect(await found('m', ['a'])).toEqual([]);
  });

  it('finds a text that is asked for twice in both places', async () => {
    const cache = await openVectorCache();
    await cache.keep('m', ['a'], 1, Float32Array.of(1));
    expect(await found('m', ['a', 'b', 'a'])).toEqual([
      [0, [1]],
      [2, [1]],
    ]);
  });

  it('keeps half a block nowhere when the disk is full, and goes on', async () => {
    const cache = await openVectorCache();
    await cache.keep('m', ['a'], 1, Float32Array.of(1));
    const emptyDisk = fillDisk('transaction', 'keys');
    await cache.keep('m', ['b'], 1, Float32Array.of(2));
    emptyDisk();
    const database = await new Dexie('rowlink-vectors').open();
    expect(await database.table('blocks').count()).toBe(1);
    database.close();
    await cache.keep('m', ['c'], 1, Float32Array.of(3));
    expect(await found('m', ['a', 'b', 'c'])).toEqual([
      [0, [1]],
      [2, [3]],
    ]);
  });

  it('is as good as empty when reading fails', async () => {
    const cache = await openVectorCache();
    await cache.keep('m', ['a'], 1, Float32Array.of(1));
    vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(() => {
      throw new DOMException('broken', 'UnknownError');
    });
    expect((await cache.find('m', ['a'])).size).toBe(0);
  });

  it('is a cache that keeps nothing without IndexedDB', async () => {
    vi.stubGlobal('indexedDB', undefined);
    expect(await openVectorCache()).toBe(NO_CACHE);
    await NO_CACHE.keep('m', ['a'], 1, Float32Array.of(1));
    expect((await NO_CACHE.find('m', ['a'])).size).toBe(0);
  });
});
