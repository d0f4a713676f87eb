import Dexie from 'dexie';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keysOfTexts } from '../../core/model/text-key';
import { NO_CACHE, type VectorCache } from '../../core/vectors/encoder';
import { emptyIndexedDb, fillDisk } from '../indexeddb-fixture';
import { forgetVectors, openVectorCache } from './vector-cache';

beforeEach(emptyIndexedDb);
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const keep = (cache: VectorCache, model: string, texts: readonly string[], dimensions: number, values: readonly number[]) =>
  cache.keep(model, keysOfTexts(texts), dimensions, Float32Array.from(values));

/** Vectors by the place of their text, as a new page finds them. */
async function found(model: string, texts: readonly string[]): Promise<[number, number[]][]> {
  const cache = await openVectorCache();
  const vectors: [number, number[]][] = [];
  const hits = await cache.find(model, keysOfTexts(texts));
  const one = await Promise.all(hits.map(({ block, rows }) => cache.read(block, rows)));
  expect(await cache.readSeveral(hits)).toEqual(one);
  for (const { block, rows, texts: places } of hits) {
    const read = (await cache.read(block, rows))!;
    places.forEach((place, at) => {
      vectors.push([place, [...read.data.subarray(at * read.dimensions, (at + 1) * read.dimensions)]]);
    });
  }
  return vectors.sort(([a], [b]) => a - b);
}

describe('the vector cache', () => {
  it('lets the vectors of a removed model go, and no others', async () => {
    await forgetVectors('m@1');
    expect(await indexedDB.databases()).toEqual([]);
    const cache = await openVectorCache();
    await keep(cache, 'm@1@ab/wasm', ['a'], 1, [1]);
    await keep(cache, 'm@1@ab/webgpu', ['a'], 1, [2]);
    await keep(cache, 'm@12@ab/wasm', ['a'], 1, [3]);
    await forgetVectors('m@1');
    expect(await found('m@1@ab/wasm', ['a'])).toEqual([]);
    expect(await found('m@1@ab/webgpu', ['a'])).toEqual([]);
    expect(await found('m@12@ab/wasm', ['a'])).toEqual([[0, [3]]]);
  });

  it('finds vectors of several blocks again, by text, on the next page too', async () => {
    const cache = await openVectorCache();
    expect(cache.isAvailable).toBe(true);
    await keep(cache, 'm', ['a', 'b'], 2, [1, 2, 3, 4]);
    await keep(cache, 'm', ['c', '__proto__'], 2, [5, 6, 7, 8]);
    await keep(cache, 'm', ['d'], 2, [9, 10]);
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
    await keep(cache, 'm@1', ['a'], 1, [1]);
    await keep(cache, 'm@2', ['a'], 2, [2, 3]);
    expect(await found('m@1', ['a'])).toEqual([[0, [1]]]);
    expect(await found('m@2', ['a'])).toEqual([[0, [2, 3]]]);
    expect(await found('m', ['a'])).toEqual([]);
  });

  it('finds a text once that two blocks have', async () => {
    const cache = await openVectorCache();
    await keep(cache, 'm', ['a'], 1, [1]);
    await keep(cache, 'm', ['a', 'b'], 1, [1, 2]);
    expect(await found('m', ['b', 'a'])).toEqual([
      [0, [2]],
      [1, [1]],
    ]);
  });

  it('keeps the part of a larger array that it was given', async () => {
    const cache = await openVectorCache();
    const all = Float32Array.of(1, 2, 3, 4);
    await cache.keep('m', keysOfTexts(['a']), 2, all.subarray(2));
    all.fill(0);
    expect(await found('m', ['a'])).toEqual([[0, [3, 4]]]);
  });

  it('keeps half a block nowhere when the disk is full, and goes on', async () => {
    const cache = await openVectorCache();
    await keep(cache, 'm', ['a'], 1, [1]);
    const emptyDisk = fillDisk('transaction', 'keys');
    await keep(cache, 'm', ['b'], 1, [2]);
    emptyDisk();
    const database = await new Dexie('rowlink-vectors').open();
    expect(await database.table('blocks').count()).toBe(1);
    database.close();
    await keep(cache, 'm', ['c'], 1, [3]);
    expect(await found('m', ['a', 'b', 'c'])).toEqual([
      [0, [1]],
      [2, [3]],
    ]);
  });

  it('gives nothing for a block that is gone or cannot be read', async () => {
    const cache = await openVectorCache();
    await keep(cache, 'm', ['a'], 1, [1]);
    const [hit] = await cache.find('m', keysOfTexts(['a']));
    expect(await cache.read(hit!.block + 1, hit!.rows)).toBeNull();
    vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(() => {
      throw new DOMException('broken', 'UnknownError');
    });
    expect(await cache.read(hit!.block, hit!.rows)).toBeNull();
    expect(await cache.readSeveral([hit!])).toEqual([null]);
  });

  it('lets go of what version 1 kept, which knew texts by another key', async () => {
    const old = new Dexie('rowlink-vectors');
    old.version(1).stores({ blocks: '++id', keys: 'block, model' });
    await old.open();
    await old.table('blocks').add({ model: 'm', dimensions: 1, keys: ['ab'], data: Float32Array.of(1) });
    await old.table('keys').add({ block: 1, model: 'm', keys: ['ab'] });
    old.close();
    const cache = await openVectorCache();
    expect(await found('m', ['a'])).toEqual([]);
    await keep(cache, 'm', ['a'], 1, [7]);
    expect(await found('m', ['a'])).toEqual([[0, [7]]]);
    const database = await new Dexie('rowlink-vectors').open();
    expect(await database.table('blocks').count()).toBe(1);
    database.close();
  });

  it('is a cache that keeps nothing without IndexedDB', async () => {
    vi.stubGlobal('indexedDB', undefined);
    expect(await openVectorCache()).toBe(NO_CACHE);
    await keep(NO_CACHE, 'm', ['a'], 1, [1]);
    expect(await NO_CACHE.find('m', keysOfTexts(['a']))).toEqual([]);
  });
});
