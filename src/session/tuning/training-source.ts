import type { ClusterTruthSource } from '../../core/evaluation/cluster-truth-source';
import { columnsOfClusterTruth } from '../../core/evaluation/cluster-truth-source';
import { type ChosenTruth, columnsOfTruth, type TruthSource } from '../../core/evaluation/truth-source';
import { countEntities, decidedPairs, placedPairs } from '../../core/learning/decided-pairs';
import { AppError, throwIfCancelled, toAppError } from '../../core/model/errors';
import type { ComparedColumns } from '../../core/model/settings';
import type { Dataset, Sides } from '../../core/model/types';
import { buffersOf, columnIndex, pickColumns } from '../../core/table/cells';
import { copyTable } from '../../core/table/copy-cells';
import type { LabelledPairs } from '../../core/tuning/labelled-pairs';
import type { LabelPairsRequest } from '../../rpc/protocol';
import { spawnEvaluate } from '../../rpc/spawn';
import { withWorker } from '../../rpc/with-worker';
import { comparedTables } from '../cleaned-tables';
import type { SessionState } from '../contract';

/** Where a training learns from. */
export type TuningSource =
  /** What was decided in the open project. */
  | { readonly kind: 'decisions' }
  /** Made-up variants of rows of the open project, without a decision; what was decided checks what was learned. */
  | { readonly kind: 'variants' }
  /** Pairs of ids of rows of the open project, in a file or in a column of its left table. */
  | { readonly kind: 'pairs'; readonly truth: ChosenTruth }
  /** Clusters of rows of its one table. */
  | { readonly kind: 'clusters'; readonly truth: ClusterTruthSource }
  /** A file that has the texts of a pair in each row; `label` null: every row is a match. */
  | {
      readonly kind: 'pair-texts';
      readonly table: Dataset;
      readonly left: string;
      readonly right: string;
      readonly label: string | null;
    }
  /** A file that has a text, and the name of its cluster, in each row. */
  | { readonly kind: 'cluster-texts'; readonly table: Dataset; readonly text: string; readonly cluster: string };

/** Rows to learn from: `right` null where pairs are of rows of one table. */
export interface TrainingRows {
  /** As they are compared. */
  readonly tables: { readonly left: Dataset; readonly right: Dataset | null };
  readonly on: ComparedColumns;
  readonly pairs: LabelledPairs;
  /** It is learned from made-up variants of rows, and pairs only check what was learned. */
  readonly isOfVariants?: boolean;
}

/** The pairs in what was decided in the open project; null where nothing was matched yet. O(decided rows). */
export function pairsOfDecisions({ project, review, clusters }: SessionState): LabelledPairs | null {
  if (project?.settings.task === 'deduplicate') return clusters && placedPairs(clusters.book, clusters.graph);
  return review && !review.isProvisional ? decidedPairs(review.book, review.candidates, review.settings.cardinality) : null;
}

export interface PairCounts {
  readonly matches: number;
  readonly others: number;
  readonly entities: number;
}

export function countPairs(pairs: LabelledPairs, isOneTable: boolean): PairCounts {
  const matches = pairs.isMatch.reduce((sum, value) => sum + value, 0);
  return { matches, others: pairs.isMatch.length - matches, entities: countEntities(pairs, isOneTable) };
}

/**
 * Tables and labelled pairs of a source. Files are read in a worker.
 *
 * @throws AppError `project/not-found` where the project has nothing to learn from, `input/no-truth-columns`, `input/unknown-column`, `cleaning/…`, `job/cancelled`
 */
