import { throwIfCancelled } from '../model/errors';
import { createPacer } from '../model/turns';
import type { Job, Sides } from '../model/types';
import { createBestLists } from './best-lists';
import { ngramsOf } from './ngrams';
import { cosinesWith, fitTfIdf, invert, type SparseRows } from './tfidf';
import type { TopPairs } from './top-pairs';

/** Both sides as rows of weighted character n-grams. Made by `fitLexical`; what is inside is nobody else's business. */
export interface LexicalSides extends Sides<SparseRows> {
  readonly termCount: number;
}

/**
 * Character n-gram TF-IDF of two sides: grams of 2 to 4 code units inside word borders (`ngramsOf`), term frequency `1 + ln(tf)`,
 * inverse document frequency `ln((1 + n) / (1 + df)) + 1` over both sides, rows L2-normalised. For one table against itself leave
 * `right` empty. Async only so that it can be cancelled; reports no progress.
 *
 * @param left texts as `normaliseText` returns them
 * @throws AppError `job/cancelled`
 */
export async function fitLexical(left: readonly string[], right: readonly string[], job: Job): Promise<LexicalSides> {
  throwIfCancelled(job.signal);
  return fitTfIdf(left, right, ngramsOf);
}

/**
 * For every left record its `k.left` right records of highest cosine, and for every right record its `k.right` left ones. Only
 * cosines above 0; best first, ties by the lower index. A `k` above the size of the other side is that size. Progress counts the
 * records of both sides.
 *
 * @throws AppError `job/cancelled`
 */
export async function nearestLexicalBothSides(sides: LexicalSides, k: Sides<number>, job: Job): Promise<Sides<TopPairs>> {
  return search(sides, allOf(sides.left), allOf(sides.right), k, job);
}

/**
 * As `nearestLexicalBothSides`, but only the pairs of some left with some right records are looked at, as within a block. Member `i`
 * of an answer is `leftMembers[i]` (or `rightMembers[i]`); partners are indices of records, not of members. Reports no progress.
 *
 * @param leftMembers indices of records, ascending, each once
 * @throws AppError `job/cancelled`
 */
export async function nearestLexicalIn(
  sides: LexicalSides,
  leftMembers: Uint32Array,
  rightMembers: Uint32Array,
  k: Sides<number>,
  job: Job,
): Promise<Sides<TopPairs>> {
  return search(sides, leftMembers, rightMembers, k, { signal: job.signal, progress: () => {} });
}

/**
 * One table against itself: for every left record its `k` other left records of highest cosine. The right side plays no part.
 * Otherwise as `nearestLexicalBothSides`.
 *
 * @throws AppError `job/cancelled`
 */
export async function nearestLexicalWithin(sides: LexicalSides, k: number, job: Job): Promise<TopPairs> {
  const table = { termCount: sides.termCount, left: sides.left, right: sides.left };
  const all = allOf(sides.left);
  return (await search(table, all, all, { left: k, right: 0 }, job, true)).left;
}

/**
 * Cosines (0…1) of given pairs, exact, in their order. Cost O(terms of both texts) a pair; pairs sorted by left record are cheapest.
 */
export function lexicalOfPairs(sides: LexicalSides, leftIndex: Uint32Array, rightIndex: Uint32Array): Float32Array {
  const { left, right } = sides;
  const opened = new Float32Array(sides.termCount);
  let current = -1;
  const write = (row: number, isOpen: boolean): void => {
    for (let at = left.offsets[row]!; at < left.offsets[row + 1]!; at++) opened[left.terms[at]!] = isOpen ? left.weights[at]! : 0;
  };
  return Float32Array.from(leftIndex, (row, pair) => {
    if (row !== current) {
      if (current >= 0) write(current, false);
      write(row, true);
      current = row;
    }
    const other = rightIndex[pair]!;
    let sum = 0;
    for (let at = right.offsets[other]!; at < right.offsets[other + 1]!; at++)
      sum += opened[right.terms[at]!]! * right.weights[at]!;
    return sum;
  });
}

async function search(
  sides: LexicalSides,
  leftMembers: Uint32Array,
  rightMembers: Uint32Array,
  k: Sides<number>,
  job: Job,
  isWithin = false,
): Promise<Sides<TopPairs>> {
  const postings = invert(sides.right, sides.termCount);
  const bestOfLeft = createBestLists(leftMembers.length, Math.min(k.left, rightMembers.length));
  const bestOfRight = createBestLists(rightMembers.length, Math.min(k.right, leftMembers.length));
  const cosines = new Float32Array(sides.right.offsets.length - 1);
  const total = leftMembers.length + rightMembers.length;
  const pace = createPacer();
  throwIfCancelled(job.signal);
  for (let left = 0; left < leftMembers.length; left++) {
    cosinesWith(sides.left, leftMembers[left]!, postings, cosines);
    for (let right = 0; right < rightMembers.length; right++) {
      if (isWithin && left === right) continue;
      const cosine = cosines[rightMembers[right]!]!;
      bestOfLeft.offer(left, rightMembers[right]!, cosine);
      bestOfRight.offer(right, leftMembers[left]!, cosine);
    }
    const pause = pace();
    if (pause) {
      job.progress(Math.round(((left + 1) / leftMembers.length) * total), total, 'texts');
      await pause;
      throwIfCancelled(job.signal);
    }
  }
  job.progress(total, total, 'texts');
  return { left: bestOfLeft.finish(), right: bestOfRight.finish() };
}

const allOf = (rows: SparseRows): Uint32Array => Uint32Array.from({ length: rows.offsets.length - 1 }, (_, row) => row);
