import i18next from 'i18next';
import { measureClusters } from '../../core/evaluation/cluster-metrics';
import { averagePrecision, bestPoint, thresholdCurve } from '../../core/evaluation/curve';
import { guessTruthColumns } from '../../core/evaluation/guess-truth';
import { type IdColumns, indexIds, readColumnTruth, readPairTruth, type Truth } from '../../core/evaluation/truth';
import { AppError } from '../../core/model/errors';
import type { MatchSettings } from '../../core/model/settings';
import type { Dataset, Sides } from '../../core/model/types';
import { suggestRecordId } from '../../core/table/record-id';
import { comparedTables } from '../../session/cleaned-tables';
import type { RunResult } from '../../session/engine';
import { evaluateInWorker } from '../../session/judging';
import { sketched } from '../../session/looking';
import type { ClusterReport, EvaluateOptions, LinkageReport, ScoreReport, TableInput, TruthInput } from './contract';
import { invalid } from './match-options';
import { toDataset } from './table-input';

interface Linkage {
  readonly datasets: Sides<Dataset>;
  readonly settings: MatchSettings;
  readonly found: RunResult;
}

/** See `Rowlink.evaluate`, for a linkage. */
export async function evaluateLinks(linkage: Linkage, given: TruthInput, options: EvaluateOptions = {}): Promise<LinkageReport> {
  const { datasets, settings, found } = linkage;
  const coverage = options.coverage ?? 'all';
  if (!['all', 'listed'].includes(coverage)) throw invalid('coverage');
  const signal = options.signal ?? new AbortController().signal;
  const { truth, ids } = await readTruth(datasets, given, options, signal);
  const evaluation = await evaluateInWorker(
    {
      tables: await comparedTables(datasets, settings.cleaning, signal),
      on: settings.on,
      ids,
      truth,
      candidates: found.candidates,
      links: found.links,
      cardinality: settings.cardinality,
      coverage,
    },
    { signal },
  );
  const audit = evaluation.findings.map(({ truthRow, reason, otherTruthRow, betterRow }) => {
    const { leftId, rightId } = truth.rows[truthRow]!;
    const text = i18next.t(`evaluate.reasons.${reason}.text`);
    return { row: truthRow, leftId, rightId, reason, text, otherRow: otherTruthRow, betterRow };
  });
  return { ...evaluation.all, withoutSuspects: evaluation.withoutSuspects, audit, suspects: evaluation.suspects };
}

/** See `Rowlink.evaluate`, for scores of given pairs. */
export function evaluateScores(scores: readonly number[], truth: readonly unknown[]): ScoreReport {
  if (truth.length !== scores.length) throw invalid('truth');
  const isTrue = Uint8Array.from(truth, (label) => (label === 1 || label === true || label === '1' ? 1 : 0));
  const truePairs = isTrue.reduce((sum, label) => sum + label, 0);
  const curve = thresholdCurve(scores, isTrue, truePairs);
  return { truePairs, averagePrecision: averagePrecision(curve), curve, best: bestPoint(curve) };
}

/** See `Rowlink.evaluate`, for clusters. */
export function evaluateClusters(found: readonly number[], truth: readonly (string | number | null)[]): ClusterReport {
  if (truth.length !== found.length) throw invalid('truth');
  return measureClusters(found, truth);
}

async function readTruth(
  tables: Sides<Dataset>,
  given: TruthInput,
  options: EvaluateOptions,
  signal: AbortSignal,
): Promise<{ readonly truth: Truth; readonly ids: IdColumns }> {
  const own = {
    left: options.leftId ?? suggestRecordId(await sketched(tables.left)),
    right: options.rightId ?? suggestRecordId(await sketched(tables.right)),
  };
  if (typeof given === 'object' && 'column' in given) return { truth: readColumnTruth(tables, given.column, own), ids: own };
  if (typeof given === 'object' && 'pairs' in given) return rowTruth(tables, given.pairs);
  const table = await toDataset(given as TableInput, 'right', signal);
  const { truthLeft, truthRight } = options;
  const guess = truthLeft && truthRight ? null : guessTruthColumns(table, tables);
  const left = truthLeft ?? guess?.columns.left;
  const right = truthRight ?? guess?.columns.right;
  if (!left || !right) throw new AppError('input/no-truth-columns');
  const ids = {
    left: options.leftId ?? guess?.ids.left ?? own.left,
    right: options.rightId ?? guess?.ids.right ?? own.right,
  };
  return { truth: readPairTruth(table, { left, right, label: options.label ?? guess?.columns.label ?? null }, tables, ids), ids };
}

function rowTruth(
  tables: Sides<Dataset>,
  pairs: readonly { readonly left: number; readonly right: number; readonly isMatch?: boolean }[],
): { readonly truth: Truth; readonly ids: IdColumns } {
  if (!Array.isArray(pairs)) throw invalid('truth');
  const ids = { left: null, right: null };
  const has = (row: number, table: Dataset): boolean => Number.isInteger(row) && row >= 0 && row < table.rowCount;
  const rows = pairs.map(({ left, right, isMatch = true }) => ({
    leftId: String(left + 1),
    rightId: String(right + 1),
    left: has(left, tables.left) ? left : null,
    right: has(right, tables.right) ? right : null,
    isMatch,
  }));
  const recordOf = { left: indexIds(tables.left, null).recordOf, right: indexIds(tables.right, null).recordOf };
  return { truth: { rows, isLabelled: rows.some(({ isMatch }) => !isMatch), recordOf }, ids };
}
