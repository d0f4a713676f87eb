import { beforeEach, describe, expect, it } from 'vitest';
import { openVectorCache } from '../adapters/dexie/vector-cache';
import { emptyIndexedDb } from '../adapters/indexeddb-fixture';
import type { Job, ProgressUnit } from '../core/model/types';
import { type Embedder, NO_CACHE, type VectorCache } from '../core/vectors/embedder';
import type { EmbedAnswer } from '../rpc/protocol';
import { embedTexts } from './embed-texts';
import { createHashEmbedder, hashVector } from './hash-embedder';

beforeEach(emptyIndexedDb);

const job: Job = { signal: new AbortController().signal, progress: () => {} };

/** Notes the texts that the model is asked for. */
function watched(embedder: Embedder): { readonly embedder: Embedder; readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    embedder: {
      ...embedder,
      embed: (texts, ...rest) => {
        asked.push(...texts);
        return embedder.embed(texts, ...rest);
      },
    },
  };
}

async function run(
  texts: readonly string[],
  cache: VectorCache,
  options: { embedder?: Embedder; job?: Job; useCache?: boolean } = {},
): Promise<EmbedAnswer> {
  const request = { model: 'hash', modelRoot: '/', texts, useCache: options.useCache ?? true };
  const { answer, transfer } = await embedTexts(request, options.job ?? job, options.embedder ?? createHashEmbedder(), cache);
  expect(transfer).toEqual([answer.data.buffer]);
  expect([...answer.data]).toEqual(texts.flatMap((text) => [...hashVector(text)]));
  return answer;
}

const numbered = (count: number): string[] => Array.from({ length: count }, (_, at) => `text ${at}`);

describe('embedTexts', () => {
  it('gives vectors in the order of the texts, and describes the model', async () => {
    const answer = await run(['a', 'a longer text', '', 'x'.repeat(101)], NO_CACHE);
    expect(answer).toMatchObject({ dimensions: 16, cached: 0, longTexts: 1, isCacheAvailable: false });
    expect(answer.model).toEqual({ id: 'hash', sha256: '0123456789abcdef0123456789abcdef', device: 'wasm' });
  });

  it('takes no texts', async () => {
    expect(await run([], NO_CACHE)).toMatchObject({ cached: 0, longTexts: 0 });
  });

  it('asks the model only for texts that the cache does not have', async () => {
    const cache = await openVectorCache();
    await run(['a', 'b'], cache);
    const { embedder, asked } = watched(createHashEmbedder());
    const answer = await run(['c', 'b', 'a', 'd'], cache, { embedder });
    expect(answer).toMatchObject({ cached: 2, isCacheAvailable: true });
    expect(asked).toEqual(['c', 'd']);
    expect(await run(['d', 'c', 'b', 'a'], cache)).toMatchObject({ cached: 4 });
  });

  it('gives equal texts equal vectors, out of the model and out of the cache', async () => {
    const cache = await openVectorCache();
    await run(['a', 'b', 'a'], cache);
    expect(await run(['a', 'a', 'b', 'a'], cache)).toMatchObject({ cached: 4 });
  });

  it('does not mix up models of one name', async () => {
    const cache = await openVectorCache();
    await run(['a'], cache);
    expect(await run(['a'], cache, { embedder: { ...createHashEmbedder(), sha256: 'f'.repeat(64) } })).toMatchObject({
      cached: 0,
    });
  });

  it('neither reads nor writes the cache when told not to', async () => {
    const cache = await openVectorCache();
    await run(['a'], cache, { useCache: false });
    expect(await run(['a'], cache)).toMatchObject({ cached: 0 });
    expect(await run(['a'], cache, { useCache: false })).toMatchObject({ cached: 0 });
  });

  it('counts progress over all texts, cached ones first', async () => {
    const cache = await openVectorCache();
    await run(numbered(3), cache);
    const reports: [number, number, ProgressUnit][] = [];
    await run(numbered(10), cache, {
      embedder: createHashEmbedder(4),
      job: { signal: job.signal, progress: (...report) => void reports.push(report) },
    });
    expect(reports).toEqual([3, 7, 10].map((done) => [done, 10, 'texts']));
  });

  it('keeps what was embedded before a cancel, in several blocks, and goes on from there', async () => {
    const texts = numbered(3000);
    const stored = await openVectorCache();
    const blocks: number[] = [];
    const cache: VectorCache = {
      ...stored,
      keep: (model, kept, ...rest) => {
        blocks.push(kept.length);
        return stored.keep(model, kept, ...rest);
      },
    };
    const controller = new AbortController();
    const cancelled = run(texts, cache, {
      embedder: createHashEmbedder(100),
      job: { signal: controller.signal, progress: (done) => done === 1500 && controller.abort() },
    });
    await expect(cancelled).rejects.toMatchObject({ code: 'job/cancelled' });
    expect(blocks).toEqual([1100, 400]);

    const { embedder, asked } = watched(createHashEmbedder(500));
    expect(await run(texts, cache, { embedder })).toMatchObject({ cached: 1500 });
    expect(asked).toHaveLength(1500);
    expect(blocks.reduce((sum, size) => sum + size)).toBe(3000);
  });

  it('keeps what was embedded before the model failed', async () => {
    const cache = await openVectorCache();
    const working = createHashEmbedder(1);
    const failing: Embedder = {
      ...working,
      embed: (texts, work, onVectors) =>
        working.embed(texts, work, (indices, data) => {
          onVectors?.(indices, data);
          if (indices.includes(1)) throw new Error('out of memory');
        }),
    };
    await expect(run(['long text', 'short', 'x'], cache, { embedder: failing })).rejects.toThrow('out of memory');
    expect(await run(['long text', 'short', 'x'], cache)).toMatchObject({ cached: 2 });
  });
});
