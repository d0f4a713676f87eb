import type { ClassExample } from '../core/classify/examples';
import type { AcceptedRow } from '../core/classify/prototypes';
import type { LinkageEvaluation, LinkageToEvaluate } from '../core/evaluation/evaluate-linkage';
import { type LearnedPairScores, MOST_ROWS_ALL_PAIRS, type PairExamples } from '../core/evaluation/pair-scores';
import type { ReviewedScores, SampleEstimate } from '../core/evaluation/sample/estimate-from-sample';
import { AppError, toAppError } from '../core/model/errors';
import type { MatchSettings, ScoreKind } from '../core/model/settings';
import { type Dataset, type ModelId, NO_TEXT, type Sides } from '../core/model/types';
import { buffersOf, pickColumns } from '../core/table/cells';
import { copyTable } from '../core/table/copy-cells';
import { composeRowTexts, type RowTexts } from '../core/text/row-texts';
import type { WorkerClient } from '../rpc/client';
import type { VectorShard } from '../rpc/protocol';
import { spawnEvaluate } from '../rpc/spawn';
import { withWorker } from '../rpc/with-worker';
import { comparedTables } from './cleaned-tables';
import type { FoundLinks, MatchPhase } from './contract';
import { embedSides } from './embedding';
import { thresholdOf } from './engine';

export interface JudgeSettings {
  readonly score: ScoreKind;
  readonly model: ModelId;
  readonly useCache: boolean;
}

export interface JudgeHooks {
  readonly signal: AbortSignal;
  onProgress(phase: MatchPhase, done: number, total: number): void;
}

/** A score for every row of one table: how well its left columns agree with its right ones; 0 where either are empty. */
export async function scoreRows(
  table: Dataset,
  on: { readonly left: readonly string[]; readonly right: readonly string[] },
  settings: JudgeSettings,
  hooks: JudgeHooks,
): Promise<Float32Array> {
  const texts = { left: composeRowTexts(table, on.left), right: composeRowTexts(table, on.right) };
  const shards = await embedTexts(texts.left.texts, texts.right.texts, settings, hooks);
  const rows = Uint32Array.from({ length: table.rowCount }, (_, row) => row);
  return inWorker(hooks, (worker, options) =>
    worker.call('scorePairs', { texts, shards, pairs: { left: rows, right: rows }, score: settings.score }, options),
  );
}

/** The same scores as rows whose answer is known teach them. Without vectors where the score is `lexical`. @throws AppError `input/too-few-examples` */
export async function learnRowScores(
  table: Dataset,
  on: { readonly left: readonly string[]; readonly right: readonly string[] },
  examples: PairExamples,
  settings: JudgeSettings,
  hooks: JudgeHooks,
): Promise<LearnedPairScores> {
  const texts = { left: composeRowTexts(table, on.left), right: composeRowTexts(table, on.right) };
  const shards = await embedTexts(texts.left.texts, texts.right.texts, settings, hooks);
  const rows = Uint32Array.from({ length: table.rowCount }, (_, row) => row);
  return inWorker(hooks, (worker, options) =>
    worker.call('learnPairScores', { texts, shards, pairs: { left: rows, right: rows }, examples }, options),
  );
}

/** Scores of all pairs of rows of one table, `[rows × rows]`. @throws AppError `input/too-many-rows` */
export async function scoreEveryPair(
  table: Dataset,
  on: readonly string[],
  settings: JudgeSettings,
  hooks: JudgeHooks,
): Promise<Float32Array> {
  if (table.rowCount > MOST_ROWS_ALL_PAIRS) {
    throw new AppError('input/too-many-rows', { rows: table.rowCount, most: MOST_ROWS_ALL_PAIRS });
  }
  const texts = { left: composeRowTexts(table, on), right: NO_TEXTS };
  const shards = await embedTexts(texts.left.texts, [], settings, hooks);
  return inWorker(hooks, (worker, options) =>
    worker.call('scorePairs', { texts, shards, pairs: null, score: settings.score }, options),
  );
}

/** A linkage against a truth, in a worker. Only the columns that it needs go there. @throws AppError `input/unknown-column` */
export async function evaluateInWorker(input: LinkageToEvaluate, hooks: Pick<JudgeHooks, 'signal'>): Promise<LinkageEvaluation> {
  const left = await copyTable(keepColumns(input.tables.left, [...input.on.left, input.ids.left]));
  const right = await copyTable(keepColumns(input.tables.right, [...input.on.right, input.ids.right]));
  const transfer = [...buffersOf(left), ...buffersOf(right)];
  return inWorker({ ...hooks, onProgress: () => {} }, (worker, options) =>
    worker.call('evaluate', { ...input, tables: { left, right } }, { ...options, transfer }),
  );
}

