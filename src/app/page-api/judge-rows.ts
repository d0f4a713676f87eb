import type { PairExamples } from '../../core/evaluation/pair-scores';
import { AppError } from '../../core/model/errors';
import { type JudgeHooks, type JudgeSettings, learnRowScores, scoreEveryPair, scoreRows } from '../../session/judging';
import type { JudgeOptions, Rowlink } from './contract';
import { adapterOption, columnNames, invalid } from './match-options';
import { namedModel } from './named-model';
import { toDataset } from './table-input';

/** See {@link Rowlink.evaluatePairs}. */
export async function evaluatePairs(
  ...[table, options]: Parameters<Rowlink['evaluatePairs']>
): ReturnType<Rowlink['evaluatePairs']> {
  const { settings, hooks } = readJudgeOptions(options);
  const on = { left: required(options?.leftOn, 'leftOn'), right: required(options?.rightOn, 'rightOn') };
  const dataset = await toDataset(table, 'left', hooks.signal);
  const { examples } = options;
  if (examples === undefined) return { scores: Array.from(await scoreRows(dataset, on, settings, hooks)), learned: null };
  if (settings.score === 'dense') throw invalid('score');
  const { scores, report } = await learnRowScores(dataset, on, readExamples(examples, dataset.rowCount), settings, hooks);
  return { scores: Array.from(scores), learned: report };
}

function readExamples(examples: unknown, rowCount: number): PairExamples {
  if (!Array.isArray(examples)) throw invalid('examples');
  const isMatchOf = new Map<number, boolean>();
  for (const { row, isMatch } of examples as { row: unknown; isMatch: unknown }[]) {
    const isRow = typeof row === 'number' && Number.isInteger(row) && row >= 0 && row < rowCount;
    if (!isRow || typeof isMatch !== 'boolean') throw invalid('examples');
    isMatchOf.set(row, isMatch);
  }
  return { pairs: Uint32Array.from(isMatchOf.keys()), labels: Uint8Array.from(isMatchOf.values(), Number) };
}

/** See {@link Rowlink.allPairComboEvaluate}. */
export async function allPairComboEvaluate(
  ...[table, options]: Parameters<Rowlink['allPairComboEvaluate']>
): ReturnType<Rowlink['allPairComboEvaluate']> {
  const { settings, hooks } = readJudgeOptions(options);
  const on = required(options?.on, 'on');
  const dataset = await toDataset(table, 'left', hooks.signal);
  return { scores: await scoreEveryPair(dataset, on, settings, hooks), size: dataset.rowCount };
}

export function readJudgeOptions(options: JudgeOptions | undefined): {
  readonly settings: JudgeSettings;
  readonly hooks: JudgeHooks;
} {
  const score = options?.score ?? 'hybrid';
  if (!['hybrid', 'dense', 'lexical'].includes(score)) throw invalid('score');
  return {
    settings: {
      score,
      model: namedModel(options?.model),
      ...adapterOption(options?.adapter),
      useCache: options?.cache ?? true,
    },
    hooks: {
      signal: options?.signal ?? new AbortController().signal,
      onProgress: (stage, done, total) => options?.onProgress?.({ stage, done, total }),
    },
  };
}

export function required(value: unknown, option: string): readonly string[] {
  const names = columnNames(value, option);
  if (!names) throw new AppError('input/invalid-option', { option });
  return names;
}
