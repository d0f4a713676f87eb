import { describe, expect, it, vi } from 'vitest';
import { AppError } from '../../core/model/errors';
import type { Encoder, VectorCache } from '../../core/vectors/encoder';
import { NO_CACHE } from '../../core/vectors/encoder';
import { embedWork } from '../../jobs/embed-work';
import { coupled, createMemoryCache, QUIET_JOB } from '../../jobs/embedding-fixture';
import { createHashEncoder, UNIT_FORMAT, unitTokenizer } from '../../jobs/hash-embedder';
import { planEmbedding } from '../../jobs/plan-embedding';
import { type ClientPort, createClient, type WorkerClient } from '../../rpc/client';
import type { FromWorker, LoadRequest, PlanAnswer, ToWorker } from '../../rpc/protocol';
import { type ServerPort, serve } from '../../rpc/serve';
import { runLanes, startLanes } from './lanes';

const REQUEST: LoadRequest = { model: 'hash', modelRoot: '/', device: 'wasm', isDeviceRequired: false, rivals: 1 };
const DESCRIPTION = { id: 'hash', sha256: createHashEncoder().sha256, dtype: 'fp32', device: 'wasm' } as const;

/** A worker without a thread, behind the real client and server. `crash` is what the browser does when it kills one. */
function spawnInProcess(encoder: Encoder, cache: VectorCache): { readonly client: WorkerClient; readonly crash: () => void } {
  const ports: { client: ClientPort; server: ServerPort; isEnded: boolean } = {
    isEnded: false,
    client: {
      onmessage: null,
      onmessageerror: null,
      onerror: null,
      terminate() {
        ports.isEnded = true;
      },
      postMessage: (data) => deliver(() => ports.server.onmessage?.({ data } as MessageEvent<ToWorker>)),
    },
    server: {
      onmessage: null,
      postMessage: (data) => deliver(() => ports.client.onmessage?.({ data } as MessageEvent<FromWorker>)),
    },
  };
  const deliver = (run: () => void): void => void setTimeout(() => ports.isEnded || run(), 0);
  serve(ports.server, {
    load: async () => ({ answer: { model: DESCRIPTION } }),
    embed: ({ work }, job) => embedWork(work, encoder, cache, job),
  });
  return { client: createClient(ports.client), crash: () => ports.client.onerror?.({} as ErrorEvent) };
}

const TEXTS = Array.from({ length: 2500 }, (_, at) => `row ${at} of ${'x'.repeat(at % 40)}`);
const planned = async (cache: VectorCache): Promise<PlanAnswer> =>
  (await planEmbedding(TEXTS, DESCRIPTION, UNIT_FORMAT, async () => unitTokenizer, cache, QUIET_JOB)).answer;

type Spawned = ReturnType<typeof spawnInProcess>;

/** Runs what the cache lacks on lanes; vectors come back by place in `TEXTS`, found ones too. */
async function run(
  cache: VectorCache,
  lanes: number,
  encoderOf: (lane: number) => Encoder,
  onDone?: (done: number, spawned: readonly Spawned[]) => void,
  signal = new AbortController().signal,
) {
  const plan = await planned(cache);
  const vectors = new Map<number, string>();
  for (const hit of plan.hits) {
    const { data, dimensions } = (await cache.read(hit.block, hit.rows))!;
    hit.texts.forEach((text, row) => {
      vectors.set(text, data.subarray(row * dimensions, (row + 1) * dimensions).join());
    });
  }
  const spawned: Spawned[] = [];
  const spawn = (): WorkerClient => {
    const lane = spawnInProcess(encoderOf(spawned.length), cache);
    spawned.push(lane);
    return lane.client;
  };
  const rounds: number[] = [];
  const start = (count: number) => {
    rounds.push(count);
    return startLanes(count, spawn, REQUEST, signal);
  };
  let made = 0;
  const again = (count: number, hasAdvanced: boolean) => (count > 1 || hasAdvanced ? start(Math.max(1, count >> 1)) : null);
  await runLanes(start(lanes), again, true, plan.work, signal, {
    onVectors(from, dimensions, data) {
      made += data.length / dimensions;
      for (let row = 0; row < data.length / dimensions; row++) {
        vectors.set(plan.order[from + row]!, data.subarray(row * dimensions, (row + 1) * dimensions).join());
      }
    },
    onProgress: (done) => onDone?.(done, spawned),
  });
  return { vectors: [...vectors].sort(([a], [b]) => a - b), rounds, made };
}

