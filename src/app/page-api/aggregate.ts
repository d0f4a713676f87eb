import type { MatchSettings } from '../../core/model/settings';
import type { Dataset, Sides } from '../../core/model/types';
import type { RunHooks, RunOptions, RunResult } from '../../session/engine';
import { rankByAccepted } from '../../session/judging';
import type { AggregateOptions } from './contract';
import { invalid } from './match-options';

/** Options of a merge that gives every fine row its categories. @throws AppError `input/invalid-option` */
export function toCategories(options: AggregateOptions): AggregateOptions {
  const { labels = 1 } = options;
  if (!Number.isInteger(labels) || labels < 1) throw invalid('labels');
  if (labels === 1) return { ...options, cardinality: 'm:1' };
  return { ...options, cardinality: 'm:m', limits: { ...options.limits, left: labels } };
}

/** A run that goes by examples. @throws AppError `input/invalid-option`, and as `runMatch` */
export async function runLearned(
  datasets: Sides<Dataset>,
  settings: MatchSettings,
  examples: NonNullable<AggregateOptions['examples']>,
  options: RunOptions,
  hooks: RunHooks,
): Promise<RunResult> {
  const has = (row: number, table: Dataset): boolean => Number.isInteger(row) && row >= 0 && row < table.rowCount;
  const isValid =
    Array.isArray(examples) && examples.every(({ left, right }) => has(left, datasets.left) && has(right, datasets.right));
  if (!isValid) throw invalid('examples');
  const started = performance.now();
  const found = await rankByAccepted(datasets, settings, examples, options.useCache, hooks);
  return {
    ...found,
    model: null,
    timings: { embed: 0, search: performance.now() - started, score: 0, link: 0 },
    longTexts: 0,
    isCacheAvailable: true,
  };
}
