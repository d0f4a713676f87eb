import type { AcceptedRow } from '../core/classify/prototypes';
import type { RecordIds } from '../core/evaluation/guess-truth';
import { type LearnedPairScores, MOST_ROWS_ALL_PAIRS, type PairExamples } from '../core/evaluation/pair-scores';
import type { ReviewedScores, SampleEstimate } from '../core/evaluation/sample/estimate-from-sample';
import { columnsOfTruth, type GuessedColumn, type GuessedFile, type TruthSource } from '../core/evaluation/truth-source';
import { thresholdInForce } from '../core/links/auto-threshold';
import { AppError, throwIfCancelled, toAppError } from '../core/model/errors';
import type { MatchSettings, ScoreKind } from '../core/model/settings';
import type { Dataset, ModelId, Sides } from '../core/model/types';
import { buffersOf, pickColumns } from '../core/table/cells';
import { copyTable } from '../core/table/copy-cells';
import { suggestRecordId } from '../core/table/record-id';
import type { RowTexts } from '../core/text/row-texts';
import type { Adapter } from '../core/tuning/adapter';
import type { WorkerClient } from '../rpc/client';
import type { EvaluatedLinkage, EvaluatedScores, EvaluateRequest, GivenVectors } from '../rpc/protocol';
import { spawnEvaluate } from '../rpc/spawn';
import { withWorker } from '../rpc/with-worker';
import { comparedTables } from './cleaned-tables';
import type { FoundLinks, MatchPhase } from './contract';
import { copyCandidates } from './copied-candidates';
import { embedSides } from './embedding/embedding';
import { copyColumns } from './handing-over';
import { sketched } from './looking';
import { adapterFor } from './tuning/adapters';

