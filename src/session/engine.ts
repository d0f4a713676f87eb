import { AUTO_THRESHOLD } from '../core/candidates/match-score';
import { AppError, throwIfCancelled, toAppError } from '../core/model/errors';
import type { MatchSettings } from '../core/model/settings';
import type { CandidateSet, Dataset, Link, Sides, TextSet } from '../core/model/types';
import { composeTexts } from '../core/text/compose';
import type { FindAnswer, ModelDescription, VectorShard } from '../rpc/protocol';
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
  readonly model: (ModelDescription & { readonly threads: number }) | null;
  /** Milliseconds. */
  readonly timings: { readonly embed: number; readonly search: number; readonly score: number; readonly link: number };
  readonly longTexts: number;
  readonly isCacheAvailable: boolean;
}

export interface RunOptions {
  readonly useCache: boolean;
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
  if (settings.blocking.length > 0) throw new AppError('input/invalid-option', { option: 'blocking' });
  if (Object.keys(settings.weights).length > 0) throw new AppError('input/invalid-option', { option: 'weights' });
  const texts = {
    left: composeSide(datasets.left, settings.on.left),
    right: composeSide(datasets.right, settings.on.right),
  };
  const controller = new AbortController();
  const cancel = (): void => controller.abort();
  hooks.signal.addEventListener('abort', cancel, { once: true });
  throwIfCancelled(hooks.signal);
  const search = spawnSearch();
  const links = { cardinality: settings.cardinality, threshold: thresholdOf(settings) };
  const find = (shards: readonly VectorShard[], kind: MatchSettings['score'], phase: MatchPhase): Promise<FindAnswer> =>
    search.call(
      'find',
      { texts, shards, links, settings: { candidatesPerRow: settings.candidatesPerRow, score: kind } },
      {
        signal: controller.signal,
        transfer: shards.map((shard) => shard.data.buffer),
        onProgress: (done, total) => hooks.onProgress(phase, done, total),
      },
    );
  const result = (found: FindAnswer, embedded: EmbeddedTexts | null): RunResult => ({
    candidates: found.candidates,
    links: found.links,
    threshold: links.threshold,
    model: embedded && { ...embedded.model, threads: embedded.workers },
    timings: { embed: embedded?.milliseconds ?? 0, search: found.searchMs, score: found.scoreMs, link: found.linkMs },
    longTexts: embedded?.longTexts ?? 0,
    isCacheAvailable: embedded?.isCacheAvailable ?? true,
  });
  try {
    if (settings.score === 'lexical') return result(await find([], 'lexical', 'lexical'), null);
    const embedding = embedSides(
      { left: texts.left.texts, right: texts.right.texts },
      settings.model,
      options,
      controller.signal,
      hooks,
    );
    embedding.catch(() => {});
    if (hooks.onPreview && settings.score === 'hybrid') {
      const preview = await find([], 'lexical', 'lexical');
      hooks.onPreview(result(preview, null));
    }
    const embedded = await embedding;
    return result(await find(embedded.shards, settings.score, 'searching'), embedded);
  } catch (thrown) {
    controller.abort();
    throw hooks.signal.aborted ? new AppError('job/cancelled') : toAppError(thrown);
  } finally {
    hooks.signal.removeEventListener('abort', cancel);
    search.terminate();
  }
}

function composeSide(dataset: Dataset, columns: readonly string[]): TextSet {
  const texts = composeTexts(dataset, columns);
  if (texts.texts.length === 0) {
    throw new AppError('input/column-empty', { column: columns.join(', '), file: dataset.source.fileName });
  }
  return texts;
}
