import type { ScoreKind } from '../model/settings';
import type { Job, Sides, VectorSet } from '../model/types';
import { nearestBothSides, nearestWithin, similarityOfPairs } from '../vectors/nearest';
import type { BlockPlan } from './blocking/blocking';
import { poolBlocks } from './blocking/pool-blocks';
import { type LexicalSides, lexicalOfPairs, nearestLexicalBothSides, nearestLexicalWithin } from './lexical/lexical-index';
import { leftOf, type PairList, unitePairs } from './pair-list';
import { portionOf } from './portions';
import type { TopPairs } from './top-pairs';

/**
 * Pairs of distinct records that are worth a closer look, by left record, then right record: those of left record `l` are the
 * places `offsets[l]..offsets[l + 1]`.
 */
export interface CandidatePool extends PairList {
  /** Cosine of the vectors, −1…1; NaN where there are none. */
  readonly similarity: Float32Array;
  /** Cosine of the character n-grams, 0…1. */
  readonly lexical: Float32Array;
}

export interface PoolInput {
  readonly count: Sides<number>;
  readonly lexical: LexicalSides;
  /** One vector a record. */
  readonly vectors: Sides<VectorSet> | null;
  /** Blocks of records; null compares all with all. */
  readonly blocks: BlockPlan | null;
  /** Both sides are the same records, which are not compared with themselves. */
  readonly isWithin: boolean;
}

/** However few candidates are wanted, they are picked out of this many. */
export const SMALLEST_POOL = 20;
/** Left records that a right one brings along: its rivals, and partners that are not among the best of their own list. */
const REVERSE_POOL = 5;

/** The best lists by letters, which do not change when vectors arrive: look them up once, pool many times. */
export type LexicalTop = Sides<TopPairs>;

/**
 * Pairs worth scoring: of every left record the `candidatesPerRow` (at least 20) best right ones by letters and by vectors, and of
 * every right record its 5 best left ones by both, so that each record's rivals are there too. Within blocks where there are any.
 *
 * Cost: that of the two searches; O(pairs) memory.
 *
 * @param known the answer of an earlier call for the same records, for `lexicalTop`
 * @throws AppError `job/cancelled`, `device/out-of-memory`
 */
export async function poolCandidates(
  input: PoolInput,
  settings: { readonly candidatesPerRow: number; readonly score: ScoreKind },
  job: Job,
  known: { lexicalTop?: LexicalTop } = {},
): Promise<CandidatePool> {
  const useLetters = settings.score !== 'dense' || !input.vectors;
  const useVectors = settings.score !== 'lexical' && input.vectors !== null;
  const size = { left: Math.max(settings.candidatesPerRow, SMALLEST_POOL), right: REVERSE_POOL };
  const steps = Number(useLetters && !known.lexicalTop) + Number(useVectors);
  let pairs: PairList;
  /** What the searches know already. */
  let lexical: Float32Array | null = null;
  let similarity: Float32Array | null = null;
  if (input.blocks) {
    pairs = await poolBlocks(input, input.blocks, { size, useLetters, useVectors }, job);
  } else {
    const lists: Sides<TopPairs>[] = [];
    if (useLetters) {
      known.lexicalTop ??= await nearestByLetters(input, size, portionOf(job, 0, 1 / steps));
      lists.push(known.lexicalTop);
    }
    if (useVectors) lists.push(await nearestByVectors(input, input.vectors!, size, portionOf(job, (steps - 1) / steps, 1)));
    const { values, ...united } = unitePairs(lists, input.count);
    pairs = united;
    if (useLetters) lexical = values[0]!;
    if (useVectors) similarity = values.at(-1)!;
  }
  const { vectors } = input;
  const left = leftOf(pairs);
  return {
    ...pairs,
    similarity: vectors
      ? complete(similarity, left, pairs.right, (...of) => similarityOfPairs(vectors.left, vectors.right, ...of))
      : new Float32Array(pairs.right.length).fill(Number.NaN),
    lexical: complete(lexical, left, pairs.right, (...of) => lexicalOfPairs(input.lexical, ...of)),
  };
}

/** Asks for the values of all pairs, or of those where `values` is NaN, in its place. */
function complete(
  values: Float32Array | null,
  left: Uint32Array,
  right: Uint32Array,
  ask: (left: Uint32Array, right: Uint32Array) => Float32Array,
): Float32Array {
  if (!values) return ask(left, right);
  const missing = new Uint32Array(values.length);
  let size = 0;
  for (let at = 0; at < values.length; at++) if (Number.isNaN(values[at]!)) missing[size++] = at;
  const members = { left: new Uint32Array(size), right: new Uint32Array(size) };
  for (let next = 0; next < size; next++) {
    members.left[next] = left[missing[next]!]!;
    members.right[next] = right[missing[next]!]!;
  }
  const found = ask(members.left, members.right);
  for (let next = 0; next < size; next++) values[missing[next]!] = found[next]!;
  return values;
}

async function nearestByLetters(input: PoolInput, size: Sides<number>, job: Job): Promise<Sides<TopPairs>> {
  if (!input.isWithin) return nearestLexicalBothSides(input.lexical, size, job);
  const top = await nearestLexicalWithin(input.lexical, size.left, job);
  return { left: top, right: top };
}

async function nearestByVectors(
  input: PoolInput,
  vectors: Sides<VectorSet>,
  size: Sides<number>,
  job: Job,
): Promise<Sides<TopPairs>> {
  if (!input.isWithin) return nearestBothSides(vectors.left, vectors.right, size, job);
  const top = await nearestWithin(vectors.left, size.left, job);
  return { left: top, right: top };
}

/** What another engine of the same definition takes over, see `core/definition`. */
export const POOL_DEFINITION = { SMALLEST_POOL, REVERSE_POOL } as const;
