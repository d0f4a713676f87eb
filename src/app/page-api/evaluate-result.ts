import i18next from 'i18next';
import { type FindingColumns, findingAt } from '../../core/evaluation/finding-columns';
import type { TruthSource } from '../../core/evaluation/truth-source';
import { AppError } from '../../core/model/errors';
import type { MatchSettings } from '../../core/model/settings';
import { createPacer } from '../../core/model/turns';
import type { Dataset, Link, Sides } from '../../core/model/types';
import { suggestRecordId } from '../../core/table/record-id';
import { comparedTables } from '../../session/cleaned-tables';
import type { RunResult } from '../../session/engine';
import { evaluateInWorker, evaluateScoresInWorker, guessTruthFile } from '../../session/judging';
import { measurePartition } from '../../session/judging-clusters';
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
  const source = await sourceOf(datasets, given, options, signal);
  const evaluation = await evaluateInWorker(
    {
      tables: await comparedTables(datasets, settings.cleaning, signal),
      named: datasets,
      on: settings.on,
      source,
      candidates: found.candidates,
      links: linkedRows(found.links),
      cardinality: settings.cardinality,
      coverage,
    },
    { signal },
  );
  const { findings, truthRows: _, isLabelled: __, all, ...rest } = evaluation;
  return { ...all, ...rest, audit: await listAudit(findings) };
}

async function listAudit(findings: FindingColumns): Promise<LinkageReport['audit']> {
  const pause = createPacer();
  const audit: LinkageReport['audit'][number][] = [];
  for (let at = 0; at < findings.count; at++) {
    const { truthRow, leftId, rightId, reason, otherTruthRow, betterRow } = findingAt(findings, at);
    const text = i18next.t(`evaluate.reasons.${reason}.text`);
    audit.push({ row: truthRow, leftId, rightId, reason, text, otherRow: otherTruthRow, betterRow });
    if (at % AT_ONCE === 0) await pause();
  }
  return audit;
}

const linkedRows = (links: readonly Pick<Link, 'left' | 'right'>[]) => ({
  left: Uint32Array.from(links, ({ left }) => left),
  right: Uint32Array.from(links, ({ right }) => right),
});

/** Looked at before others may get their turn. */
const AT_ONCE = 512;

/** See `Rowlink.evaluate`, for scores of given pairs. */
export async function evaluateScores(scores: readonly number[], truth: readonly unknown[]): Promise<ScoreReport> {
  if (truth.length !== scores.length) throw invalid('truth');
  const isTrue = Uint8Array.from(truth, (label) => (label === 1 || label === true || label === '1' ? 1 : 0));
  return evaluateScoresInWorker({ scores: Float64Array.from(scores), isTrue }, { signal: new AbortController().signal });
}

/** See `Rowlink.evaluate`, for clusters. */
export async function evaluateClusters(
  found: readonly number[],
  truth: readonly (string | number | null)[],
): Promise<ClusterReport> {
  if (truth.length !== found.length) throw invalid('truth');
  const foundOf = await numbered(found, new Uint32Array(found.length));
  const truthOf = await numbered(truth, new Int32Array(truth.length));
  return measurePartition(foundOf, truthOf, new AbortController().signal);
}

/** Equal values have equal numbers; −1 for none. */
async function numbered<T extends Uint32Array | Int32Array>(values: readonly unknown[], out: T): Promise<T> {
  const pause = createPacer();
  const numbers = new Map<unknown, number>();
  for (let at = 0; at < values.length; at++) {
    if (at % AT_ONCE === 0) await pause();
    const value = values[at];
    if (value === null || value === undefined) {
      out[at] = -1;
      continue;
    }
    const known = numbers.get(value) ?? numbers.size;
    numbers.set(value, known);
    out[at] = known;
  }
  return out;
}

/** Where the truth that a script gives stands. @throws AppError `input/no-truth-columns`, `input/invalid-option`, as `toDataset` */
export async function sourceOf(
  tables: Sides<Dataset>,
  given: TruthInput,
  options: EvaluateOptions,
  signal: AbortSignal,
): Promise<TruthSource> {
  if (typeof given === 'object' && 'pairs' in given) return rowSource(given.pairs);
  const own = {
    left: options.leftId ?? suggestRecordId(await sketched(tables.left)),
    right: options.rightId ?? suggestRecordId(await sketched(tables.right)),
  };
  if (typeof given === 'object' && 'column' in given) return { kind: 'column', column: given.column, ids: own };
  const table = await toDataset(given as TableInput, 'right', signal);
  const { truthLeft, truthRight } = options;
  const found = truthLeft && truthRight ? null : await guessTruthFile(table, tables, { signal });
  const guess = found?.isGuessed ? found : null;
  const left = truthLeft ?? guess?.columns.left;
  const right = truthRight ?? guess?.columns.right;
  if (!left || !right) throw new AppError('input/no-truth-columns');
  const ids = {
    left: options.leftId ?? guess?.ids.left ?? own.left,
    right: options.rightId ?? guess?.ids.right ?? own.right,
  };
  return { kind: 'file', table, columns: { left, right, label: options.label ?? guess?.columns.label ?? null }, ids };
}

export function rowSource(
  pairs: readonly { readonly left: number; readonly right: number; readonly isMatch?: boolean }[],
): TruthSource {
  if (!Array.isArray(pairs)) throw invalid('truth');
  return {
    kind: 'rows',
    left: Float64Array.from(pairs, ({ left }) => left),
    right: Float64Array.from(pairs, ({ right }) => right),
    isMatch: Uint8Array.from(pairs, ({ isMatch = true }) => Number(isMatch)),
    ids: { left: null, right: null },
  };
}
