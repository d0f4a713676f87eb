import { AppError, toAppError } from '../core/model/errors';
import type { Dataset, ReadSettings, Side } from '../core/model/types';
import { spawnParse } from '../rpc/spawn';
import type { SideState } from './contract';
import type { StateHolder } from './state';

/** A file, and how it is to be read. */
export interface FileToRead {
  readonly file: File;
  readonly settings: ReadSettings;
}

export interface Readings {
  /**
   * Reads a file for one side when those that were asked for before are done; until then the side waits. `store` writes the table down,
   * `take` puts it where it belongs; after a cancel neither is called, and once `take` is called nothing can be cancelled any more.
   */
  read(
    side: Side,
    wanted: FileToRead,
    store: (dataset: Dataset) => Promise<void>,
    take: (dataset: Dataset) => Promise<void>,
    /** The same file in another way: the table stays on screen meanwhile, and for good where reading fails. */
    isAgain?: boolean,
  ): Promise<void>;
  /** Ends what a side reads or waits for; the side is at once as it was before. */
  cancel(side: Side): void;
  cancelAll(): void;
}

interface Reading {
  readonly before: SideState;
  readonly controller: AbortController;
}

/** Reads one file at a time, since two large ones would need the memory of both. */
export function createReadings({ state, patch, notify }: StateHolder): Readings {
  const running: Partial<Record<Side, Reading>> = {};
  let last: Promise<unknown> = Promise.resolve();

  const setSide = (side: Side, value: SideState): void => patch({ sides: { ...state().sides, [side]: value } });
  const cancel = (side: Side): void => {
    const reading = running[side];
    if (!reading) return;
    delete running[side];
    setSide(side, reading.before);
    reading.controller.abort();
  };

  return {
    async read(side, { file, settings }, store, take, isAgain = false) {
      cancel(side);
      const controller = new AbortController();
      const { signal } = controller;
      const before = state().sides[side];
      const reading = { before, controller };
      const shown = isAgain && before.status === 'ready' ? before.dataset : null;
      running[side] = reading;
      const show = (phase: (SideState & { status: 'reading' })['phase'], done = 0, total = file.size): void => {
        if (!signal.aborted) setSide(side, { status: 'reading', phase, fileName: file.name, done, total, shown });
      };
      const work = async (): Promise<void> => {
        if (signal.aborted) return;
        show('reading');
        try {
          const dataset = await readInWorker({ file, settings }, signal, (done, total) =>
            show(done < total ? 'reading' : 'arranging', done, total),
          );
          show('keeping', file.size);
          await store(dataset);
          if (signal.aborted) return;
          delete running[side];
          await take(dataset);
        } catch (thrown) {
          if (signal.aborted) return;
          const error = toAppError(thrown);
          setSide(side, shown ? before : { status: 'failed', fileName: file.name, error });
          if (shown) notify('error', 'reread-failed', { file: file.name }, error);
        } finally {
          if (running[side] === reading) delete running[side];
        }
      };
      show('waiting');
      const done = last.then(work);
      last = done;
      await done;
    },
    cancel,
    cancelAll() {
      cancel('left');
      cancel('right');
    },
  };
}

/** Reads a file in a worker of its own, which ends with the reading: large tables give their memory back only then. */
export async function readInWorker(
  { file, settings }: FileToRead,
  signal: AbortSignal = new AbortController().signal,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<Dataset> {
  if (signal.aborted) throw new AppError('job/cancelled');
  const worker = spawnParse();
  // Not asked to stop but ended: the answer of a large table would take a while to arrive.
  const end = (): void => worker.terminate();
  signal.addEventListener('abort', end, { once: true });
  try {
    return await worker.call('read', { source: { name: file.name, blob: file }, settings }, { onProgress });
  } finally {
    signal.removeEventListener('abort', end);
    worker.terminate();
  }
}
