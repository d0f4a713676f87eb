import type { TopPairs } from '../candidates/top-pairs';
import { throwIfCancelled } from '../model/errors';
import { createPacer } from '../model/turns';
import type { Job, Sides, VectorSet } from '../model/types';
import { type BestLists, createBestLists, offerPair, sortBestLists } from './best-lists';
import { vectorAt } from './dot-products';
import { createSimilarityRows } from './similarity-rows';

/**
 * The most similar partners of every record of both sides: `left` holds the `k.left` best right records of each left record, `right`
 * the `k.right` best left records of each right record. Best first, ties by the lower index; fewer than `k` only where the other side
 * has fewer records. Values are cosines (dot products of the normalised vectors, float32); a record without text, whose vector is all
 * zero, has 0 with everything.
 *
 * Every pair is compared once, O(left · right · dimensions), and serves both sides; no matrix is kept. Gives the event loop a turn
 * about every 40 ms; progress in left texts.
 *
 * @throws AppError `job/cancelled`, `device/out-of-memory`
 */
export async function nearestBothSides(left: VectorSet, right: VectorSet, k: Sides<number>, job: Job): Promise<Sides<TopPairs>> {
  const leftCount = countOf(left);
  const rightCount = countOf(right);
  const lists = {
    left: createBestLists(leftCount, Math.min(k.left, rightCount)),
    right: createBestLists(rightCount, Math.min(k.right, leftCount)),
  };
  const rowOf = createSimilarityRows(left, right);
  const pace = createPacer();
  for (let row = 0; row < leftCount; row++) {
    offerRow(lists, row, rowOf(row), 0);
    const pause = pace();
    if (!pause) continue;
    job.progress(row + 1, leftCount, 'texts');
    await pause;
    throwIfCancelled(job.signal);
  }
  job.progress(leftCount, leftCount, 'texts');
  return { left: sortBestLists(lists.left), right: sortBestLists(lists.right) };
}

/**
 * The `k` most similar other records of every record of one table; a record is never its own partner. Otherwise as
 * `nearestBothSides`.
 *
 * @throws AppError `job/cancelled`, `device/out-of-memory`
 */
export async function nearestWithin(set: VectorSet, k: number, job: Job): Promise<TopPairs> {
  const count = countOf(set);
  const lists = createBestLists(count, Math.min(k, Math.max(0, count - 1)));
  const rowOf = createSimilarityRows(set, set);
  const pace = createPacer();
  for (let row = 0; row < count; row++) {
    offerRow({ left: lists, right: lists }, row, rowOf(row), row + 1);
    const pause = pace();
    if (!pause) continue;
    job.progress(row + 1, count, 'texts');
    await pause;
    throwIfCancelled(job.signal);
  }
  job.progress(count, count, 'texts');
  return sortBestLists(lists);
}

/** Cosines of given pairs, float32: `left[leftIndex[i]]` with `right[rightIndex[i]]`. Cost O(pairs · dimensions). */
export function similarityOfPairs(
  left: VectorSet,
  right: VectorSet,
  leftIndex: Uint32Array,
  rightIndex: Uint32Array,
): Float32Array {
  return Float32Array.from(leftIndex, (row, at) => {
    const one = vectorAt(left, row);
    const other = vectorAt(right, rightIndex[at]!);
    let sum = 0;
    for (let i = 0; i < one.length; i++) sum += one[i]! * other[i]!;
    return sum;
  });
}

const countOf = (set: VectorSet): number => set.data.length / set.dimensions;

function offerRow({ left, right }: Sides<BestLists>, row: number, values: Float32Array, from: number): void {
  for (let partner = from; partner < values.length; partner++) {
    const value = values[partner]!;
    if (value > left.floor[row]!) offerPair(left, row, partner, value);
    if (value > right.floor[partner]!) offerPair(right, partner, row, value);
  }
}
