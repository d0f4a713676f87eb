import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { AppError, throwIfCancelled } from '../core/model/errors';
import { nextTurn } from '../core/model/turns';
import type { CandidateSet, Link } from '../core/model/types';
import { type ClientPort, createClient, type WorkerClient } from './client';
import type { VectorShard } from './protocol';
import { type Handlers, type ServerPort, serve } from './serve';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A client and a server on the two ends of a channel. */
function connect(handlers: Handlers): { readonly client: WorkerClient; readonly port: ClientPort; isOpen(): boolean } {
  const { port1, port2 } = new MessageChannel();
  let isOpen = true;
  const close = (): void => {
    isOpen = false;
    port1.close();
  };
  closing.push(close);
  serve(port2 as unknown as ServerPort, handlers);
  const port: ClientPort = {
    postMessage: (message, transfer) => port1.postMessage(message, transfer),
    terminate: close,
    onmessage: null,
    onmessageerror: null,
    onerror: null,
  };
  port1.onmessage = (event) => port.onmessage?.(event);
  return { client: createClient(port), port, isOpen: () => isOpen };
}

const nothing = { cardinality: 'one-to-one', threshold: null } as const;
const candidatesOf = (leftCount: number): CandidateSet => ({
  leftCount,
  rightCount: 0,
  offsets: new Uint32Array(leftCount + 1),
  right: new Uint32Array(0),
  similarity: new Float32Array(0),
  lexical: new Float32Array(0),
  matchScore: new Float32Array(0),
});
const request = (number = 1) => ({ candidates: candidatesOf(number), settings: nothing });
const answer = (number: number): readonly Link[] => [{ left: number, right: 0, matchScore: 1, decidedBy: 'rule' }];
const never = new Promise<never>(() => {});

describe('a call', () => {
  it('settles with its own answer, in whatever order answers come', async () => {
    const order: number[] = [];
    const { client } = connect({
      link: async ({ candidates: { leftCount } }) => {
        for (let turn = leftCount; turn < 4; turn++) await nextTurn();
        order.push(leftCount);
        return { answer: answer(leftCount) };
      },
    });
    const answers = await Promise.all([1, 2, 3].map((number) => client.call('link', request(number))));
    expect(answers).toEqual([answer(1), answer(2), answer(3)]);
    expect(order).toEqual([3, 2, 1]);
  });

  it('moves buffers there and back', async () => {
    const seen: number[] = [];
    const { client } = connect({
      take: async ({ shard }) => {
        seen.push(...shard.data);
        return { answer: null };
      },
      find: async () => {
        const candidates = candidatesOf(1);
        return {
          answer: { candidates, links: [], searchMs: 0, scoreMs: 0, linkMs: 0 },
          transfer: [candidates.matchScore.buffer],
        };
      },
    });
    const shard: VectorShard = { indices: Uint32Array.of(0), dimensions: 2, data: Float32Array.of(1, 2) };
    await client.call('take', { source: 'chosen', shard }, { transfer: [shard.data.buffer] });
    expect(seen).toEqual([1, 2]);
    expect(shard.data).toHaveLength(0);
    const found = await client.call('find', { basis: 'letters', links: nothing });
    expect(found.candidates.matchScore).toEqual(candidatesOf(1).matchScore);
  });

  it('fails with the code and params of the error, and the next call works', async () => {
    const { client } = connect({
      read: async ({ source }) => {
        throw new AppError('file/empty', { file: source.name });
      },
      link: async () => ({ answer: answer(7) }),
    });
    const read = client.call('read', { source: { name: 'a.csv', blob: new Blob([]) }, settings: {} });
    await expect(read).rejects.toBeInstanceOf(AppError);
    await expect(read).rejects.toMatchObject({ code: 'file/empty', params: { file: 'a.csv' } });
    expect(await client.call('link', request())).toEqual(answer(7));
  });

  it.each<[string, Handlers]>([
    ['throws something else', { link: () => Promise.reject(new TypeError('odd')) }],
    ['is missing', {}],
    ['answers what cannot be sent', { link: async () => ({ answer: [(() => {}) as unknown as Link] }) }],
  ])('is internal where the handler %s', async (_, handlers) => {
    await expect(connect(handlers).client.call('link', request())).rejects.toMatchObject({ code: 'internal' });
  });

  it('rejects a request that cannot be sent', async () => {
    const { client } = connect({ link: async () => ({ answer: answer(1) }) });
    const odd = { ...request(), odd: () => {} };
    await expect(client.call('link', odd)).rejects.toMatchObject({ code: 'internal' });
    expect(await client.call('link', request())).toEqual(answer(1));
  });

  it('hears of its own progress only, and none after its end', async () => {
    const { client } = connect({
      link: async ({ candidates: { leftCount } }, job) => {
        for (let done = 1; done <= leftCount; done++) {
          job.progress(done, leftCount, 'pairs');
          await nextTurn();
        }
        setTimeout(() => job.progress(99, 99, 'pairs'), 0);
        return { answer: [] };
      },
    });
    const reports: unknown[][] = [[], []];
    const calls = [1, 3].map((number, at) =>
      client.call('link', request(number), { onProgress: (...report) => void reports[at]!.push(report) }),
    );
    await Promise.all(calls);
    for (let turn = 0; turn < 5; turn++) await nextTurn();
    expect(reports).toEqual([
      [[1, 1, 'pairs']],
      [
        [1, 3, 'pairs'],
        [2, 3, 'pairs'],
        [3, 3, 'pairs'],
      ],
    ]);
  });
});