export async function gatherRows(source: TuningSource, state: SessionState, signal: AbortSignal): Promise<TrainingRows> {
  if (source.kind === 'pair-texts') {
    const { table, left, right, label } = source;
    const labels = await copyNamed(table, [label]);
    const pairs = await readPairs({ source: { kind: 'rows', table: labels, label }, isOneTable: false }, [labels], signal);
    return { tables: { left: table, right: table }, on: { left: [left], right: [right] }, pairs };
  }
  if (source.kind === 'cluster-texts') {
    const { table, text, cluster } = source;
    const named = await copyNamed(table, [cluster]);
    const truth = { kind: 'column', column: cluster } as const;
    const pairs = await readPairs({ source: { kind: 'clusters', truth, table: named }, isOneTable: true }, [named], signal);
    return { tables: { left: table, right: null }, on: { left: [text], right: [] }, pairs };
  }
  const { project, sides } = state;
  const isOneTable = project?.settings.task === 'deduplicate';
  if (!project || sides.left.status !== 'ready') throw new AppError('project/not-found');
  if (!isOneTable && sides.right.status !== 'ready') throw new AppError('project/not-found');
  const left = sides.left.dataset;
  const right = sides.right.status === 'ready' && !isOneTable ? sides.right.dataset : left;
  // Before anything is waited for: what was on screen when training was asked for.
  const isOfVariants = source.kind === 'variants';
  const decided = source.kind === 'decisions' || isOfVariants ? pairsOfDecisions(state) : null;
  if (source.kind === 'decisions' && !decided) throw new AppError('project/not-found');
  const { on, cleaning } = project.settings;
  const compared = await comparedTables({ left, right }, cleaning, signal);
  return {
    tables: { left: compared.left, right: isOneTable ? null : compared.right },
    on: isOneTable ? { left: on.left, right: [] } : on,
    ...(isOfVariants ? { isOfVariants } : {}),
    pairs: decided ?? (isOfVariants ? NO_PAIRS : await readOwnPairs(source, { left, right }, isOneTable, signal)),
  };
}

const NO_PAIRS: LabelledPairs = { left: new Uint32Array(), right: new Uint32Array(), isMatch: new Uint8Array() };

async function readOwnPairs(
  source: TuningSource,
  own: Sides<Dataset>,
  isOneTable: boolean,
  signal: AbortSignal,
): Promise<LabelledPairs> {
  if (source.kind === 'clusters') return pairsOfClusterSource(source.truth, own.left, signal);
  if (source.kind === 'pairs') return pairsOfTruthSource(source.truth, own, isOneTable, signal);
  throw new AppError('project/not-found');
}

/** @throws AppError `input/unknown-column`, `worker/crashed`, `job/cancelled` */
export async function pairsOfClusterSource(truth: ClusterTruthSource, own: Dataset, signal: AbortSignal): Promise<LabelledPairs> {
  const table = await copyNamed(own, columnsOfClusterTruth(truth));
  if (truth.kind === 'column')
    return readPairs({ source: { kind: 'clusters', truth, table }, isOneTable: true }, [table], signal);
  const file = await copyNamed(truth.file, [truth.columns.id, truth.columns.cluster]);
  const request = { source: { kind: 'clusters', truth: { ...truth, file }, table }, isOneTable: true } as const;
  return readPairs(request, [table, file], signal);
}

/** @param own the same table on both sides where pairs are of one table @throws AppError as `pairsOfClusterSource` */
export async function pairsOfTruthSource(
  truth: TruthSource,
  own: Sides<Dataset>,
  isOneTable: boolean,
  signal: AbortSignal,
): Promise<LabelledPairs> {
  const wanted = columnsOfTruth(truth);
  const tables = { left: await copyNamed(own.left, wanted.left), right: await copyNamed(own.right, wanted.right) };
  const moved = [tables.left, tables.right];
  if (truth.kind !== 'file') return readPairs({ source: { kind: 'truth', truth, tables }, isOneTable }, moved, signal);
  const { columns } = truth;
  const table = await copyNamed(truth.table, [columns.left, columns.right, columns.label]);
  return readPairs({ source: { kind: 'truth', truth: { ...truth, table }, tables }, isOneTable }, [...moved, table], signal);
}

/** A copy of the named columns, those that are there, without what a worker does not need. */
function copyNamed(table: Dataset, names: readonly (string | null)[]): Promise<Dataset> {
  const columns = names.flatMap((name) => (name === null ? [] : [columnIndex(table, name)])).filter((column) => column >= 0);
  const { sketch: _, ...kept } = pickColumns(table, [...new Set(columns)]);
  return copyTable(kept);
}

/** @param moved tables of the request that go to the worker whole @throws AppError `input/no-truth-columns` where no id is known */
async function readPairs(request: LabelPairsRequest, moved: readonly Dataset[], signal: AbortSignal): Promise<LabelledPairs> {
  throwIfCancelled(signal);
  const transfer = [...new Set(moved.flatMap((table) => buffersOf(table)))];
  try {
    const read = await withWorker(spawnEvaluate, (worker) => worker.call('labelPairs', request, { signal, transfer }));
    // Ids of these columns are in no table: others were meant.
    if (read.pairs.left.length === 0 && read.unknown > 0) throw new AppError('input/no-truth-columns');
    return read.pairs;
  } catch (thrown) {
    throw toAppError(thrown);
  }
}
