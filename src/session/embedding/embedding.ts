import { isEndpointModel } from '../../core/llm/endpoint-model';
import { AppError, toAppError } from '../../core/model/errors';
import type { MatchSettings } from '../../core/model/settings';
import type { Sides } from '../../core/model/types';
import { spreadVectors } from '../../core/vectors/distinct-texts';
import type { EncodingDevice, EncodingRuntime } from '../../core/vectors/encoder';
import type { ModelDescription, VectorShard, WebGpuRefusal } from '../../rpc/protocol';
import { spawnEmbed } from '../../rpc/spawn';
import type { MatchPhase } from '../contract';
import { EDITION } from '../edition';
import { embedByEndpoint } from '../llm/endpoint-embedding';
import { addressOf, isQuickModel } from '../models/model-places';
import { createLanePool } from './lane-pool';
import { type Lane, MAY_GO_ON, runLanes, settleAll } from './lanes';
import { workersFor } from './workers-for';

/** Devices whose cached vectors will do, in order of preference: those of WebAssembly before those of WebGPU, unless one is asked for. */
export const devicesFor = (device: MatchSettings['device']): readonly EncodingDevice[] =>
  device === 'auto' ? ['wasm', 'webgpu'] : [device];

export interface EmbeddingOptions {
  readonly useCache: boolean;
  /** Most workers that embed at once; absent: as many as cores. */
  readonly workers?: number;
  /** `auto`: WebGPU where it is right and faster. Absent: `wasm`. */
  readonly device?: MatchSettings['device'];
}

export interface EmbeddingHooks {
  onProgress(phase: MatchPhase, done: number, total: number): void;
  /** Takes vectors as they come, which are then not part of the answer. Of two for one place the later one holds. */
  onVectors?(shard: VectorShard): void;
}

export interface EmbeddedTexts {
  /** Why WebGPU was not used; null when it was, or when nobody could expect it. */
  readonly fallback: WebGpuRefusal | null;
  /** All vectors, or none where `onVectors` took them. */
  readonly shards: readonly VectorShard[];
  readonly model: ModelDescription;
  readonly workers: number;
  /** Which program made vectors; null where all were there already. */
  readonly runtime: EncodingRuntime | null;
  /** Distinct texts, and those whose vectors were made now. */
  readonly total: number;
  readonly made: number;
  readonly milliseconds: number;
  /** Texts so long that some of their tokens were left out. */
  readonly longTexts: number;
  readonly isCacheAvailable: boolean;
}

/**
 * Vectors of the texts of both sides, numbered from the first left one to the last right one. One worker looks into the cache and
 * tokenises; what the cache lacks is embedded by several workers of one thread each. A text that occurs again, or differs only in
 * white space or Unicode form, is embedded once. Where the graphics processor is lost on the way, all texts are embedded by WebAssembly.
 *
 * @throws AppError `model/unknown`, `model/…`, `device/…`, `worker/crashed`, `job/cancelled`
 */
