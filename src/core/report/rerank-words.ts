import { type RerankChoice, rerankerOf } from '../candidates/rerank/reranker';
import { html, type Part } from './markup';
import { named, percent } from './words';

/** Which re-ranker is in force, what for, its weights, and its figures on records that it did not learn from. */
export function rerankWords(choice: RerankChoice): Part {
  const reranker = rerankerOf(choice);
  if (!reranker) return 'none';
  const { name, purpose, weights, models = {}, figures } = reranker;
  const words = (of: Readonly<Record<string, number>>): string =>
    Object.entries(of)
      .map(([feature, weight]) => `${feature} ${weight}`)
      .join(', ');
  const own = Object.entries(models).map(([model, of]) => `; with the model ${model}: ${words(of)}`);
  const told = figures
    ? `; on ${figures.records} records held out the match came first for ${percent(figures.recallBefore)} without it and ${percent(figures.recallAfter)} with it`
    : '';
  return html`${named(name)}${purpose === '' ? '' : `, for ${purpose}`}: the candidates of a record once more, together, by how their words go side by side (weights: ${words(weights)}${own.join('')})${told}`;
}
