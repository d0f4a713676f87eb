import type { ClusterAccuracy } from '../core/evaluation/cluster-metrics';
import { type ClusterTruthSource, columnsOfClusterTruth } from '../core/evaluation/cluster-truth-source';
import type { AccuracyCurve } from '../core/evaluation/curve';
import { createCopier } from '../core/model/copy-arrays';
import { throwIfCancelled, toAppError } from '../core/model/errors';
import type { Dataset } from '../core/model/types';
import { buffersOf, columnIndex, pickColumns } from '../core/table/cells';
import { copyTable } from '../core/table/copy-cells';
import { suggestRecordId } from '../core/table/record-id';
import type { WorkerClient } from '../rpc/client';
import type { EvaluatedClusters } from '../rpc/protocol';
import { spawnEvaluate } from '../rpc/spawn';
import { withWorker } from '../rpc/with-worker';
import type { ClusterReview } from './contract';
import { sketched } from './looking';

/** Found clusters against the true ones of a source, in a worker. @throws AppError `input/unknown-column`, `job/cancelled` */
export async function evaluateClusters(
  review: ClusterReview,
  dataset: Dataset,
  source: ClusterTruthSource,
  signal: AbortSignal,
): Promise<EvaluatedClusters> {
  const table = await copyTable(keepColumns(dataset, columnsOfClusterTruth(source)));
  const found = await createCopier()(review.settled.clusterOf);
  const copied = await copySource(source);
  const transfer = [...buffersOf(table), found.buffer, ...copied.transfer];
  return inWorker(signal, (worker) =>
    worker.call('evaluateClusters', { source: copied.source, table, found }, { signal, transfer }),
  );
}

/** Accuracy over pairs at some thresholds, ascending, under the edits made so far, in a worker. @throws AppError `job/cancelled` */
export async function clusterCurve(
  { graph, rule, settings, book }: ClusterReview,
  truthOf: Int32Array,
  thresholds: readonly number[],
  signal: AbortSignal,
): Promise<AccuracyCurve> {
  const copy = createCopier();
  const copied = {
    rowCount: graph.rowCount,
    offsets: await copy(graph.offsets),
    neighbour: await copy(graph.neighbour),
    score: await copy(graph.score),
  };
  const order = rule.order && {
    rowCount: rule.order.rowCount,
    a: await copy(rule.order.a),
    b: await copy(rule.order.b),
    score: await copy(rule.order.score),
  };
  const { entries } = book;
  const transfer = [copied.offsets, copied.neighbour, copied.score, ...(order ? [order.a, order.b, order.score] : [])];
  return inWorker(signal, (worker) =>
    worker.call(
      'clusterCurve',
      { graph: copied, order, settings: settings.rule, entries, truthOf, thresholds },
      { signal, transfer: transfer.map(({ buffer }) => buffer) },
    ),
  );
}

/** The columns in which a file is likely to name records and their true clusters, found in a worker. */
export async function guessClusterFile(given: Dataset, dataset: Dataset, signal: AbortSignal): Promise<ClusterTruthSource> {
  const recordId = suggestRecordId(await sketched(dataset));
  const { sketch: _, ...file } = await copyTable(given);
  const { sketch: __, ...table } = await copyTable(dataset);
  const transfer = [...buffersOf(file), ...buffersOf(table)];
  const columns = await inWorker(signal, (worker) =>
    worker.call('guessClusterColumns', { file, table, recordId }, { signal, transfer }),
  );
  return { kind: 'file', file: given, columns };
}

/** Clusters against true ones, both by number, −1 for a true one that is not known, in a worker. */
export const measurePartition = (
  found: Uint32Array<ArrayBuffer>,
  truthOf: Int32Array<ArrayBuffer>,
  signal: AbortSignal,
): Promise<ClusterAccuracy> =>
  inWorker(signal, (worker) =>
    worker.call('measurePartition', { found, truthOf }, { signal, transfer: [found.buffer, truthOf.buffer] }),
  );

function keepColumns(table: Dataset, names: readonly string[]): Dataset {
  const columns = names.map((name) => columnIndex(table, name)).filter((column) => column >= 0);
  return pickColumns(table, [...new Set(columns)]);
}

async function copySource(
  source: ClusterTruthSource,
): Promise<{ readonly source: ClusterTruthSource; readonly transfer: ArrayBuffer[] }> {
  if (source.kind === 'column') return { source, transfer: [] };
  const file = await copyTable(keepColumns(source.file, [source.columns.id, source.columns.cluster]));
  return { source: { ...source, file }, transfer: buffersOf(file) };
}

async function inWorker<T>(signal: AbortSignal, call: (worker: WorkerClient) => Promise<T>): Promise<T> {
  throwIfCancelled(signal);
  try {
    return await withWorker(spawnEvaluate, call);
  } catch (thrown) {
    throw toAppError(thrown);
  }
}
