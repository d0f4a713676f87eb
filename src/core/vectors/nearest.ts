import type { TopPairs } from '../candidates/top-pairs';
import { AppError, throwIfCancelled } from '../model/errors';
import { createPacer } from '../model/turns';
import type { Job, Sides, VectorSet } from '../model/types';
import { type BestLists, createBestLists, offerPair, sortBestLists } from './best-lists';
import { dotProducts, vectorAt } from './dot-products';
import { createExactProducts } from './exact-products';
import { type Allocate, allocateMemory, hasKernel, type Precision } from './kernels';
import type { Rounding } from './packing';
import { scanPairs } from './scan-pairs';
import { createSettler } from './settle';

/** How to search; whatever is chosen, the result is the same but for the order of float32 sums. */
export interface NearestOptions {
  /** `plain` works without WebAssembly. Default: what is fastest here for this many pairs. */
  readonly precision?: Precision | 'plain';
  /** Where the memory of the kernels comes from. */
  readonly allocate?: Allocate;
}

/** Below this many components in all pairs, rounding them first does not pay. */
const FEWEST_COMPONENTS_TO_ROUND = 2e8;
/** Partners kept beyond `k` while values are rounded, so that nearly all lists turn out complete. */
const SPARE_PARTNERS: Readonly<Record<Precision, number>> = { float32: 0, int16: 3, 'int8-widened': 14, int8: 14 };

/**
 * The most similar partners of every record of both sides: `left` holds the `k.left` best right records of each left record, `right`
 * the `k.right` best left records of each right record. Best first, ties by the lower index; fewer than `k` only where the other side
 * has fewer records. Values are cosines (dot products of the normalised vectors, float32); a record without text, whose vector is all
 * zero, has 0 with everything.
 *
 * Every pair is compared once, O(left · right · dimensions), and serves both sides; no matrix is kept. Memory beyond the input:
 * about 8 bytes for each place of a list with its spare places, and at most 48 MB of packed vectors. Method: docs/methods.md. Gives
 * the event loop a turn about every 40 ms; progress in left texts.
 *
 * @throws AppError `job/cancelled`; `device/out-of-memory` where even small tiles find no room
 */
export async function nearestBothSides(
  left: VectorSet,
  right: VectorSet,
  k: Sides<number>,
  job: Job,
  options: NearestOptions = {},
): Promise<Sides<TopPairs>> {
  const search = createSearch(left, right, false, job, options);
  return explainMemory(() => search(Math.min(k.left, countOf(right)), Math.min(k.right, countOf(left))));
}

/**
 * The `k` most similar other records of every record of one table; a record is never its own partner, an equal one may be. Otherwise
 * as `nearestBothSides`, at half the cost.
 *
 * @throws AppError `job/cancelled`, `device/out-of-memory`
 */
export async function nearestWithin(set: VectorSet, k: number, job: Job, options: NearestOptions = {}): Promise<TopPairs> {
  const search = createSearch(set, set, true, job, options);
  const most = Math.min(k, Math.max(0, countOf(set) - 1));
  return (await explainMemory(() => search(most, most))).left;
}

/**
 * Cosines of given pairs, float32: `left[leftIndex[i]]` with `right[rightIndex[i]]`, the same values as those of the lists.
 * Cost O(pairs · dimensions), least where pairs of one left record follow one another.
 *
 * @throws AppError `device/out-of-memory`
 */
export function similarityOfPairs(
  left: VectorSet,
  right: VectorSet,
  leftIndex: Uint32Array,
  rightIndex: Uint32Array,
): Float32Array {
  try {
    const values = new Float32Array(leftIndex.length);
    if (values.length === 0) return values;
    const products = createExactProducts(left, right, allocateMemory);
    let from = 0;
    while (from < values.length) {
      const row = leftIndex[from]!;
      let to = from + 1;
      while (to < values.length && leftIndex[to] === row) to++;
      products.open(row);
      products.multiply(rightIndex, from, to, values, from);
      from = to;
    }
    return values;
  } catch (thrown) {
    throw memoryError(thrown);
  }
}

const countOf = (set: VectorSet): number => set.data.length / set.dimensions;

/** The fastest precision for so many multiplications. */
function choosePrecision(components: number): Precision | 'plain' {
  if (!hasKernel('float32')) return 'plain';
  if (components < FEWEST_COMPONENTS_TO_ROUND) return 'float32';
  return hasKernel('int8') ? 'int8' : 'int16';
}