describe('a cancel', () => {
  it('before the call sends nothing', async () => {
    let calls = 0;
    const { client } = connect({
      link: async () => {
        calls++;
        return { answer: [] };
      },
    });
    await expect(client.call('link', request(), { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'job/cancelled',
    });
    await client.call('link', request());
    expect(calls).toBe(1);
  });

  it('reaches the job of that call alone, and the worker lives on', async () => {
    const { client, isOpen } = connect({
      link: async ({ candidates: { leftCount } }, job) => {
        for (let turn = 0; turn < 20; turn++) {
          throwIfCancelled(job.signal);
          await new Promise((resolve) => setTimeout(resolve, 1));
        }
        return { answer: answer(leftCount) };
      },
    });
    const controller = new AbortController();
    const cancelled = client.call('link', request(1), { signal: controller.signal });
    const other = client.call('link', request(2), { signal: new AbortController().signal });
    setTimeout(() => controller.abort(), 2);
    await expect(cancelled).rejects.toMatchObject({ code: 'job/cancelled' });
    expect(await other).toEqual(answer(2));
    expect(isOpen()).toBe(true);
  });

  it('after the answer does nothing', async () => {
    const { client } = connect({ link: async () => ({ answer: answer(1) }) });
    const controller = new AbortController();
    await client.call('link', request(), { signal: controller.signal });
    controller.abort();
    expect(await client.call('link', request())).toEqual(answer(1));
  });

  it('ends a worker that does not listen, and with it all it had under way', async () => {
    const { client, isOpen } = connect({ link: () => never });
    const controller = new AbortController();
    const deaf = client.call('link', request(), { signal: controller.signal });
    const other = client.call('link', request());
    controller.abort();
    await expect(deaf).rejects.toMatchObject({ code: 'job/cancelled' });
    await expect(other).rejects.toMatchObject({ code: 'job/cancelled' });
    expect(isOpen()).toBe(false);
  });
});

describe('the end of a worker', () => {
  /** A worker of its own thread that runs plain JavaScript. */
  function spawn(code: string): { readonly client: WorkerClient; readonly worker: Worker } {
    const worker = new Worker(`const { parentPort } = require('node:worker_threads'); ${code}`, { eval: true });
    closing.push(() => worker.terminate());
    const port: ClientPort = {
      postMessage: (message) => worker.postMessage(message),
      terminate: () => void worker.terminate(),
      onmessage: null,
      onmessageerror: null,
      onerror: null,
    };
    worker.on('message', (data) => port.onmessage?.(new MessageEvent('message', { data })));
    worker.on('error', () => port.onerror?.(new Event('error') as ErrorEvent));
    return { client: createClient(port), worker };
  }

  it('by a crash in mid-call rejects open calls and every later one', async () => {
    const { client } = spawn(`parentPort.on('message', ({ id }) => { if (id === 2) throw new Error('boom'); });`);
    const calls = [client.call('link', request()), client.call('link', request())];
    for (const call of calls) await expect(call).rejects.toMatchObject({ code: 'worker/crashed' });
    await expect(client.call('link', request())).rejects.toMatchObject({ code: 'worker/crashed' });
  });

  it('by a message that cannot be read rejects open calls', async () => {
    const { client, port } = connect({ link: () => never });
    const call = client.call('link', request());
    port.onmessageerror?.(new MessageEvent('messageerror'));
    await expect(call).rejects.toMatchObject({ code: 'worker/crashed', params: { reason: 'message' } });
  });

  it('on request rejects open calls as cancelled', async () => {
    const { client, worker } = spawn(`parentPort.on('message', () => {});`);
    const call = client.call('link', request());
    client.terminate();
    await expect(call).rejects.toMatchObject({ code: 'job/cancelled' });
    await expect(client.call('link', request())).rejects.toMatchObject({ code: 'job/cancelled' });
    await new Promise((resolve) => worker.once('exit', resolve));
  });
});
