import type { TopPairs } from '../candidates/top-pairs';
import { AppError, throwIfCancelled } from '../model/errors';
import { createPacer } from '../model/turns';
import type { Job, Sides, VectorSet } from '../model/types';
import { type BestLists, createBestLists, offerPair, sortBestLists } from './best-lists';
import { type Cells, chooseReach, createCells, planCells } from './cells';
import { dotProducts, vectorAt } from './dot-products';
import { createExactProducts } from './exact-products';
import { type Allocate, allocateMemory, hasKernel, type Precision } from './kernels';
import type { Rounding } from './packing';
import { type ScanTask, scanPairs } from './scan-pairs';
import { createSettler } from './settle';

/** How to search. The result is the same but for the order of float32 sums; with cells, but for some partners. */
export interface NearestOptions {
  /** `plain` works without WebAssembly. Default: what is fastest here for this many pairs. */
  readonly precision?: Precision | 'plain';
  /**
   * Whether records meet only those of near cells, which finds about 99 % of the exact partners. Default: from 2 · 10¹⁰ pairs on, where
   * that leaves at most 35 % of the pairs.
   */
  readonly useCells?: boolean;
  /** Where the memory of the kernels comes from. */
  readonly allocate?: Allocate;
}

/** Below this many components in all pairs, rounding them first does not pay. */
const FEWEST_COMPONENTS_TO_ROUND = 2e8;
/** From so many pairs on, finding out whether cells pay costs little beside the search (docs/search.md). */
const FEWEST_PAIRS_FOR_CELLS = 2e10;
const FEWEST_RECORDS_FOR_CELLS = 20_000;
const MOST_CELLS = 1024;
/** Share of all pairs above which meeting near cells only is no gain. */
const LARGEST_SHARE_OF_PAIRS = 0.35;
/** Records of each side whose exact partners tell how many cells have to meet. */
const CALIBRATION_RECORDS = 300;
/** Partners kept beyond `k` while values are rounded, so that nearly all lists turn out complete. */
const SPARE_PARTNERS: Readonly<Record<Precision, number>> = { float32: 0, int16: 3, 'int8-widened': 14, int8: 14 };

