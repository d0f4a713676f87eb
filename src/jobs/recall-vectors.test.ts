import { describe, expect, it } from 'vitest';
import { keysOfTexts } from '../core/model/text-key';
import type { VectorCache } from '../core/vectors/encoder';
import { cacheKeyOf } from '../core/vectors/encoder';
import type { ModelDescription } from '../rpc/protocol';
import { createMemoryCache, QUIET_JOB } from './embedding-fixture';
import { recallVectors } from './recall-vectors';
import { createVectorIntake } from './vector-intake';

const WASM: ModelDescription = { id: 'm', sha256: 'a'.repeat(64), dtype: 'int8', device: 'wasm' };
const WEBGPU: ModelDescription = { ...WASM, device: 'webgpu' };
const texts = { left: ['Acme', 'ACME', 'Beta'], right: ['gamma', 'beta'] };

const keep = (cache: VectorCache, model: ModelDescription, ...kept: readonly [string, number][]): Promise<void> =>
  cache.keep(
    cacheKeyOf(model, model.device === 'wasm' ? 'own' : 'onnx'),
    keysOfTexts(kept.map(([text]) => text)),
    2,
    Float32Array.from(kept.flatMap(([, value]) => [value, -value])),
  );

const recall = async (cache: VectorCache, models: readonly ModelDescription[] = [WASM, WEBGPU]) => {
  const intake = createVectorIntake(texts);
  const model = await recallVectors(texts, models, cache, intake, QUIET_JOB);
  const sets = intake.sets();
  return { model, left: sets && [...sets.left.data], right: sets && [...sets.right.data] };
};

describe('recallVectors', () => {
  it('puts vectors of several blocks to all texts that are read alike', async () => {
    const cache = createMemoryCache();
    await keep(cache, WASM, ['gamma', 3], ['other', 9]);
    await keep(cache, WASM, ['beta', 2], ['acme', 1]);
    expect(await recall(cache)).toEqual({ model: WASM, left: [1, -1, 1, -1, 2, -2], right: [3, -3, 2, -2] });
  });

  it('takes all or nothing of one device', async () => {
    const cache = createMemoryCache();
    await keep(cache, WASM, ['gamma', 3], ['beta', 2]);
    expect(await recall(cache)).toEqual({ model: null, left: null, right: null });
    await keep(cache, WEBGPU, ['gamma', 6], ['beta', 5], ['acme', 4]);
    expect((await recall(cache)).right).toEqual([6, -6, 5, -5]);
    expect((await recall(cache)).model).toEqual(WEBGPU);
    expect((await recall(cache, [WASM])).model).toBeNull();
  });

  it('keeps nothing when a block has gone in the meantime', async () => {
    const cache = createMemoryCache();
    await keep(cache, WASM, ['gamma', 3]);
    await keep(cache, WASM, ['beta', 2], ['acme', 1]);
    const emptied: VectorCache = {
      ...cache,
      readSeveral: async (hits) => Promise.all(hits.map(({ block, rows }) => (block === 1 ? null : cache.read(block, rows)))),
    };
    expect(await recall(emptied)).toEqual({ model: null, left: null, right: null });
  });

  it('stops when it is cancelled', async () => {
    const cache = createMemoryCache();
    await keep(cache, WASM, ['gamma', 3], ['beta', 2], ['acme', 1]);
    const job = { ...QUIET_JOB, signal: AbortSignal.abort() };
    await expect(recallVectors(texts, [WASM], cache, createVectorIntake(texts), job)).rejects.toMatchObject({
      code: 'job/cancelled',
    });
  });
});
