import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ClientPort, createClient, type WorkerClient } from './client';
import { createSpares } from './spares';

interface FakeWorker {
  readonly client: WorkerClient;
  readonly port: ClientPort;
  isEnded: boolean;
}

function createFakes() {
  const made: FakeWorker[] = [];
  const spawn = (): WorkerClient => {
    const port: ClientPort = {
      postMessage: () => {},
      terminate: () => {
        made.find((fake) => fake.port === port)!.isEnded = true;
      },
      onmessage: null,
      onmessageerror: null,
      onerror: null,
    };
    const client = createClient(port);
    made.push({ client, port, isEnded: false });
    return client;
  };
  return { made, spawn };
}

describe('spare workers', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('are taken again, and ended when nobody takes them', () => {
    const { made, spawn } = createFakes();
    const spares = createSpares(spawn, 1, 100);
    const first = spares.take();
    spares.giveBack(first);
    vi.advanceTimersByTime(90);
    expect(spares.take()).toBe(first);
    vi.advanceTimersByTime(200);
    expect(made[0]!.isEnded).toBe(false);
    spares.giveBack(first);
    vi.advanceTimersByTime(110);
    expect(made[0]!.isEnded).toBe(true);
    expect(spares.take()).not.toBe(first);
  });

  it('are never more than asked for', () => {
    const { made, spawn } = createFakes();
    const spares = createSpares(spawn, 1, 100);
    for (const client of [spares.take(), spares.take()]) spares.giveBack(client);
    expect(made.map(({ isEnded }) => isEnded)).toEqual([false, true]);
  });

  it('are not workers that still work, or have crashed', async () => {
    const { made, spawn } = createFakes();
    const spares = createSpares(spawn, 2, 100);
    const busy = spares.take();
    const open = busy.call('texts', null).catch((error: { code: string }) => error.code);
    spares.giveBack(busy);
    expect(made[0]!.isEnded).toBe(true);
    expect(await open).toBe('job/cancelled');
    const crashing = spares.take();
    spares.giveBack(crashing);
    made[1]!.port.onerror?.({} as ErrorEvent);
    expect(spares.take()).not.toBe(crashing);
  });

  it('can be started ahead of their work, once', () => {
    const { made, spawn } = createFakes();
    const spares = createSpares(spawn, 1, 100);
    spares.prepare();
    spares.prepare();
    expect(made).toHaveLength(1);
    expect(spares.take()).toBe(made[0]!.client);
  });
});