export async function embedSides(
  texts: Sides<readonly string[]>,
  model: string,
  options: EmbeddingOptions,
  signal: AbortSignal,
  hooks: EmbeddingHooks,
): Promise<EmbeddedTexts> {
  if (EDITION === 'connected' && isEndpointModel(model)) return embedByEndpoint(texts, model, options, signal, hooks);
  const address = await addressOf(model);
  // A table of token vectors is quicker than any cache, and one worker does.
  const isTable = isQuickModel(model);
  const useCache = options.useCache && !isTable;
  const cores = isTable ? 1 : workersFor(address, options.workers ?? (navigator.hardwareConcurrency || 1));
  const startedAt = performance.now();
  const shards: VectorShard[] = [];
  const deliver = hooks.onVectors ?? ((shard: VectorShard) => void shards.push(shard));
  const stop = new AbortController();
  const abort = (): void => stop.abort();
  signal.addEventListener('abort', abort, { once: true });
  if (signal.aborted) stop.abort();
  hooks.onProgress('loading-model', 0, texts.left.length + texts.right.length);
  const pool = createLanePool(address, isTable ? 'wasm' : (options.device ?? 'wasm'), cores, spawnEmbed, stop.signal);
  const planner = spawnEmbed();
  try {
    await pool.chooseDevice();
    let lanes: readonly Lane[] = [];
    const plan = await planner.call(
      'plan',
      { ...address, device: pool.device, useCache, texts: [...texts.left, ...texts.right] },
      {
        signal: stop.signal,
        onProgress(found, total) {
          if (found < total) lanes = pool.start(total - found);
        },
      },
    );
    const total = plan.placeStarts.length - 1;
    const progress = { found: 0, made: 0 };
    const report = (): void => hooks.onProgress('embedding', progress.found + progress.made, total);
    const readFound = async (): Promise<boolean> => {
      for (const { block, rows, texts: found } of plan.hits) {
        const vectors = await planner.call('readVectors', { block, rows }, { signal: stop.signal });
        if (!vectors) return false;
        deliver(spreadVectors(plan, found, vectors.dimensions, vectors.data));
        progress.found += found.length;
        report();
      }
      planner.terminate();
      return true;
    };
    const makeMissing = async (): Promise<void> => {
      if (plan.order.length === 0) return;
      await runLanes(lanes, pool.startAgain, useCache, plan.work, stop.signal, {
        onVectors(from, dimensions, data) {
          const made = plan.order.subarray(from, from + data.length / dimensions);
          deliver(spreadVectors(plan, made, dimensions, data));
        },
        onProgress(done) {
          progress.made = done;
          report();
        },
      });
    };
    const [areFoundRead] = await settleAll([readFound(), makeMissing()], abort);
    // Somebody emptied the cache since it was asked.
    if (!areFoundRead) return await embedSides(texts, model, { ...options, useCache: false }, signal, hooks);
    return {
      shards,
      model: { ...plan.model, device: pool.device },
      fallback: pool.refusal,
      workers: Math.max(1, lanes.length),
      runtime: plan.order.length > 0 ? await runtimeOf(lanes) : null,
      total,
      made: plan.order.length,
      milliseconds: performance.now() - startedAt,
      longTexts: plan.shortened,
      isCacheAvailable: plan.isCacheAvailable || !useCache,
    };
  } catch (thrown) {
    if (signal.aborted) throw new AppError('job/cancelled');
    const error = toAppError(thrown);
    if (pool.device !== 'webgpu' || !MAY_GO_ON.has(error.code)) throw error;
    planner.terminate();
    pool.end();
    // All of it anew: vectors of two devices differ a little, and are never compared with each other.
    return { ...(await embedSides(texts, model, { ...options, device: 'wasm' }, signal, hooks)), fallback: 'lost' };
  } finally {
    stop.abort();
    signal.removeEventListener('abort', abort);
    planner.terminate();
    pool.end();
  }
}

/**
 * The same, with each shard given to `take`, which hands it to a worker; settles once all are taken.
 *
 * @throws AppError as `embedSides`, and what `take` throws
 */
export async function embedInto(
  take: (shard: VectorShard) => Promise<unknown>,
  texts: Sides<readonly string[]>,
  model: string,
  options: EmbeddingOptions,
  signal: AbortSignal,
  onProgress: EmbeddingHooks['onProgress'],
): Promise<EmbeddedTexts> {
  const taken: Promise<unknown>[] = [];
  const onVectors = (shard: VectorShard): void => {
    const taking = take(shard);
    // Told below, once embedding has ended.
    taking.catch(() => {});
    taken.push(taking);
  };
  const embedded = await embedSides(texts, model, options, signal, { onProgress, onVectors });
  await Promise.all(taken);
  return embedded;
}

async function runtimeOf([lane]: readonly Lane[]): Promise<EncodingRuntime | null> {
  const answer = await lane?.loaded.catch(() => null);
  return answer && 'model' in answer ? (answer.runtime ?? null) : null;
}
