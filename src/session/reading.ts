import { AppError, toAppError } from '../core/model/errors';
import type { Dataset, ReadSettings, Side, SourceFile } from '../core/model/types';
import type { StackSettings } from '../core/table/stack';
import type { StackAnswer } from '../rpc/protocol';
import { spawnParse } from '../rpc/spawn';
import type { SideState } from './contract';
import type { StateHolder } from './state';

/** A file, and how it is to be read. */
export interface FileToRead {
  readonly file: File;
  readonly settings: ReadSettings;
}

/** Files that become one table; `label` is what the source column says. */
export interface FilesToStack {
  readonly parts: readonly (FileToRead & { readonly label: string })[];
  readonly settings: StackSettings;
}

/** What one side is read from. */
export type Wanted = FileToRead | FilesToStack;

export const isStack = (wanted: Wanted): wanted is FilesToStack => 'parts' in wanted;

export interface Readings {
  /**
   * Reads a file for one side when those that were asked for before are done; until then the side waits. `store` writes the table down,
   * `take` puts it where it belongs; after a cancel neither is called, and once `take` is called nothing can be cancelled any more.
   */
  read(
    side: Side,
    wanted: Wanted,
    store: (dataset: Dataset) => Promise<void>,
    take: (read: StackAnswer) => Promise<void>,
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
    async read(side, wanted, store, take, isAgain = false) {
      cancel(side);
      const controller = new AbortController();
      const { signal } = controller;
      const before = state().sides[side];
      const reading = { before, controller };
      const shown = isAgain && before.status === 'ready' ? before.dataset : null;
      running[side] = reading;
      const { fileName, size } = describe(wanted);
      const show = (phase: (SideState & { status: 'reading' })['phase'], done = 0, total = size): void => {
        if (!signal.aborted) setSide(side, { status: 'reading', phase, fileName, done, total, shown });
      };
      const work = async (): Promise<void> => {
        if (signal.aborted) return;
        show('reading');
        try {
          const read = await readInWorker(wanted, signal, (done, total) =>
            show(done < total ? 'reading' : 'arranging', done, total),
          );
          show('keeping', size);
          await store(read.dataset);
          if (signal.aborted) return;
          delete running[side];
          await take(read);
        } catch (thrown) {
          if (signal.aborted) return;
          const error = toAppError(thrown);
          setSide(side, shown ? before : { status: 'failed', fileName, error });
          if (shown) notify('error', 'reread-failed', { file: fileName }, error);
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

const describe = (wanted: Wanted): { readonly fileName: string; readonly size: number } => {
  if (!isStack(wanted)) return { fileName: wanted.file.name, size: wanted.file.size };
  const fileName = wanted.parts[0]!.file.name;
  const others = new Set(wanted.parts.map(({ file }) => file)).size - 1;
  const size = wanted.parts.reduce((sum, { file }) => sum + file.size, 0);
  return { fileName: others > 0 ? `${fileName} + ${others}` : fileName, size };
};

/** Reads a table in a worker of its own, which ends with the reading: large tables give their memory back only then. */
export async function readInWorker(
  wanted: Wanted,
  signal: AbortSignal = new AbortController().signal,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<StackAnswer> {
  if (signal.aborted) throw new AppError('job/cancelled');
  const worker = spawnParse();
  // Not asked to stop but ended: the answer of a large table would take a while to arrive.
  const end = (): void => worker.terminate();
  signal.addEventListener('abort', end, { once: true });
  const watch = watchForProgress(describe(wanted).size, end);
  const heard = (done: number, total: number): void => {
    watch.heard();
    onProgress(done, total);
  };
  const sourceOf = (file: File): SourceFile => ({ name: file.name, blob: file });
  try {
    if (!isStack(wanted)) {
      const { file, settings } = wanted;
      return { dataset: await worker.call('read', { source: sourceOf(file), settings }, { onProgress: heard }), failures: [] };
    }
    const parts = wanted.parts.map(({ file, settings, label }) => ({ source: sourceOf(file), settings, label }));
    return await worker.call('stack', { parts, settings: wanted.settings }, { onProgress: heard });
  } catch (thrown) {
    throw watch.hasEnded() ? new AppError('file/stalled', { file: describe(wanted).fileName }) : thrown;
  } finally {
    watch.stop();
    signal.removeEventListener('abort', end);
    worker.terminate();
  }
}

const SILENT_SECONDS = 10;
const SILENT_SECONDS_A_MEGABYTE = 2;

/**
 * Ends what has not been heard of for ten seconds and two more for each megabyte: a damaged file can keep a decoder going round for ever.
 * Seconds are counted one by one, so that those of a closed laptop do not count.
 */
function watchForProgress(sizeBytes: number, end: () => void) {
  const most = SILENT_SECONDS + SILENT_SECONDS_A_MEGABYTE * (sizeBytes / 1e6);
  let silent = 0;
  let hasEnded = false;
  const timer = setInterval(() => {
    if (++silent <= most) return;
    clearInterval(timer);
    hasEnded = true;
    end();
  }, 1000);
  return {
    heard: () => {
      silent = 0;
    },
    hasEnded: () => hasEnded,
    stop: () => clearInterval(timer),
  };
}
