import { columnsRead } from '../core/candidates/columns-read';
import { thresholdInForce } from '../core/links/auto-threshold';
import { isEndpointModel } from '../core/llm/endpoint-model';
import { AppError, throwIfCancelled, toAppError } from '../core/model/errors';
import type { RunRecord } from '../core/model/run-record';
import { type MatchSettings, QUICK_MODEL } from '../core/model/settings';
import type { CandidateSet, Dataset, Link, Sides } from '../core/model/types';
import type { WorkerClient } from '../rpc/client';
import type { FindAnswer, FindRequest, ModelDescription, VectorShard, VectorSource, WebGpuRefusal } from '../rpc/protocol';
import { searchWorkers } from '../rpc/spawn';
import { comparedTables } from './cleaned-tables';
import type { MatchPhase } from './contract';
import { EDITION } from './edition';
import { devicesFor, type EmbeddedTexts, embedInto } from './embedding/embedding';
import { handOver } from './handing-over';
import { endpointGate } from './llm/endpoint-gate';
import { addressOf, isQuickModel } from './models/model-places';
import { adapterFor } from './tuning/adapters';

export interface RunHooks {
  readonly signal: AbortSignal;
  onProgress(phase: MatchPhase, done: number, total: number): void;
  /** Candidates by letters alone, as soon as they are there. Without it they are not looked for. */
  onPreview?(found: RunResult): void;
}

export interface RunResult {
  readonly candidates: CandidateSet;
  readonly links: readonly Link[];
  readonly threshold: number;
  readonly model: (ModelDescription & { readonly threads: number; readonly fallback: WebGpuRefusal | null }) | null;
  /** Milliseconds. */
  readonly timings: { readonly embed: number; readonly search: number; readonly score: number; readonly link: number };
  readonly longTexts: number;
  readonly isCacheAvailable: boolean;
  /** How vectors were made; null where letters alone were compared. */
  readonly encoding?: RunRecord['encoding'];
}

export interface RunOptions {
  readonly useCache: boolean;
  /** Most workers that embed at once; absent: as many as cores. */
  readonly workers?: number;
}

/**
 * A whole run over two datasets in workers of its own, which are gone when it ends: their memory comes back only then. The page
 * and the page API both use it. A run whose worker crashes is done once more. Tables are given as their files have them: cleaning is done here.
 *
 * @throws AppError `input/unknown-column`, `input/column-empty`, `cleaning/…`, `model/…`, `adapter/absent`, `adapter/other-model`, `device/no-webassembly`, `worker/crashed`, `job/cancelled`
 */
export async function runMatch(
  datasets: Sides<Dataset>,
  settings: MatchSettings,
  options: RunOptions,
  hooks: RunHooks,
): Promise<RunResult> {
  if (EDITION === 'connected' && settings.score !== 'lexical' && isEndpointModel(settings.model))
    endpointGate.needEmbedding(settings.on);
  try {
    return await runOnce(datasets, settings, options, hooks);
  } catch (thrown) {
    // What was embedded is in the cache: a second go with new workers costs little, and a crash need not come again.
    if (toAppError(thrown).code !== 'worker/crashed' || hooks.signal.aborted) throw thrown;
    return await runOnce(datasets, settings, options, hooks);
  }
}

