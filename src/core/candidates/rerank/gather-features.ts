import { throwIfCancelled } from '../../model/errors';
import { createPacer } from '../../model/turns';
import type { Job } from '../../model/types';
import type { PairList } from '../pair-list';
import type { WordSides } from '../score/record-terms';
import { createWordAlignment } from './word-alignment';

/**
 * What a re-ranker hears of a pair, each beyond the best other candidate, so that what all candidates have in common says nothing.
 * `leastInRow`, `restInRow`: how the words go together (see `WordAlignment`) against the other candidates of the left record; `leastInColumn`:
 * against those of the right record. `categorySimilarity`: the cosine against the other candidates of the left record, where the right table
 * is a short list of categories, else 0. Words are not put side by side then,
 * since a category is meant and not spelled, nor those of texts without a script in common.
 */
export const RERANK_FEATURES = ['leastInRow', 'restInRow', 'leastInColumn', 'categorySimilarity'] as const;
export type RerankFeature = (typeof RERANK_FEATURES)[number];

/** Pairs whose log odds are further below the best of their left record are not looked at again. */
export const RERANK_REACH = 6;

export interface RerankInput {
  readonly words: WordSides;
  /** The two texts have letters and no script in common. */
  readonly areForeign: (left: number, right: number) => boolean;
  /** Cosines of the pool; NaN where there are none. */
  readonly similarity: Float32Array;
  readonly rightCount: number;
  /** The right table is a short list that many rows are put into. */
  readonly areCategories: boolean;
}

/** Features of the pairs of a pool. */
export interface PoolFeatures {
  /** 1 for pairs within reach. */
  readonly isNear: Uint8Array;
  /** `RERANK_FEATURES.length` members a pair, zeros where it is not within reach. */
  readonly data: Float32Array;
  /** Features of a pair that is not in the pool, as if it were. */
  featuresOf(left: number, right: number, similarity: number): Float64Array;
}

/**
 * Looks at the candidates of each left record together. The order of candidates and records makes no difference. O(pairs within reach), each at
 * the cost of `createWordAlignment`; 28 bytes a pair.
 *
 * @throws AppError `job/cancelled`
 */
export async function gatherFeatures(pool: PairList, logits: Float64Array, input: RerankInput, job: Job): Promise<PoolFeatures> {
  const { offsets, right } = pool;
  const leftCount = offsets.length - 1;
  const align = createWordAlignment(input.words);
  const isNear = new Uint8Array(right.length);
  const least = new Float32Array(right.length);
  const rest = new Float32Array(right.length);
  const bests = {
    leastInRow: createBest(leftCount),
    restInRow: createBest(leftCount),
    leastInColumn: createBest(input.rightCount),
    similarity: createBest(leftCount),
  };
  const pace = createPacer();
  for (let left = 0; left < leftCount; left++) {
    const from = offsets[left]!;
    const to = offsets[left + 1]!;
    let top = Number.NEGATIVE_INFINITY;
    for (let at = from; at < to; at++) if (logits[at]! > top) top = logits[at]!;
    for (let at = from; at < to; at++) {
      if (logits[at]! < top - RERANK_REACH) continue;
      isNear[at] = 1;
      if (input.areCategories && !Number.isNaN(input.similarity[at]!)) offer(bests.similarity, left, input.similarity[at]!);
      if (input.areCategories || input.areForeign(left, right[at]!)) continue;
      const found = align(left, right[at]!);
      least[at] = found.least;
      rest[at] = found.rest;
      offer(bests.leastInRow, left, least[at]!);
      offer(bests.restInRow, left, rest[at]!);
      offer(bests.leastInColumn, right[at]!, least[at]!);
    }
    const pause = pace();
    if (!pause) continue;
    await pause;
    throwIfCancelled(job.signal);
  }
  const beyond = (best: Best, member: number, value: number, isListed: boolean): number => {
    const other = isListed && value === best.first[member] ? best.second[member]! : best.first[member]!;
    return other === Number.NEGATIVE_INFINITY ? 0 : value - other;
  };
  const data = new Float32Array(right.length * RERANK_FEATURES.length);
  const write = (
    left: number,
    of: number,
    values: Values,
    isListed: boolean,
    out: Float32Array | Float64Array,
    to: number,
  ): void => {
    if (!input.areCategories && !input.areForeign(left, of)) {
      out[to] = beyond(bests.leastInRow, left, values.least, isListed);
      out[to + 1] = beyond(bests.restInRow, left, values.rest, isListed);
      out[to + 2] = beyond(bests.leastInColumn, of, values.least, isListed);
    }
    if (input.areCategories && !Number.isNaN(values.similarity)) {
      out[to + 3] = beyond(bests.similarity, left, values.similarity, isListed);
    }
  };
  for (let left = 0; left < leftCount; left++) {
    for (let at = offsets[left]!; at < offsets[left + 1]!; at++) {
      if (!isNear[at]) continue;
      const values = { least: least[at]!, rest: rest[at]!, similarity: input.similarity[at]! };
      write(left, right[at]!, values, true, data, at * RERANK_FEATURES.length);
    }
  }
  return {
    isNear,
    data,
    featuresOf(left, of, similarity) {
      const found = align(left, of);
      const out = new Float64Array(RERANK_FEATURES.length);
      // As the pool has them.
      const values = { least: Math.fround(found.least), rest: Math.fround(found.rest), similarity: Math.fround(similarity) };
      write(left, of, values, false, out, 0);
      return out;
    },
  };
}

interface Values {
  readonly least: number;
  readonly rest: number;
  readonly similarity: number;
}

/** The two largest values of each member; equal ones count as two. */
interface Best {
  readonly first: Float32Array;
  readonly second: Float32Array;
}

const createBest = (count: number): Best => ({
  first: new Float32Array(count).fill(Number.NEGATIVE_INFINITY),
  second: new Float32Array(count).fill(Number.NEGATIVE_INFINITY),
});

function offer({ first, second }: Best, member: number, value: number): void {
  if (value > first[member]!) {
    second[member] = first[member]!;
    first[member] = value;
  } else if (value > second[member]!) second[member] = value;
}