/**
 * The most similar partners of every record of both sides: `left` holds the `k.left` best right records of each left record, `right`
 * the `k.right` best left records of each right record. Best first, ties by the lower index; fewer than `k` only where the other side
 * has fewer records. Values are cosines (dot products of the normalised vectors, float32); a record without text, whose vector is all
 * zero, has 0 with everything.
 *
 * Exact, unless both tables are so large that cells pay (`NearestOptions.useCells`). Every pair is compared once, O(left · right · dimensions), and serves both sides; no matrix is kept. Memory beyond the input:
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
    const products = createExactProducts(left, right, leftIndex.length, allocateMemory);
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
    const lists = await searchAll(kLeft, isWithin ? 0 : kRight);
    job.progress(leftCount, leftCount, 'texts');
    return isWithin ? { left: lists.left, right: lists.left } : lists;
  };

  async function searchAll(kLeft: number, kRight: number): Promise<Sides<TopPairs>> {
    const plan = precision === 'plain' ? null : await planSearch(Math.max(kLeft, kRight));
    if (precision === 'float32' && !plan) {
      return (await scanPairs({ ...whole(precision), k: { left: kLeft, right: kRight } })).lists;
    }
    const exact = { left: createBestLists(leftCount, kLeft), right: createBestLists(rightCount, kRight) };
    if (precision === 'plain') await scanPlainly(isWithin ? { left: exact.left, right: exact.left } : exact);
    else {
      const spare = SPARE_PARTNERS[precision];
      const k = {
        left: kLeft && Math.min(kLeft + spare, rightCount - (isWithin ? 1 : 0)),
        right: kRight && Math.min(kRight + spare, leftCount),
      };
      const { lists: rounded, rounding } = await scanPairs({ ...whole(precision), ...plan, k });
      const rows = { left: plan?.leftRows ?? null, right: plan?.rightRows ?? null };
      await settle(rounded.left, exact.left, rows.left, left, right, rounding.left, rounding.right);
      if (!isWithin) await settle(rounded.right, exact.right, rows.right, right, left, rounding.right, rounding.left);
    }
    return { left: sortBestLists(exact.left), right: sortBestLists(exact.right) };
  }

  function whole(at: Precision): Omit<ScanTask, 'k'> {
    return { left, leftRows: null, right, rightRows: null, blocks: null, isWithin, precision: at, allocate, breathe };
  }

  /** Null where every record meets every other. */
  async function planSearch(k: number): Promise<Pick<ScanTask, 'leftRows' | 'rightRows' | 'blocks'> | null> {
    const isLarge =
      leftCount * rightCount >= FEWEST_PAIRS_FOR_CELLS && Math.min(leftCount, rightCount) >= FEWEST_RECORDS_FOR_CELLS;
    if (!(options.useCells ?? isLarge) || leftCount === 0 || rightCount === 0 || k === 0) return null;
    const wait = (): Promise<void> | null => breathe(0);
    const cells = await createCells(
      left,
      right,
      Math.min(MOST_CELLS, Math.ceil(2 * Math.sqrt(Math.max(leftCount, rightCount)))),
      allocate,
      wait,
    );
    const reach = Math.max(await reachOf(cells, 'left', k), isWithin ? 0 : await reachOf(cells, 'right', k));
    const blocks = planCells(cells, reach);
    const pairs = blocks.reduce(
      (sum, { from, to, ranges }) => sum + ranges.reduce((met, range) => met + (to - from) * (range[1] - range[0]), 0),
      0,
    );
    if (options.useCells === undefined && pairs > LARGEST_SHARE_OF_PAIRS * leftCount * rightCount) return null;
    return { leftRows: cells.left.rows, rightRows: cells.right.rows, blocks };
  }

  /** How many cells have to meet, told from the exact partners of some records. */
  async function reachOf(cells: Cells, side: 'left' | 'right', k: number): Promise<number> {
    const [own, other] = side === 'left' ? [left, right] : [right, left];
    const ownCount = countOf(own);
    const size = Math.min(CALIBRATION_RECORDS, ownCount);
    const rows = Uint32Array.from({ length: size }, (_, at) => Math.floor(((at + 0.5) * ownCount) / size));
    const { lists } = await scanPairs({
      ...whole('int16'),
      left: own,
      leftRows: rows,
      right: other,
      k: { left: Math.min(k, Math.max(1, countOf(other) - 1)), right: 0 },
      breathe: () => breathe(0),
    });
    return chooseReach(
      cells,
      side === 'left' ? cells.left : cells.right,
      side === 'left' ? cells.right : cells.left,
      rows,
      lists.left,
    );
  }

  /** Exact lists from rounded ones, which are those of `ownRows` in this order; the few that may lack a partner are looked for again. */
  async function settle(
    rounded: TopPairs,
    exact: BestLists,
    ownRows: Uint32Array | null,
    own: VectorSet,
    other: VectorSet,
    ownRounding: Rounding,
    otherRounding: Rounding,
  ): Promise<void> {
    if (rounded.k === 0 || rounded.count.length === 0) return;
    const isWhole = rounded.k >= countOf(other) - (isWithin ? 1 : 0);
    const settleList = createSettler(
      rounded,
      ownRows,
      exact,
      createExactProducts(own, other, rounded.count.length * rounded.k, allocate),
      ownRounding,
      otherRounding,
    );
    const open: number[] = [];
    for (let list = 0; list < rounded.count.length; list++) {
      const isSettled = settleList(list);
      const isShort = rounded.count[list]! < exact.k;
      if (!isWhole && (ownRows ? isShort : !isSettled)) open.push(ownRows ? ownRows[list]! : list);
      const pause = breathe(1);
      if (pause) await pause;
    }
    if (open.length === 0) return;
    const rows = Uint32Array.from(open);
    const { lists } = await scanPairs({
      ...whole('float32'),
      left: own,
      leftRows: rows,
      right: other,
      k: { left: exact.k, right: 0 },
      breathe: () => breathe(1),
    });
    const { k, count, index, value } = lists.left;
    rows.forEach((row, at) => {
      exact.count[row] = 0;
      for (let place = at * k; place < at * k + count[at]!; place++) offerPair(exact, row, index[place]!, value[place]!);
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

/** What another engine of the same definition takes over, see `core/definition`. */
export const NEAREST_DEFINITION = {
  FEWEST_PAIRS_FOR_CELLS,
  FEWEST_RECORDS_FOR_CELLS,
  MOST_CELLS,
  LARGEST_SHARE_OF_PAIRS,
  CALIBRATION_RECORDS,
} as const;