function createSearch(left: VectorSet, right: VectorSet, isWithin: boolean, job: Job, options: NearestOptions) {
  const { allocate = allocateMemory } = options;
  const leftCount = countOf(left);
  const rightCount = countOf(right);
  const precision = options.precision ?? choosePrecision(leftCount * rightCount * left.dimensions);
  const pace = createPacer();
  const breathe = (share: number): Promise<void> | null => {
    const pause = pace();
    if (!pause) return null;
    job.progress(Math.round(share * leftCount), leftCount, 'texts');
    return pause.then(() => throwIfCancelled(job.signal));
  };

  return async (kLeft: number, kRight: number): Promise<Sides<TopPairs>> => {
    throwIfCancelled(job.signal);
    const exact = await searchAll(kLeft, kRight);
    job.progress(leftCount, leftCount, 'texts');
    const sorted = sortBestLists(exact.left);
    return { left: sorted, right: isWithin ? sorted : sortBestLists(exact.right) };
  };

  async function searchAll(kLeft: number, kRight: number): Promise<Sides<BestLists>> {
    const exact = createLists(kLeft, kRight);
    if (precision === 'plain') await scanPlainly(exact);
    else if (precision === 'float32') await scan(exact, 'float32');
    else {
      const spare = SPARE_PARTNERS[precision];
      const rounded = createLists(
        kLeft && Math.min(kLeft + spare, rightCount - (isWithin ? 1 : 0)),
        kRight && Math.min(kRight + spare, leftCount),
      );
      const rounding = await scan(rounded, precision);
      await settle(rounded.left, exact.left, left, right, rounding.left, rounding.right);
      if (!isWithin) await settle(rounded.right, exact.right, right, left, rounding.right, rounding.left);
    }
    return exact;
  }

  function createLists(kLeft: number, kRight: number): Sides<BestLists> {
    const lists = createBestLists(leftCount, kLeft);
    return { left: lists, right: isWithin ? lists : createBestLists(rightCount, kRight) };
  }

  function scan(lists: Sides<BestLists>, at: Precision): Promise<Sides<Rounding>> {
    return scanPairs({ left, leftRows: null, right, lists, isWithin, precision: at, allocate, breathe });
  }

  /** Exact lists from rounded ones; the few that may lack a partner are looked for again among all. */
  async function settle(
    rounded: BestLists,
    exact: BestLists,
    own: VectorSet,
    other: VectorSet,
    ownRounding: Rounding,
    otherRounding: Rounding,
  ): Promise<void> {
    if (rounded.k === 0 || rounded.count.length === 0) return;
    const isWhole = rounded.k >= countOf(other) - (isWithin ? 1 : 0);
    const products = createExactProducts(own, other, allocate);
    const settleList = createSettler(
      sortBestLists(rounded),
      (list) => list,
      exact,
      products,
      ownRounding,
      otherRounding,
      () => isWhole,
    );
    const open: number[] = [];
    for (let list = 0; list < rounded.count.length; list++) {
      if (!settleList(list)) open.push(list);
      const pause = breathe(1);
      if (pause) await pause;
    }
    if (open.length === 0) return;
    const rows = Uint32Array.from(open);
    const again = createBestLists(rows.length, exact.k);
    await scanPairs({
      left: own,
      leftRows: rows,
      right: other,
      lists: { left: again, right: null },
      isWithin,
      precision: 'float32',
      allocate,
      breathe: () => breathe(1),
    });
    rows.forEach((row, at) => {
      exact.index.set(again.index.subarray(at * exact.k, (at + 1) * exact.k), row * exact.k);
      exact.value.set(again.value.subarray(at * exact.k, (at + 1) * exact.k), row * exact.k);
      exact.count[row] = again.count[at]!;
    });
  }

  async function scanPlainly({ left: leftLists, right: rightLists }: Sides<BestLists>): Promise<void> {
    const values = new Float32Array(rightCount);
    for (let row = 0; row < leftCount; row++) {
      dotProducts(vectorAt(left, row), right, values);
      for (let partner = isWithin ? row + 1 : 0; partner < rightCount; partner++) {
        const value = values[partner]!;
        if (value > leftLists.floor[row]!) offerPair(leftLists, row, partner, value);
        if (value > rightLists.floor[partner]!) offerPair(rightLists, partner, row, value);
      }
      const pause = breathe(row / leftCount);
      if (pause) await pause;
    }
  }
}

async function explainMemory<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (thrown) {
    throw memoryError(thrown);
  }
}

const memoryError = (thrown: unknown): unknown =>
  thrown instanceof RangeError ? new AppError('device/out-of-memory', {}, { cause: thrown }) : thrown;
