import { AppError } from './errors';

/**
 * Gives the event loop a turn, so that a cancel message can arrive. Call it a few times a second in long loops. A turn costs
 * microseconds: timers, which browsers hold back for some milliseconds once they are nested, are the last resort.
 */
export function nextTurn(): Promise<void> {
  return new Promise(takeTurn);
}

const takeTurn: (resolve: () => void) => void = chooseTurns();

function chooseTurns(): (resolve: () => void) => void {
  const { setImmediate } = globalThis as { setImmediate?: (resolve: () => void) => void };
  if (setImmediate) return (resolve) => setImmediate(resolve);
  if (typeof MessageChannel === 'undefined') return (resolve) => void setTimeout(resolve, 0);
  const waiting: (() => void)[] = [];
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => waiting.shift()?.();
  return (resolve) => {
    waiting.push(resolve);
    port2.postMessage(null);
  };
}

/** Calls `nextTurn` only when `everyMs` have passed since the last time: cheap enough for inner loops. */
export function createPacer(everyMs = 40): () => Promise<void> | null {
  let last = performance.now();
  return () => {
    if (performance.now() - last < everyMs) return null;
    return nextTurn().then(() => {
      last = performance.now();
    });
  };
}

/** Settles after `ms`, or as soon as the signal is given. @throws AppError `job/cancelled` */
export function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new AppError('job/cancelled'));
    const stop = (): void => {
      clearTimeout(timer);
      reject(new AppError('job/cancelled'));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
  });
}
