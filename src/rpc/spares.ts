import type { WorkerClient } from './client';

/** Workers that are given back and taken again, so that the next short job neither loads nor compiles anything. */
export interface Spares {
  /** A worker that was given back, or a new one. */
  take(): WorkerClient;
  /** Keeps a worker that is at rest for the next `take`, for a while; ends one that is not, or is one too many. */
  giveBack(client: WorkerClient): void;
  /** Starts a worker ahead of its work, unless one is there. */
  prepare(): void;
  /** Ends all that are kept. */
  endAll(): void;
}

/**
 * @param most how many are kept at most
 * @param keptMs how long one is kept that nobody takes
 */
export function createSpares(spawn: () => WorkerClient, most: number, keptMs = 60_000): Spares {
  const spares: { readonly client: WorkerClient; readonly timer: ReturnType<typeof setTimeout> }[] = [];
  const keep = (client: WorkerClient): void => {
    const end = (): void => {
      const at = spares.findIndex((spare) => spare.client === client);
      if (at >= 0) spares.splice(at, 1);
      client.terminate();
    };
    spares.push({ client, timer: setTimeout(end, keptMs) });
  };
  return {
    take() {
      for (let spare = spares.pop(); spare; spare = spares.pop()) {
        clearTimeout(spare.timer);
        if (spare.client.isAtRest()) return spare.client;
        spare.client.terminate();
      }
      return spawn();
    },
    giveBack(client) {
      if (client.isAtRest() && spares.length < most) keep(client);
      else client.terminate();
    },
    prepare() {
      if (spares.length === 0) keep(spawn());
    },
    endAll() {
      for (const { client, timer } of spares.splice(0)) {
        clearTimeout(timer);
        client.terminate();
      }
    },
  };
}