export interface JudgeSettings {
  readonly score: ScoreKind;
  readonly model: ModelId;
  /** As in `MatchSettings`. */
  readonly adapter?: string | null;
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
  const [left, right] = await textsOf(table, [on.left, on.right], hooks);
  const texts = { left: left!, right: right! };
  const vectors = await embedTexts(texts.left.texts, texts.right.texts, settings, hooks);
  const rows = Uint32Array.from({ length: table.rowCount }, (_, row) => row);
  return inWorker(hooks, (worker, options) =>
    worker.call('scorePairs', { texts, ...vectors, pairs: { left: rows, right: rows }, score: settings.score }, options),
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
  const [left, right] = await textsOf(table, [on.left, on.right], hooks);
  const texts = { left: left!, right: right! };
  const vectors = await embedTexts(texts.left.texts, texts.right.texts, settings, hooks);
  const rows = Uint32Array.from({ length: table.rowCount }, (_, row) => row);
  return inWorker(hooks, (worker, options) =>
    worker.call('learnPairScores', { texts, ...vectors, pairs: { left: rows, right: rows }, examples }, options),
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
  const [left] = await textsOf(table, [on], hooks);
  const texts = { left: left!, right: NO_TEXTS };
  const vectors = await embedTexts(texts.left.texts, [], settings, hooks);
  return inWorker(hooks, (worker, options) =>
    worker.call('scorePairs', { texts, ...vectors, pairs: null, score: settings.score }, options),
  );
}

/** A linkage against a truth, in a worker. Only the columns that it needs go there. @throws AppError `input/unknown-column` */
export async function evaluateInWorker(input: EvaluateRequest, hooks: Pick<JudgeHooks, 'signal'>): Promise<EvaluatedLinkage> {
  const { signal } = hooks;
  const wanted = columnsOfTruth(input.source);
  const tables = await copySides(input.tables, input.on);
  const named = await copySides(input.named, wanted);
  const { source, moved } = await copySource(input.source);
  const { candidates, transfer } = await copyCandidates(input.candidates);
  throwIfCancelled(signal);
  const buffers = [...sideBuffers(tables), ...sideBuffers(named), ...moved, ...transfer];
  return inWorker({ signal, onProgress: () => {} }, (worker, options) =>
    worker.call('evaluate', { ...input, tables, named, source, candidates }, { ...options, transfer: buffers }),
  );
}

/** Where a truth is likely to stand in a file, found in a worker by what is in its columns and in those of the tables. */
export async function guessTruthFile(
  given: Dataset,
  sides: Sides<Dataset>,
  hooks: Pick<JudgeHooks, 'signal'>,
): Promise<GuessedFile> {
  const recordIds = await knownRecordIds(sides);
  const table = await copyTable(withoutSketch(given));
  const tables = await copySides(sides, null);
  const transfer = [...buffersOf(table), ...sideBuffers(tables)];
  return inWorker({ ...hooks, onProgress: () => {} }, (worker, options) =>
    worker.call('guessTruthFile', { table, tables, recordIds }, { ...options, transfer }),
  );
}

/** The column of the left table in which a truth is likely to stand, found in a worker. */
export async function guessTruthColumn(sides: Sides<Dataset>, hooks: Pick<JudgeHooks, 'signal'>): Promise<GuessedColumn> {
  const recordIds = await knownRecordIds(sides);
  const left = await copyTable(withoutSketch(sides.left));
  const right = await copyTable(keepColumns(sides.right, [recordIds.right]));
  const transfer = sideBuffers({ left, right });
  return inWorker({ ...hooks, onProgress: () => {} }, (worker, options) =>
    worker.call('guessTruthColumn', { tables: { left, right }, recordIds }, { ...options, transfer }),
  );
}

/** Scores of given pairs against their answers, in a worker. */
export const evaluateScoresInWorker = (
  request: { readonly scores: Float64Array<ArrayBuffer>; readonly isTrue: Uint8Array<ArrayBuffer> },
  hooks: Pick<JudgeHooks, 'signal'>,
): Promise<EvaluatedScores> =>
  inWorker({ ...hooks, onProgress: () => {} }, (worker, options) =>
    worker.call('evaluateScores', request, { ...options, transfer: [request.scores.buffer, request.isTrue.buffer] }),
  );

const knownRecordIds = async ({ left, right }: Sides<Dataset>): Promise<RecordIds> => ({
  left: suggestRecordId(await sketched(left)),
  right: suggestRecordId(await sketched(right)),
});

/** Copies of the named columns, those that are there; `null`: all. */
async function copySides(
  { left, right }: Sides<Dataset>,
  names: Sides<readonly (string | null)[]> | null,
): Promise<Sides<Dataset>> {
  const copy = (table: Dataset, own: readonly (string | null)[] | undefined): Promise<Dataset> =>
    copyTable(own ? keepColumns(table, own) : withoutSketch(table));
  return { left: await copy(left, names?.left), right: await copy(right, names?.right) };
}

const sideBuffers = ({ left, right }: Sides<Dataset>): ArrayBuffer[] => [...new Set([...buffersOf(left), ...buffersOf(right)])];

async function copySource(source: TruthSource): Promise<{ readonly source: TruthSource; readonly moved: ArrayBuffer[] }> {
  if (source.kind !== 'file') return { source, moved: [] };
  const { left, right, label } = source.columns;
  const table = await copyTable(keepColumns(source.table, [left, right, label]));
  return { source: { ...source, table }, moved: buffersOf(table) };
}

/** What a worker needs no sketch for is not sent with one. */
const withoutSketch = ({ sketch: _, ...table }: Dataset): Dataset => table;

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
  const [left] = await textsOf(tables.left, [settings.on.left], hooks);
  const [right] = await textsOf(tables.right, [settings.on.right], hooks);
  const texts = { left: left!, right: right! };
  const vectors = await embedTexts(texts.left.texts, texts.right.texts, { ...settings, useCache }, hooks);
  const links = { cardinality: settings.cardinality, threshold: settings.threshold, limits: settings.limits };
  const { candidatesPerRow } = settings;
  const found = await inWorker(hooks, (worker, options) =>
    worker.call('learn', { texts, ...vectors, accepted, candidatesPerRow, links }, options),
  );
  return { ...found, threshold: thresholdInForce(settings.threshold, found.candidates) };
}

/** One text a row for each list of columns, composed as for matching, in a worker. @throws AppError `input/unknown-column` */
export async function textsOf(
  dataset: Dataset,
  on: readonly (readonly string[])[],
  { signal }: Pick<JudgeHooks, 'signal'>,
): Promise<readonly RowTexts[]> {
  const table = await copyColumns(dataset, on.flat());
  const transfer = buffersOf(table);
  return inWorker({ signal, onProgress: () => {} }, (worker, options) =>
    worker.call('composeTexts', { table, on }, { ...options, transfer }),
  );
}

const NO_TEXTS: RowTexts = { texts: [], textOf: new Uint32Array() };

export async function embedTexts(
  left: readonly string[],
  right: readonly string[],
  settings: JudgeSettings,
  hooks: JudgeHooks,
): Promise<GivenVectors> {
  const { score, model, useCache } = settings;
  if (score === 'lexical' || left.length + right.length === 0) return { shards: [] };
  const adapter = await adapterFor(settings);
  const { shards } = await embedSides({ left, right }, model, { useCache }, hooks.signal, hooks);
  return { shards, adapter };
}

/** Vectors under an adapter, in a worker. */
export const adaptInWorker = (data: Float32Array<ArrayBuffer>, adapter: Adapter, signal: AbortSignal): Promise<Float32Array> =>
  inWorker({ signal, onProgress: () => {} }, (worker, options) =>
    worker.call('adaptVectors', { data, adapter }, { ...options, transfer: [data.buffer] }),
  );

/** Runs one call in a worker of its own. */
export async function inWorker<T>(
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
