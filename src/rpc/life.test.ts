import { afterEach, expect, it, vi } from 'vitest';
import { type ClientPort, createClient } from './client';
import type { FromWorker } from './protocol';
import { type ServerPort, serve } from './serve';

afterEach(() => vi.unstubAllGlobals());

/** One lock a name, granted in order; a lock whose holder dies is given on by the browser. */
function lockManager() {
  const queues = new Map<string, (() => unknown)[]>();
  const grant = async (name: string): Promise<void> => {
    const [holder] = queues.get(name) ?? [];
    if (!holder) return;
    await holder();
    free(name);
  };
  const free = (name: string): void => {
    queues.get(name)?.shift();
    void grant(name);
  };
  return {
    free,
    names: () => [...queues.keys()],
    async request(name: string, callback: () => unknown) {
      const queue = queues.get(name) ?? [];
      queues.set(name, queue);
      if (queue.push(callback) === 1) await grant(name);
    },
  };
}

const isWaiting = async (promise: Promise<unknown>): Promise<boolean> =>
  (await Promise.race([promise, new Promise((done) => setTimeout(done, 20, 'waiting'))])) === 'waiting';

it('rejects open and later calls of a worker that is gone without a word', async () => {
  const locks = lockManager();
  vi.stubGlobal('navigator', { locks });
  const port: ClientPort = { onmessage: null, onmessageerror: null, onerror: null, terminate: () => {}, postMessage: () => {} };
  const client = createClient(port);
  const server: ServerPort = {
    onmessage: null,
    postMessage: (data: FromWorker) => port.onmessage?.({ data } as MessageEvent<FromWorker>),
  };
  serve(server, {});
  const call = client.call('texts', null);
  expect(await isWaiting(call)).toBe(true);
  expect(locks.names()).toHaveLength(1);
  locks.free(locks.names()[0]!);
  await expect(call).rejects.toMatchObject({ code: 'worker/crashed', params: { reason: 'gone' } });
  expect(client.isAtRest()).toBe(false);
  await expect(client.call('texts', null)).rejects.toMatchObject({ code: 'worker/crashed' });
});

it('does without locks where there are none, and where they are refused', async () => {
  for (const locks of [undefined, { request: () => Promise.reject(new DOMException('no origin', 'SecurityError')) }]) {
    vi.stubGlobal('navigator', { locks });
    const told: FromWorker[] = [];
    serve({ onmessage: null, postMessage: (message) => void told.push(message) }, {});
    await new Promise((done) => setTimeout(done, 5));
    expect(told).toEqual([]);
  }
});
