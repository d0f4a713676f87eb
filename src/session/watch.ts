import { AppError } from '../core/model/errors';
import type { WorkerClient } from '../rpc/client';

/** Cleaning says how far it is many times a second; longer silence is a regular expression that never ends. */
const SILENCE_MS = 5_000;
/** Until the worker is loaded and the table is there. */
const START_MS = 60_000;
/**
 * Silence is counted in steps, not read off a clock: a computer that sleeps, a page that is frozen and a clock that is put forward stop
 * the worker as well, and count for one step.
 */
const STEPS = 10;

export interface Watch {
  /** Waits for a call, and ends its worker with the error of the watch once it has been silent for too long. */
  over<T>(call: (onProgress: () => void) => Promise<T>): Promise<T>;
}

export interface Patience {
  /** Longest silence after the first sign of life, in ms. */
  readonly silenceMs: number;
  /** Longest silence before it. */
  readonly startMs: number;
}

export function createWatch(
  worker: Pick<WorkerClient, 'terminate'>,
  tooLong: (seconds: number) => AppError,
  { silenceMs, startMs }: Patience,
): Watch {
  return {
    over(call) {
      let timer: ReturnType<typeof setTimeout> | undefined;
      return new Promise((resolve, reject) => {
        const wait = (ms: number, steps = STEPS): void => {
          clearTimeout(timer);
          timer = setTimeout(() => {
            if (steps > 1) return wait(ms, steps - 1);
            reject(tooLong(Math.round(silenceMs / 1000)));
            worker.terminate();
          }, ms / STEPS);
        };
        wait(startMs);
        call(() => wait(silenceMs))
          .then(resolve, reject)
          .finally(() => clearTimeout(timer));
      });
    },
  };
}

/** For cleaning of a table that came from `file`. @returns a watch that ends with `cleaning/too-slow` */
export const createCleaningWatch = (worker: Pick<WorkerClient, 'terminate'>, file: string): Watch =>
  createWatch(worker, (seconds) => new AppError('cleaning/too-slow', { file, seconds }), {
    silenceMs: SILENCE_MS,
    startMs: START_MS,
  });
