import { describe, expect, it } from 'vitest';
import type { Job } from '../core/model/types';
import { NO_CACHE, placeOf, type VectorCache } from '../core/vectors/encoder';
import { countGroups } from '../core/vectors/encoding-work';
import type { ModelDescription, PlanAnswer } from '../rpc/protocol';
import { embedWork } from './embed-work';
import { createMemoryCache, QUIET_JOB } from './embedding-fixture';
import { createHashEncoder, UNIT_FORMAT, unitTokenizer } from './hash-embedder';
import { planEmbedding } from './plan-embedding';

const MODEL: ModelDescription = placeOf(createHashEncoder());

const plan = async (texts: readonly string[], cache: VectorCache = NO_CACHE, job: Job = QUIET_JOB): Promise<PlanAnswer> =>
  (await planEmbedding(texts, MODEL, UNIT_FORMAT, async () => unitTokenizer, cache, job)).answer;

const embedAll = async (texts: readonly string[], cache: VectorCache) =>
  embedWork((await plan(texts, cache)).work, createHashEncoder(), cache, QUIET_JOB);

describe('planEmbedding', () => {
  it('counts texts once that the tokenizer reads alike', async () => {
    const answer = await plan(['Acme Ltd', 'b', ' Acme  Ltd ', 'Acme\u00a0Ltd', 'ﬁ', 'fi', 'b']);
    expect([...answer.placeStarts]).toEqual([0, 3, 5, 7]);
    expect([...answer.places]).toEqual([0, 2, 3, 1, 6, 4, 5]);
    expect([...answer.order]).toEqual([0, 2, 1]);
    expect(answer.isCacheAvailable).toBe(false);
    expect(answer.model).toEqual(MODEL);
  });

  it('reads texts in small letters, so that case makes no difference', async () => {
    const answer = await plan(['ACME Ltd', 'acme LTD', 'Über', 'ÜBER']);
    expect([...answer.placeStarts]).toEqual([0, 2, 4]);
  });

  it('asks the cache first, and has only the rest as work', async () => {
    const cache = createMemoryCache();
    await embedAll(['aa', 'bb', 'c'], cache);
    const reports: unknown[] = [];
    const answer = await plan(['d', 'bb', 'aa', 'e', 'e'], cache, {
      ...QUIET_JOB,
      progress: (...report) => void reports.push(report),
    });
    expect(reports).toEqual([[2, 4, 'texts']]);
    expect(answer.hits.flatMap(({ texts }) => [...texts]).sort()).toEqual([1, 2]);
    expect([...answer.order]).toEqual([0, 3]);
  });

  it('needs no tokenizer when the cache has everything', async () => {
    const cache = createMemoryCache();
    await embedAll(['a', 'b'], cache);
    const load = () => Promise.reject(new Error('not needed'));
    const { answer } = await planEmbedding(['b', 'a'], MODEL, UNIT_FORMAT, load, cache, QUIET_JOB);
    expect(countGroups(answer.work)).toBe(0);
  });

  it('does not take vectors of another model or device', async () => {
    const cache = createMemoryCache();
    await embedAll(['a'], cache);
    for (const other of [{ sha256: 'f'.repeat(64) }, { id: 'other' }, { device: 'webgpu' as const }]) {
      const { answer } = await planEmbedding(
        ['a'],
        { ...MODEL, ...other },
        UNIT_FORMAT,
        async () => unitTokenizer,
        cache,
        QUIET_JOB,
      );
      expect(answer.hits).toEqual([]);
    }
  });

  it('finds vectors of ONNX Runtime too, and never mixes them with others', async () => {
    const cache = createMemoryCache();
    const { work } = await plan(['a', 'b']);
    await embedWork(work, { ...createHashEncoder(), runtime: 'onnx' }, cache, QUIET_JOB);
    expect((await plan(['a', 'c'], cache)).hits).toMatchObject([{ block: 0, texts: Uint32Array.of(0) }]);
    await embedWork((await plan(['c'])).work, createHashEncoder(), cache, QUIET_JOB);
    expect((await plan(['a', 'c'], cache)).hits).toMatchObject([{ block: 1, texts: Uint32Array.of(1) }]);
  });

  it('tells how many texts were shortened', async () => {
    const long = Array.from({ length: 64 * 8 + 1 }, (_, at) => String.fromCharCode(97 + (at % 23))).join('');
    expect((await plan([long, long.slice(1), 'short'])).shortened).toBe(1);
  });

  it('stops between texts when it is cancelled', async () => {
    const controller = new AbortController();
    const job: Job = { signal: controller.signal, progress: () => controller.abort() };
    await expect(plan(['a', 'b'], NO_CACHE, job)).rejects.toMatchObject({ code: 'job/cancelled' });
  });
});
