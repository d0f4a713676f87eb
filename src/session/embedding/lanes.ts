import { AppError, toAppError } from '../../core/model/errors';
import { type EncodingWork, sliceWork } from '../../core/vectors/encoding-work';
import type { WorkerClient } from '../../rpc/client';
import type { LoadAnswer, LoadRequest } from '../../rpc/protocol';
import { createWatch, type Patience } from '../watch';
import { createWorkQueue, type Span, type WorkQueue } from '../work-queue';

/** A worker that loads a model. */
export interface Lane {
  readonly client: WorkerClient;
  readonly request: LoadRequest;
  readonly loaded: Promise<LoadAnswer>;
}

/** Starts workers, each of which loads the model at once. */
export function startLanes(count: number, spawn: () => WorkerClient, request: LoadRequest, signal: AbortSignal): Lane[] {
  return Array.from({ length: count }, () => {
    const client = spawn();
    const loaded = client.call('load', request, { signal });
    loaded.catch(() => {});
    return { client, request, loaded };
  });
}

export interface LaneHooks {
  /** Vectors of the texts `from`, `from` + 1, … of the work. */
  onVectors(from: number, dimensions: number, data: Float32Array<ArrayBuffer>): void;
  /** Texts of the work that are done; those of spans that are under way count. */
  onProgress(done: number): void;
}

/** What makes a lane worth trying again: with fewer beside it there is more memory, and neither a crash nor a loss need come again. */
export const MAY_GO_ON: ReadonlySet<string> = new Set([
  'device/out-of-memory',
  'device/lost',
  'worker/crashed',
  'worker/unresponsive',
]);

/** Progress comes with every group of texts, which are seconds on the slowest devices that were seen. */
const PATIENCE: Patience = { silenceMs: 120_000, startMs: 240_000 };

/**
 * Does all of the work on the lanes. When one runs out of memory, crashes or falls silent, the others finish what they can; what is left is done
 * by new ones. Ends the lanes.
 *
 * @param lanes at least one
 * @param startAgain starts other lanes after a failure of `count` ones; null gives up
 * @throws AppError `device/out-of-memory`, `device/lost`, `worker/…`, `model/…`, `job/cancelled`
 */
export async function runLanes(
  lanes: readonly Lane[],
  startAgain: (count: number, hasAdvanced: boolean) => readonly Lane[] | null,
  useCache: boolean,
  work: EncodingWork,
  signal: AbortSignal,
  hooks: LaneHooks,
): Promise<void> {
  const queue = createWorkQueue(work, lanes.length);
  const total = work.textStarts.length - 1;
  let done = 0;
  let running = lanes;
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  for (;;) {
    const before = done;
    const partial = running.map(() => 0);
    const endings = running.map((lane, index) =>
      runLane(lane, queue, useCache, work, either, {
        onVectors: (from, dimensions, data) => {
          done += data.length / dimensions;
          partial[index] = 0;
          hooks.onVectors(from, dimensions, data);
        },
        onProgress: (count) => {
          partial[index] = count;
          hooks.onProgress(done + partial.reduce((sum, part) => sum + part, 0));
        },
      }).finally(() => lane.client.terminate()),
    );
    const failures = (await settleAll(endings, () => stop.abort())).filter((failure) => failure !== null);
    if (done === total) return;
    const failure = failures[0] ?? new AppError('internal', { reason: 'work left over' });
    const others = startAgain(running.length, done > before);
    if (!others) throw failure;
    running = others;
  }
}

/**
 * Waits for all, also when some fail: what a worker still keeps after a cancel is not lost with it. Then throws the first failure.
 *
 * @param onFailure called as soon as one fails
 */
export async function settleAll<T extends readonly unknown[]>(
  promises: readonly [...{ [K in keyof T]: Promise<T[K]> }],
  onFailure: () => void,
): Promise<T> {
  for (const promise of promises) promise.catch(onFailure);
  const failures: unknown[] = [];
  const ends = await Promise.allSettled(
    promises.map((promise) => promise.catch((thrown) => Promise.reject(void failures.push(thrown)))),
  );
  if (failures.length > 0) throw failures[0];
  return ends.map((end) => (end as PromiseFulfilledResult<unknown>).value) as unknown as T;
}

const toUnresponsive = (seconds: number): AppError => new AppError('worker/unresponsive', { seconds });

/** Takes spans until there are none, or until a failure that others may not have, which is the answer. */
async function runLane(
  lane: Lane,
  queue: WorkQueue,
  useCache: boolean,
  work: EncodingWork,
  signal: AbortSignal,
  hooks: LaneHooks,
): Promise<AppError | null> {
  let span: Span | null = null;
  try {
    await lane.loaded;
    for (span = queue.take(); span; span = queue.take()) {
      const part = sliceWork(work, span.from, span.to);
      const answer = await createWatch(lane.client, toUnresponsive, PATIENCE).over((onLife) =>
        lane.client.call(
          'embed',
          { ...lane.request, useCache, work: part },
          {
            signal,
            transfer: [part.ids.buffer as ArrayBuffer],
            onProgress(count) {
              onLife();
              hooks.onProgress(count);
            },
          },
        ),
      );
      hooks.onVectors(work.groupStarts[span.from]!, answer.dimensions, answer.data);
      if (answer.stopped) {
        const doneGroups = part.groupStarts.indexOf(answer.done);
        span = { from: span.from + doneGroups, to: span.to };
        throw answer.stopped === 'out-of-memory'
          ? new AppError('device/out-of-memory', { model: lane.request.model })
          : lane.request.device === 'webgpu'
            ? new AppError('device/lost', { reason: 'lost' })
            : new AppError('model/failed', { model: lane.request.model, reason: 'no vectors' });
      }
    }
    return null;
  } catch (thrown) {
    const error = toAppError(thrown);
    if (!MAY_GO_ON.has(error.code)) throw error;
    if (span) queue.giveBack(span);
    return error;
  }
}