const encoder = () => coupled(createHashEncoder());

describe('runLanes', () => {
  it('gives the same vectors for any number of workers', async () => {
    const one = await run(NO_CACHE, 1, encoder);
    const three = await run(NO_CACHE, 3, encoder);
    expect(one.vectors).toHaveLength(TEXTS.length);
    expect(three.vectors).toEqual(one.vectors);
    expect(three.rounds).toEqual([3]);
  });

  it('finishes with others what a killed worker left, with the same vectors', async () => {
    const whole = await run(NO_CACHE, 1, encoder);
    let isKilled = false;
    const { vectors, rounds } = await run(createMemoryCache(), 2, encoder, (done, [first]) => {
      if (done < 900 || isKilled) return;
      isKilled = true;
      first!.crash();
    });
    expect(isKilled).toBe(true);
    expect(vectors).toEqual(whole.vectors);
    expect(rounds.length).toBeLessThanOrEqual(2);
  });

  it('goes on after a stop where it stopped, with the same vectors, and embeds nothing twice', async () => {
    const whole = await run(NO_CACHE, 2, encoder);
    const cache = createMemoryCache();
    const controller = new AbortController();
    const stopped = run(cache, 2, encoder, (done) => done > 1200 && controller.abort(), controller.signal);
    await expect(stopped).rejects.toMatchObject({ code: 'job/cancelled' });
    const kept = cache.blocks.reduce((sum, { keys }) => sum + keys.length / 4, 0);
    expect(kept).toBeGreaterThan(1000);
    const rest = await run(cache, 3, encoder);
    expect(rest.made).toBe(TEXTS.length - kept);
    expect(rest.vectors).toEqual(whole.vectors);
  });

  it('goes on with fewer workers when memory runs out', async () => {
    const whole = await run(NO_CACHE, 1, encoder);
    const { vectors, rounds } = await run(NO_CACHE, 4, (lane) => {
      const inner = encoder();
      let calls = 0;
      const fails = () => lane < 4 && ++calls > 3;
      return {
        ...inner,
        encode: (...args) => (fails() ? Promise.reject(new AppError('device/out-of-memory')) : inner.encode(...args)),
      };
    });
    expect(rounds).toEqual([4, 2]);
    expect(vectors.map(([text]) => text)).toEqual(whole.vectors.map(([text]) => text));
  });

  it('takes a worker that falls silent for a crashed one', async () => {
    const whole = await run(NO_CACHE, 1, encoder);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      let groups = 0;
      const hangs = (lane: number) => lane === 0 && ++groups > 2;
      const running = run(createMemoryCache(), 2, (lane) => {
        const inner = encoder();
        return { ...inner, encode: (...args) => (hangs(lane) ? new Promise(() => {}) : inner.encode(...args)) };
      });
      let isDone = false;
      running.finally(() => {
        isDone = true;
      });
      while (!isDone) {
        await vi.advanceTimersByTimeAsync(1_000);
        await new Promise((done) => setImmediate(done));
      }
      expect(groups).toBeGreaterThan(2);
      expect((await running).vectors).toEqual(whole.vectors);
    } finally {
      vi.useRealTimers();
    }
  });

  it('gives up when a single worker has not enough memory', async () => {
    const none = { ...encoder(), encode: () => Promise.reject(new AppError('device/out-of-memory')) };
    await expect(run(NO_CACHE, 4, () => none)).rejects.toMatchObject({ code: 'device/out-of-memory' });
  });

  it('does not try again what will not get better', async () => {
    const broken = { ...encoder(), encode: () => Promise.reject(new AppError('model/failed')) };
    await expect(run(NO_CACHE, 2, () => broken)).rejects.toMatchObject({ code: 'model/failed' });
  });
});
