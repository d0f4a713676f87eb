import type { Job } from '../../model/types';
import type { PairList } from '../pair-list';
import { gatherFeatures, RERANK_FEATURES, RERANK_REACH, type RerankInput } from './gather-features';

/** Most that a re-ranker adds to the log odds of a pair, or takes from them. */
export const MOST_CHANGE = 3;

/** What a re-ranker says of the pairs of a pool. */
export interface Reranked {
  /** It was meaning that was asked once more, not words. */
  readonly isOfMeaning: boolean;
  /** Added to the log odds of each pair; 0 out of reach of the best candidate. */
  readonly changes: Float32Array;
  /** The same for a pair that is not in the pool, as if it were. */
  changeOf(left: number, right: number, similarity: number, logit: number): number;
}

/**
 * Ranks all candidates of each record once more, together, and adds the outcome to `logits`: `Σ weight · feature`, within ±{@link MOST_CHANGE}.
 * Cost as that of `gatherFeatures`.
 *
 * @param weights one a member of `RERANK_FEATURES`
 * @throws AppError `job/cancelled`
 */
export async function rerankPool(
  pool: PairList,
  logits: Float64Array,
  weights: Float64Array,
  input: RerankInput,
  job: Job,
): Promise<Reranked> {
  const { data, isNear, featuresOf } = await gatherFeatures(pool, logits, input, job);
  const changes = new Float32Array(logits.length);
  const tops = new Float64Array(pool.offsets.length - 1).fill(Number.NEGATIVE_INFINITY);
  for (let left = 0; left + 1 < pool.offsets.length; left++) {
    for (let at = pool.offsets[left]!; at < pool.offsets[left + 1]!; at++) {
      if (logits[at]! > tops[left]!) tops[left] = logits[at]!;
      if (isNear[at]) changes[at] = changeBy(weights, data, at * RERANK_FEATURES.length);
    }
  }
  for (let at = 0; at < changes.length; at++) logits[at]! += changes[at]!;
  return {
    isOfMeaning: input.areCategories,
    changes,
    changeOf: (left, right, similarity, logit) =>
      logit < tops[left]! - RERANK_REACH ? 0 : changeBy(weights, featuresOf(left, right, similarity), 0),
  };
}

/** What the features from place `from` on change the log odds by. */
export function changeBy(weights: Float64Array, features: ArrayLike<number>, from: number): number {
  let sum = 0;
  for (let feature = 0; feature < weights.length; feature++) sum += weights[feature]! * features[from + feature]!;
  return Math.max(-MOST_CHANGE, Math.min(MOST_CHANGE, sum));
}
