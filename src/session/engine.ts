import { columnsRead } from '../core/candidates/columns-read';
import { AUTO_THRESHOLD } from '../core/candidates/score/match-score';
import { AppError, throwIfCancelled, toAppError } from '../core/model/errors';
import { type MatchSettings, QUICK_MODEL } from '../core/model/settings';
import type { CandidateSet, Dataset, Link, Sides } from '../core/model/types';
import { type ComparedTable, takeColumns } from '../core/text/records';
import type { FindAnswer, FindRequest, ModelDescription, VectorShard, VectorSource, WebGpuRefusal } from '../rpc/protocol';
import { spawnSearch } from '../rpc/spawn';
import type { MatchPhase } from './contract';
import { type EmbeddedTexts, embedSides } from './embedding';

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
}

export interface RunOptions {
  readonly useCache: boolean;
  /** Most workers that embed at once; absent: as many as cores. */
  readonly workers?: number;
}

/** The number that a threshold setting stands for; null links everything, which is a threshold of 0. */
export function thresholdOf(settings: MatchSettings): number {
  return settings.threshold === 'auto' ? AUTO_THRESHOLD : (settings.threshold ?? 0);
}

/**
 * A whole run over two datasets in workers of its own, which are gone when it ends: their memory comes back only then. The page
 * and the page API both use it.
 *
 * @throws AppError `input/unknown-column`, `input/column-empty`, `model/…`, `device/no-webassembly`, `worker/crashed`, `job/cancelled`
 */
export async function runMatch(
  datasets: Sides<Dataset>,
  settings: MatchSettings,
  options: RunOptions,
  hooks: RunHooks,
): Promise<RunResult> {
  const tables = comparedTables(datasets, settings);
  const controller = new AbortController();
  const { signal } = controller;
  const cancel = (): void => controller.abort();
  hooks.signal.addEventListener('abort', cancel, { once: true });
  throwIfCancelled(hooks.signal);
  const search = spawnSearch();
  const links = { cardinality: settings.cardinality, threshold: thresholdOf(settings), limits: settings.limits };
  const find = async (basis: FindRequest['basis'], phase: MatchPhase, embedded: EmbeddedTexts | null): Promise<RunResult> => {
    const onProgress = (done: number, total: number): void => hooks.onProgress(phase, done, total);
    return describe(await search.call('find', { basis, links }, { signal, onProgress }), links.threshold, embedded);
  };
  const embed = async (texts: Sides<readonly string[]>, model: string, source: VectorSource): Promise<EmbeddedTexts> => {
    const taken: Promise<unknown>[] = [];
    const onVectors = (shard: VectorShard): void => {
      const taking = search.call('take', { source, shard }, { signal, transfer: [shard.data.buffer] });
      taking.catch(() => {});
      taken.push(taking);
    };
    const onProgress = source === 'chosen' ? hooks.onProgress : () => {};
    const device = source === 'chosen' ? settings.device : 'wasm';
    const embedded = await embedSides(texts, model, { ...options, device }, signal, { onProgress, onVectors });
    await Promise.all(taken);
    return embedded;
  };
  try {
    const { texts } = await search.call('open', { tables, settings }, { signal });
    refuseEmpty(texts, datasets, settings);
    if (settings.score === 'lexical') return await find('letters', 'lexical', null);
    const wantsPreview = hooks.onPreview !== undefined && settings.score === 'hybrid';
    const wantsQuick = wantsPreview && settings.model !== QUICK_MODEL;
    // First candidates by meaning that cannot be had are done without. They come first: they take moments, the chosen model minutes.
    const quick = wantsQuick ? embed(texts, QUICK_MODEL, 'quick').catch(() => null) : Promise.resolve(null);
    const chosen = quick.then(() => embed(texts, settings.model, 'chosen'));
    chosen.catch(() => {});
    if (wantsPreview) {
      hooks.onPreview?.(await find('letters', 'lexical', null));
      if (await quick) hooks.onPreview?.(await find('quick', 'lexical', null));
    }
    return await find('chosen', 'searching', await chosen);
  } catch (thrown) {
    controller.abort();
    throw hooks.signal.aborted ? new AppError('job/cancelled') : toAppError(thrown);
  } finally {
    hooks.signal.removeEventListener('abort', cancel);
    search.terminate();
  }
}

function describe(found: FindAnswer, threshold: number, embedded: EmbeddedTexts | null): RunResult {
  return {
    candidates: found.candidates,
    links: found.links,
    threshold,
    model: embedded ? { ...embedded.model, threads: embedded.workers, fallback: embedded.fallback } : null,
    timings: { embed: embedded?.milliseconds ?? 0, search: found.searchMs, score: found.scoreMs, link: found.linkMs },
    longTexts: embedded?.longTexts ?? 0,
    isCacheAvailable: embedded?.isCacheAvailable ?? true,
  };
}

/** The columns that a run reads; a table that is compared with itself stands on both sides. */
function comparedTables(datasets: Sides<Dataset>, settings: MatchSettings): Sides<ComparedTable> {
  const names = columnsRead(settings);
  const left = takeColumns(datasets.left, names.left);
  return { left, right: settings.task === 'deduplicate' ? left : takeColumns(datasets.right, names.right) };
}

function refuseEmpty(texts: Sides<readonly string[]>, datasets: Sides<Dataset>, settings: MatchSettings): void {
  for (const side of settings.task === 'deduplicate' ? (['left'] as const) : (['left', 'right'] as const)) {
    if (texts[side].length > 0) continue;
    throw new AppError('input/column-empty', { column: settings.on[side].join(', '), file: datasets[side].source.fileName });
  }
}