async function runOnce(
  datasets: Sides<Dataset>,
  settings: MatchSettings,
  options: RunOptions,
  hooks: RunHooks,
): Promise<RunResult> {
  const adapter = await adapterFor(settings);
  const { tables, transfer } = await columnsOf(await comparedTables(datasets, settings.cleaning, hooks.signal), settings);
  const controller = new AbortController();
  const { signal } = controller;
  const cancel = (): void => controller.abort();
  hooks.signal.addEventListener('abort', cancel, { once: true });
  throwIfCancelled(hooks.signal);
  let size = Number.POSITIVE_INFINITY;
  const search = searchWorkers.take();
  const links = { cardinality: settings.cardinality, threshold: settings.threshold, limits: settings.limits };
  const find = async (basis: FindRequest['basis'], phase: MatchPhase, embedded: EmbeddedTexts | null): Promise<RunResult> => {
    const onProgress = (done: number, total: number): void => hooks.onProgress(phase, done, total);
    const found = await search.call('find', { basis, links }, { signal, onProgress });
    return describe(found, thresholdInForce(settings.threshold, found.candidates), embedded);
  };
  const embed = (texts: Sides<readonly string[]>, model: string, source: VectorSource): Promise<EmbeddedTexts> => {
    const take = (shard: VectorShard) => search.call('take', { source, shard }, { signal, transfer: [shard.data.buffer] });
    const onProgress = source === 'chosen' ? hooks.onProgress : () => {};
    const device = source === 'chosen' ? settings.device : 'wasm';
    return embedInto(take, texts, model, { ...options, device }, signal, onProgress);
  };
  /** Vectors of earlier runs, where there is one for every text: then no model is loaded, and no device asked for. */
  const recall = async (textCounts: Sides<number>): Promise<EmbeddedTexts | null> => {
    if (!options.useCache || isQuickModel(settings.model) || isEndpointModel(settings.model)) return null;
    const startedAt = performance.now();
    // What is missing or broken is told when it is needed.
    const model = await addressOf(settings.model)
      .then((address) =>
        search.call('recall', { ...address, source: 'chosen', devices: devicesFor(settings.device) }, { signal }),
      )
      .catch(() => null);
    throwIfCancelled(signal);
    if (!model) return null;
    const total = textCounts.left + textCounts.right;
    hooks.onProgress('embedding', total, total);
    const milliseconds = performance.now() - startedAt;
    const kept = { shards: [], runtime: null, total, made: 0 };
    return { ...kept, model, workers: 1, fallback: null, milliseconds, longTexts: 0, isCacheAvailable: true };
  };
  try {
    const { textCounts } = await search.call('open', { tables, settings, adapter }, { signal, transfer });
    size = textCounts.left + textCounts.right;
    refuseEmpty(textCounts, datasets, settings);
    if (settings.score === 'lexical') return await find('letters', 'lexical', null);
    const wantsPreview = hooks.onPreview !== undefined && settings.score === 'hybrid';
    const previewLetters = async (): Promise<void> => hooks.onPreview?.(await find('letters', 'lexical', null));
    // Where vectors alone take a while, letters do not wait until it is known whether vectors are there.
    const isLarge = textCounts.left * (textCounts.right || textCounts.left) > PAIRS_WORTH_A_PREVIEW;
    const early = wantsPreview && isLarge ? previewLetters() : null;
    early?.catch(() => {});
    const known = await recall(textCounts);
    if (known) {
      await early;
      return await find('chosen', 'searching', known);
    }
    const texts = await search.call('texts', null, { signal });
    const wantsQuick = wantsPreview && settings.model !== QUICK_MODEL;
    // First candidates by meaning that cannot be had are done without. They come first: they take moments, the chosen model minutes.
    const quick = wantsQuick ? embed(texts, QUICK_MODEL, 'quick').catch(() => null) : Promise.resolve(null);
    const chosen = quick.then(() => embed(texts, settings.model, 'chosen'));
    chosen.catch(() => {});
    if (wantsPreview) {
      await (early ?? previewLetters());
      if (await quick) hooks.onPreview?.(await find('quick', 'lexical', null));
    }
    return await find('chosen', 'searching', await chosen);
  } catch (thrown) {
    controller.abort();
    throw hooks.signal.aborted ? new AppError('job/cancelled') : toAppError(thrown);
  } finally {
    hooks.signal.removeEventListener('abort', cancel);
    release(search, size);
  }
}

/** Texts of a run whose worker may stay for the next one: vectors of more hold memory that is better given back at once. */
const MOST_TEXTS_TO_STAY = 25_000;

/** Keeps the worker of a small run for the next one; one that was cancelled in the middle ends. */
function release(search: WorkerClient, texts: number): void {
  if (texts > MOST_TEXTS_TO_STAY || !search.isAtRest()) search.terminate();
  else
    search.call('close', null).then(
      () => searchWorkers.giveBack(search),
      () => search.terminate(),
    );
}

/** Fewer pairs are searched by vectors that are there about as soon as by letters. */
const PAIRS_WORTH_A_PREVIEW = 4e7;

function describe(found: FindAnswer, threshold: number, embedded: EmbeddedTexts | null): RunResult {
  return {
    candidates: found.candidates,
    links: found.links,
    threshold,
    model: embedded ? { ...embedded.model, threads: embedded.workers, fallback: embedded.fallback } : null,
    timings: { embed: embedded?.milliseconds ?? 0, search: found.searchMs, score: found.scoreMs, link: found.linkMs },
    longTexts: embedded?.longTexts ?? 0,
    isCacheAvailable: embedded?.isCacheAvailable ?? true,
    encoding: embedded && {
      device: embedded.model.device,
      kernel: embedded.runtime,
      workers: embedded.workers,
      texts: embedded.total,
      made: embedded.made,
      refusal: embedded.fallback,
    },
  };
}

/** The columns that a run reads; a table that is compared with itself stands on both sides. */
const columnsOf = (datasets: Sides<Dataset>, settings: MatchSettings) =>
  handOver(settings.task === 'deduplicate' ? { left: datasets.left, right: datasets.left } : datasets, columnsRead(settings));

function refuseEmpty(textCounts: Sides<number>, datasets: Sides<Dataset>, settings: MatchSettings): void {
  for (const side of settings.task === 'deduplicate' ? (['left'] as const) : (['left', 'right'] as const)) {
    if (textCounts[side] > 0) continue;
    throw new AppError('input/column-empty', { column: settings.on[side].join(', '), file: datasets[side].source.fileName });
  }
}
