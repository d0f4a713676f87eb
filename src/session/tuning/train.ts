import { leftIsUnique, rightIsUnique } from '../../core/decisions/verdicts';
import { sampleForTraining } from '../../core/learning/training-sample';
import { AppError, toAppError } from '../../core/model/errors';
import type { MatchSettings } from '../../core/model/settings';
import type { Dataset } from '../../core/model/types';
import { hashOfWeights } from '../../core/models/model-manifest';
import { buffersOf, columnIndex, pickColumns, takeRows } from '../../core/table/cells';
import type { Adapter, TrainingSummary } from '../../core/tuning/adapter';
import { LEAST_MATCHES, type TuningOptions } from '../../core/tuning/options';
import type { TrainingProgress } from '../../core/tuning/trainer';
import type { WorkerClient } from '../../rpc/client';
import type { TunedCheck, VectorShard } from '../../rpc/protocol';
import { spawnTune } from '../../rpc/spawn';
import { withWorker } from '../../rpc/with-worker';
import { devicesFor, embedInto } from '../embedding/embedding';
import { copyColumns } from '../handing-over';
import { addressOf, isQuickModel, manifestOf } from '../models/model-places';
import type { TrainingRows } from './training-source';

/** Vectors are fetched, rounds of training go by, what was learned is measured. */
export type TrainingPhase = 'vectors' | 'training' | 'finishing';

export interface TrainingHooks {
  readonly signal: AbortSignal;
  /** Of `vectors` in texts, of `training` a share of 1. */
  onProgress(phase: TrainingPhase, done: number, total: number): void;
  /** The first is there before the first round. */
  onRound(progress: TrainingProgress): void;
  /** Asked between portions: true ends the training with the best round so far. */
  isEnough?(): boolean;
}

export interface TrainingRequest extends TrainingRows {
  readonly settings: Pick<MatchSettings, 'model' | 'device'>;
  readonly useCache: boolean;
  readonly name: string;
  readonly options: TuningOptions;
}

export interface TrainedAdapter {
  /** null where nothing was better than the model alone. */
  readonly adapter: Adapter | null;
  readonly summary: TrainingSummary;
  /** Weights of compared left columns other than 1, 0…5, where they find more; also without an adapter. */
  readonly columnWeights: Readonly<Record<string, number>> | null;
  /** Of rows with a known partner, where it learned from made-up variants and some are known: then it is kept only where none is lost. */
  readonly check: TunedCheck | null;
  /** Rows that it was trained and checked among, where the tables have more. */
  readonly sampled: { readonly rows: number; readonly all: number } | null;
}

/** The named columns of a table, of all its rows or of some, to be moved to a worker. @throws AppError `input/unknown-column` */
async function copyRows(table: Dataset, columns: readonly string[], rows: Uint32Array | null): Promise<Dataset> {
  if (!rows) return copyColumns(table, columns);
  const places = columns.map((name) => columnIndex(table, name));
  const missing = places.indexOf(-1);
  if (missing >= 0) throw new AppError('input/unknown-column', { column: columns[missing]!, file: table.source.fileName });
  return takeRows(pickColumns(table, places), rows);
}

/** How long training goes on before it is shown again, and may be ended. */
const SHOW_EVERY_MS = 250;

/**
 * Trains an adapter in a worker of its own, which is gone when it ends. Vectors of the rows come from the cache, where it has them all;
 * else those that it lacks are made. Of tables with more than 20,000 rows a sample is looked at: `sampleForTraining`.
 *
 * @throws AppError `adapter/too-few-pairs`, `input/unknown-column`, `model/…`, `device/…`, `worker/crashed`, `job/cancelled`
 */
export async function trainAdapter(request: TrainingRequest, hooks: TrainingHooks): Promise<TrainedAdapter> {
  const { tables, on, name, options } = request;
  const { signal } = hooks;
  const { model } = request.settings;
  try {
    hooks.onProgress('vectors', 0, 0);
    const manifest = await manifestOf(model);
    const counts = { left: tables.left.rowCount, right: (tables.right ?? tables.left).rowCount };
    const sample = sampleForTraining(request.pairs, counts, tables.right === null);
    const { pairs } = sample;
    const left = await copyRows(tables.left, on.left, sample.left);
    const right = tables.right && (await copyRows(tables.right, on.right, sample.right));
    const transfer = [...buffersOf(left), ...(right ? buffersOf(right) : [])];
    return await withWorker(spawnTune, async (worker) => {
      const variantSeed = request.isOfVariants ? options.seed : undefined;
      await worker.call('openToTune', { left, right, on, variantSeed }, { signal, transfer });
      await fetchVectors(worker, request, hooks);
      let progress = await worker.call('startTuning', { pairs, options }, { signal });
      while (!progress.isDone && !hooks.isEnough?.()) {
        hooks.onProgress('training', progress.share, 1);
        hooks.onRound(progress);
        progress = await worker.call('goOnTuning', { milliseconds: SHOW_EVERY_MS }, { signal });
      }
      hooks.onRound(progress);
      hooks.onProgress('finishing', 0, 0);
      const base = { model, sha256: hashOfWeights(manifest), dimensions: manifest.dimensions };
      const { adapter, summary, columnWeights } = await worker.call(
        'finishTuning',
        { name, base, createdAt: new Date().toISOString() },
        { signal },
      );
      // Before and after on what a person has decided: variants alone do not tell whether real matches get better.
      const isKnown = request.isOfVariants && adapter && pairs.isMatch.filter((is) => is === 1).length >= LEAST_MATCHES;
      const check = isKnown ? await worker.call('checkTuned', { pairs }, { signal }) : null;
      const all = counts.left + (right ? counts.right : 0);
      const rows = left.rowCount + (right?.rowCount ?? 0);
      const sampled = rows < all ? { rows, all } : null;
      return { adapter: check && check.after < check.before ? null : adapter, summary, columnWeights, check, sampled };
    });
  } catch (thrown) {
    throw signal.aborted ? new AppError('job/cancelled') : toAppError(thrown);
  }
}

async function fetchVectors(
  worker: WorkerClient,
  { settings: { model, device }, useCache }: TrainingRequest,
  { signal, onProgress }: TrainingHooks,
): Promise<void> {
  const devices = devicesFor(device);
  if (useCache && !isQuickModel(model)) {
    const address = await addressOf(model);
    if (await worker.call('recallToTune', { ...address, devices }, { signal })) return;
  }
  const texts = await worker.call('textsToTune', null, { signal });
  const take = (shard: VectorShard) => worker.call('takeToTune', shard, { signal, transfer: [shard.data.buffer] });
  await embedInto(take, texts, model, { useCache, device }, signal, (_, done, total) => onProgress('vectors', done, total));
}

/** Whether every other candidate of a record with a partner is wrong, however near it is. */
export const isOneToOne = ({ task, cardinality }: Pick<MatchSettings, 'task' | 'cardinality'>): boolean =>
  task === 'link' && leftIsUnique(cardinality) && rightIsUnique(cardinality);