/** Precision and recall from the answers of a sample, in a worker. */
export function estimateInWorker(
  review: ReviewedScores,
  thresholds: readonly number[],
  hooks: Pick<JudgeHooks, 'signal'>,
): Promise<SampleEstimate> {
  return inWorker({ ...hooks, onProgress: () => {} }, (worker, options) =>
    worker.call('estimateSample', { review, thresholds }, options),
  );
}

function keepColumns(table: Dataset, names: readonly (string | null)[]): Dataset {
  const kept = [...table.columns.keys()].filter((at) => names.includes(table.columns[at]!.name));
  return pickColumns(table, kept);
}

/** One class a row, −1 for a row without text, with its probability. `examples` name rows and classes by index. */
export async function classifyTable(
  table: Dataset,
  on: readonly string[],
  classes: readonly string[],
  examples: readonly { readonly row: number; readonly label: number }[],
  settings: JudgeSettings,
  hooks: JudgeHooks,
): Promise<{ readonly label: Int32Array; readonly probability: Float32Array }> {
  const { texts, textOf } = composeRowTexts(table, on);
  const given = examples
    .map(({ row, label }): ClassExample => ({ text: textOf[row]!, label }))
    .filter(({ text }) => text !== NO_TEXT);
  const shards = await embedTexts(texts, classes, settings, hooks);
  const request = {
    texts: [...texts, ...classes],
    shards,
    classTexts: classes.map((_, c) => texts.length + c),
    examples: given,
    count: texts.length,
  };
  const found = await inWorker(hooks, (worker, options) => worker.call('classify', request, options));
  return {
    label: Int32Array.from(textOf, (text) => (text === NO_TEXT ? -1 : found.label[text]!)),
    probability: Float32Array.from(textOf, (text) => (text === NO_TEXT ? 0 : found.probability[text]!)),
  };
}

/**
 * The categories of a reference list ranked anew for every left row, by their names and by the rows that were accepted into them.
 *
 * @throws AppError as `runMatch`
 */
export async function rankByAccepted(
  given: Sides<Dataset>,
  settings: MatchSettings,
  accepted: readonly AcceptedRow[],
  useCache: boolean,
  hooks: JudgeHooks,
): Promise<FoundLinks> {
  const tables = await comparedTables(given, settings.cleaning, hooks.signal);
  const texts = {
    left: composeRowTexts(tables.left, settings.on.left),
    right: composeRowTexts(tables.right, settings.on.right),
  };
  const shards = await embedTexts(texts.left.texts, texts.right.texts, { ...settings, useCache }, hooks);
  const threshold = thresholdOf(settings);
  const links = { cardinality: settings.cardinality, threshold, limits: settings.limits };
  const { candidatesPerRow } = settings;
  const found = await inWorker(hooks, (worker, options) =>
    worker.call('learn', { texts, shards, accepted, candidatesPerRow, links }, options),
  );
  return { ...found, threshold };
}

const NO_TEXTS: RowTexts = { texts: [], textOf: new Uint32Array() };

async function embedTexts(
  left: readonly string[],
  right: readonly string[],
  { score, model, useCache }: JudgeSettings,
  hooks: JudgeHooks,
): Promise<readonly VectorShard[]> {
  if (score === 'lexical' || left.length + right.length === 0) return [];
  const { shards } = await embedSides({ left, right }, model, { useCache }, hooks.signal, hooks);
  return shards;
}

/** Runs one call in a worker of its own. */
async function inWorker<T>(
  hooks: JudgeHooks,
  call: (worker: WorkerClient, options: { signal: AbortSignal; onProgress: (done: number, total: number) => void }) => Promise<T>,
): Promise<T> {
  try {
    return await withWorker(spawnEvaluate, (worker) =>
      call(worker, {
        signal: hooks.signal,
        onProgress: (done, total) => hooks.onProgress('searching', done, total),
      }),
    );
  } catch (thrown) {
    throw hooks.signal.aborted ? new AppError('job/cancelled') : toAppError(thrown);
  }
}
