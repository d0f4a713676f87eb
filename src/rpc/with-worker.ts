import type { WorkerClient } from './client';

/** Calls a worker of its own, which ends with the call however that ends: its memory comes back only then. */
export async function withWorker<T>(spawn: () => WorkerClient, call: (worker: WorkerClient) => Promise<T>): Promise<T> {
  const worker = spawn();
  try {
    return await call(worker);
  } finally {
    worker.terminate();
  }
}
