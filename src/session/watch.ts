import { AppError } from '../core/model/errors';
import type { WorkerClient } from '../rpc/client';

/** Cleaning says how far it is many times a second; longer silence is a regular expression that never ends. */
const SILENCE_MS = 5_000;
/** Until the worker is loaded and the table is there. */
const START_MS = 60_000;

export interface Watch {
  /** Waits for a call, and ends its worker with `cleaning/too-slow` once it has been silent for too long. */
  over<T>(call: (onProgress: () => void) => Promise<T>): Promise<T>;
}

/** @param silenceMs longest silence after the first sign of life, in ms */
export function createWatch(worker: Pick<WorkerClient, 'terminate'>, file: string, silenceMs = SILENCE_MS): Watch {
  return {
    over(call) {
      let timer: ReturnType<typeof setTimeout> | undefined;
      return new Promise((resolve, reject) => {
        const wait = (ms: number): void => {
          clearTimeout(timer);
          timer = setTimeout(() => {
            reject(new AppError('cleaning/too-slow', { file, seconds: Math.round(silenceMs / 1000) }));
            worker.terminate();
          }, ms);
        };
        wait(START_MS);
        call(() => wait(silenceMs))
          .then(resolve, reject)
          .finally(() => clearTimeout(timer));
      });
    },
  };
}
