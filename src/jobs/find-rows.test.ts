import { describe, expect, it } from 'vitest';
import { keysOfTexts } from '../core/model/text-key';
import { datasetOf } from '../core/text/text-fixture';
import { sealAdapter } from '../core/tuning/adapter-file';
import { adapterParts } from '../core/tuning/adapter-fixture';
import { cacheKeyOf, NO_CACHE, type VectorCache } from '../core/vectors/encoder';
import type { ModelDescription } from '../rpc/protocol';
import { createMemoryCache, QUIET_JOB } from './embedding-fixture';
import { createFindRowsHandlers } from './find-rows';

const MODEL: ModelDescription = { id: 'm', sha256: 'a'.repeat(64), dtype: 'int8', device: 'wasm' };
const table = datasetOf(['name', ['alpha', 'beta', '', 'alpha']], ['note', ['x', 'y', 'lost', 'z']]);
const address = { model: 'm', modelRoot: '', devices: ['wasm'] } as const;
const most = 10;

async function open(cache: VectorCache) {
  const handlers = createFindRowsHandlers({ openCache: async () => cache, describe: async () => [MODEL] });
  await handlers.openToFind({ shown: table, compared: table, on: ['name'] }, QUIET_JOB);
  return handlers;
}

describe('the hand search of a table', () => {
  it('finds words in all its cells, without any vectors', async () => {
    const handlers = await open(NO_CACHE);
    const { answer } = await handlers.findWords({ query: 'LOST', most }, QUIET_JOB);
    expect([...answer.rows]).toEqual([2]);
    expect((await handlers.recallToFind(address, QUIET_JOB)).answer).toBe(false);
    expect((await handlers.findNearest({ query: Float32Array.of(1, 0), most }, QUIET_JOB)).answer).toBeNull();
  });

  it('holds a question against the vectors that a match has left', async () => {
    const cache = createMemoryCache();
    await cache.keep(cacheKeyOf(MODEL, 'own'), keysOfTexts(['alpha', 'beta']), 2, Float32Array.of(0, 1, 1, 0));
    const handlers = await open(cache);
    expect((await handlers.recallToFind(address, QUIET_JOB)).answer).toBe(true);
    const { answer } = await handlers.findNearest({ query: Float32Array.of(0.6, 0.8), most }, QUIET_JOB);
    expect([...answer!.rows]).toEqual([0, 3, 1]);
    expect(answer!.fit[2]).toBeCloseTo(0.6, 6);
  });

  it('puts both the question and the rows through an adapter', async () => {
    const cache = createMemoryCache();
    await cache.keep(cacheKeyOf(MODEL, 'own'), keysOfTexts(['alpha', 'beta']), 2, Float32Array.of(0, 1, 1, 0));
    // Only what is along (1, 1) is left: all are the same.
    const adapter = sealAdapter({ ...adapterParts(2), weights: Float32Array.of(1, 1, 1, 1, 0, 0) });
    const handlers = createFindRowsHandlers({ openCache: async () => cache, describe: async () => [MODEL] });
    await handlers.openToFind({ shown: table, compared: table, on: ['name'], adapter }, QUIET_JOB);
    expect((await handlers.recallToFind(address, QUIET_JOB)).answer).toBe(true);
    const { answer } = await handlers.findNearest({ query: Float32Array.of(0.6, 0.8), most }, QUIET_JOB);
    expect([...answer!.fit].every((fit) => Math.abs(fit - 1) < 1e-6)).toBe(true);
    const { data } = (await cache.read(0, Uint32Array.of(0, 1)))!;
    expect([...data]).toEqual([0, 1, 1, 0]);
  });

  it('holds a question against vectors that were made for it', async () => {
    const handlers = await open(NO_CACHE);
    const { answer: texts } = await handlers.textsToFind(null, QUIET_JOB);
    expect(texts).toEqual(['alpha', 'beta']);
    const question = { query: Float32Array.of(0.6, 0.8), most };
    await handlers.takeToFind({ indices: Uint32Array.of(1), dimensions: 2, data: Float32Array.of(1, 0) }, QUIET_JOB);
    expect((await handlers.findNearest(question, QUIET_JOB)).answer).toBeNull();
    await handlers.takeToFind({ indices: Uint32Array.of(0), dimensions: 2, data: Float32Array.of(0, 1) }, QUIET_JOB);
    expect([...(await handlers.findNearest(question, QUIET_JOB)).answer!.rows]).toEqual([0, 3, 1]);
  });
});
