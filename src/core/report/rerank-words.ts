import { RERANK_FEATURES } from '../candidates/rerank/gather-features';
import { rerankerOf, weightsFor } from '../candidates/rerank/reranker';
import type { MatchSettings } from '../model/settings';
import { html, type Part } from './markup';
import { named, percent } from './words';

/**
 * Which re-ranker is in force, what for, its weights for the model, and its figures on records that it did not learn from; null where none
 * can have a say and nobody said so.
 */
export function rerankWords({
  rerank,
  model,
  score,
  task,
}: Pick<MatchSettings, 'rerank' | 'model' | 'score' | 'task'>): Part | null {
  if (task !== 'link' || score !== 'hybrid') return null;
  const reranker = rerankerOf(rerank);
  const weights = reranker ? weightsFor(reranker, model) : new Float64Array(RERANK_FEATURES.length);
  const words = RERANK_FEATURES.flatMap((feature, at) => (weights[at] === 0 ? [] : [`${feature} ${weights[at]}`]));
  if (!reranker || words.length === 0) return rerank === undefined ? null : 'none';
  const { name, purpose, figures } = reranker;
  const told = figures
    ? `; on ${figures.records} records held out the match came first for ${percent(figures.recallBefore)} without it and ${percent(figures.recallAfter)} with it`
    : '';
  return html`${named(name)}${purpose === '' ? '' : `, for ${purpose}`}: the candidates of a record once more, together, by how their words go side by side, or by meaning in lists of categories (weights: ${words.join(', ')})${told}`;
}
