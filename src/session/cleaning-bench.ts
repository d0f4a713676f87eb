import type { CleaningPreview } from '../core/cleaning/preview';
import type { CleaningStep } from '../core/cleaning/steps';
import type { CleaningSuggestion } from '../core/cleaning/suggest-steps';
import { AppError } from '../core/model/errors';
import type { Dataset } from '../core/model/types';
import { buffersOf } from '../core/table/cells';
import { copyTable } from '../core/table/copy-cells';
import type { WorkerClient } from '../rpc/client';
import { spawnClean } from '../rpc/spawn';
import { createCleaningWatch } from './watch';

/** A worker that holds one table, to see what steps would do to it. Starts when it is first asked, and again after a pattern that hung. */
export interface CleaningBench {
  /** First of some rows, then of all of them. @throws AppError `cleaning/…`, `input/unknown-column`, `job/cancelled` */
  preview(steps: readonly CleaningStep[], onPreview: (preview: CleaningPreview) => void, signal: AbortSignal): Promise<void>;
  suggest(signal: AbortSignal): Promise<readonly CleaningSuggestion[]>;
  end(): void;
}

const SAMPLE_ROWS = 5_000;

export function createCleaningBench(dataset: Dataset): CleaningBench {
  let opening: Promise<WorkerClient> | null = null;
  const open = (): Promise<WorkerClient> => {
    opening ??= (async () => {
      const table = await copyTable({ ...dataset, problems: [] });
      const worker = spawnClean();
      await worker.call('openToClean', { table }, { transfer: buffersOf(table) });
      return worker;
    })();
    const mine = opening;
    mine.catch(() => {
      if (opening === mine) opening = null;
    });
    return mine;
  };
  const end = (): void => {
    opening?.then(
      (worker) => worker.terminate(),
      () => {},
    );
    opening = null;
  };
  /** A worker that has hung or did not stop has ended: the next call starts another. */
  const guarded = async <T>(call: (worker: WorkerClient, onProgress: () => void) => Promise<T>): Promise<T> => {
    const worker = await open();
    try {
      return await createCleaningWatch(worker, dataset.source.fileName).over((onProgress) => call(worker, onProgress));
    } catch (thrown) {
      if (!worker.isAtRest()) end();
      throw thrown;
    }
  };
  const look = (steps: readonly CleaningStep[], most: number, signal: AbortSignal) =>
    guarded((worker, onProgress) => worker.call('previewCleaning', { steps, most }, { signal, onProgress }));
  return {
    async preview(steps, onPreview, signal) {
      const first = await look(steps, SAMPLE_ROWS, signal);
      if (signal.aborted) throw new AppError('job/cancelled');
      onPreview(first);
      if (first.rows === dataset.rowCount) return;
      const whole = await look(steps, dataset.rowCount, signal);
      if (!signal.aborted) onPreview(whole);
    },
    suggest: (signal) => guarded((worker, onProgress) => worker.call('suggestCleaning', null, { signal, onProgress })),
    end,
  };
}
