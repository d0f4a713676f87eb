import { throwIfCancelled } from '../../model/errors';
import { createPacer } from '../../model/turns';
import type { Job, Side, Sides } from '../../model/types';
import { type BestLists, createBestLists, offerPair, sortBestLists } from '../../vectors/best-lists';
import type { TopPairs } from '../top-pairs';
import { LexicalProbe } from './lexical-probe';
import { LexicalQuery } from './lexical-query';
import { buildLexicalSides, type LexicalSides, takeRecords } from './lexical-rows';
import { scanAllPairs } from './lexical-scan';
import { orderByWord } from './probe-order';

export type { LexicalSides } from './lexical-rows';

/**
 * Character n-gram TF-IDF of two sides: grams of 2 to 4 code units inside word borders (the `char_wb` scheme of scikit-learn: a word
 * has one space on either side, and one no longer than a gram is itself one), term frequency `1 + ln(tf)`, inverse document
 * frequency `ln((1 + n) / (1 + df)) + 1` over both sides, rows L2-normalised. For one table against itself leave `right` empty.
 *
 * Async only so that it can be cancelled; reports no progress. Cost O(code units). Memory: about 12 bytes a word of a record and
 * 12 bytes a gram of a distinct word.
 *
 * @param left texts as `normaliseText` returns them
 * @throws AppError `job/cancelled`
 */
export async function fitLexical(left: readonly string[], right: readonly string[], job: Job): Promise<LexicalSides> {
  throwIfCancelled(job.signal);
  const pace = createPacer();
  return buildLexicalSides({ left, right }, () => pace()?.then(() => throwIfCancelled(job.signal)) ?? null);
}

/**
 * For every left record its `k.left` right records of highest cosine, and for every right record its `k.right` left ones. Only
 * cosines above 0; best first, ties by the lower index; a `k` above the size of the other side is that size. Values are exact
 * (float32 of a float64 sum) and do not depend on the order of rows.
 *
 * Exact up to `EXACT_PAIRS` pairs, and where a `k` is a large part of the other side. Beyond, each record of a side whose `k` is not 0 is
 * looked up on the other side (`LexicalProbe`), which can miss partners: docs/methods.md has the measured recall. Progress counts the records of both sides.
 *
 * @throws AppError `job/cancelled`
 */
export async function nearestLexicalBothSides(sides: LexicalSides, k: Sides<number>, job: Job): Promise<Sides<TopPairs>> {
  return search(sides, k, false, job);
}

/**
 * As `nearestLexicalBothSides`, but only the pairs of some left with some right records are looked at, as within a block. Member `i`
 * of an answer is `leftMembers[i]` (or `rightMembers[i]`); partners are indices of records, not of members. Reports no progress.
 * Cost of a small block O(pairs + grams), whatever the size of the sides; many can be asked for one after the other.
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
  throwIfCancelled(job.signal);
  const pairs = leftMembers.length * rightMembers.length;
  if (pairs <= SMALL_BLOCK_PAIRS) return comparePairs(sides, leftMembers, rightMembers, k);
  const taken = {
    ...sides,
    left: takeRecords(sides, sides.left, leftMembers),
    right: takeRecords(sides, sides.right, rightMembers),
  };
  const found = await search(taken, k, false, { signal: job.signal, progress: () => {} });
  const rename = (top: TopPairs, members: Uint32Array): TopPairs => ({ ...top, index: top.index.map((at) => members[at]!) });
  return { left: rename(found.left, rightMembers), right: rename(found.right, leftMembers) };
}

/**
 * One table against itself: for every left record its `k` other left records of highest cosine. The right side plays no part.
 * Otherwise as `nearestLexicalBothSides`.
 *
 * @throws AppError `job/cancelled`
 */
export async function nearestLexicalWithin(sides: LexicalSides, k: number, job: Job): Promise<TopPairs> {
  return (await search({ ...sides, right: sides.left }, { left: k, right: 0 }, true, job)).left;
}

/**
 * Cosines (0…1) of given pairs, exact, in their order; equal to the values of the searches. Cost O(words of the right text) a pair
 * where pairs are sorted by left record, and O(grams of the left text) each time the left record changes.
 */
export function lexicalOfPairs(sides: LexicalSides, leftIndex: Uint32Array, rightIndex: Uint32Array): Float32Array {
  const query = queryOf(sides);
  const cosines = new Float32Array(leftIndex.length);
  for (let pair = 0; pair < cosines.length; pair++) {
    if (pair === 0 || leftIndex[pair] !== leftIndex[pair - 1]) query.open(leftIndex[pair]!);
    cosines[pair] = Math.max(0, query.cosine(rightIndex[pair]!));
  }
  return cosines;
}

async function search(sides: LexicalSides, k: Sides<number>, isWithin: boolean, job: Job): Promise<Sides<TopPairs>> {
  const { left, right } = sides;
  throwIfCancelled(job.signal);
  const lists = {
    left: createBestLists(left.count, Math.min(k.left, right.count)),
    right: createBestLists(right.count, Math.min(k.right, left.count)),
  };
  const total = isWithin ? left.count : left.count + right.count;
  const pace = createPacer();
  const breathe = (done: number): Promise<void> | null => {
    const pause = pace();
    if (!pause) return null;
    job.progress(Math.round(done), total, 'texts');
    return pause.then(() => throwIfCancelled(job.signal));
  };
  const isExact =
    left.count * right.count <= EXACT_PAIRS ||
    Math.max(k.left * LARGE_PART, RECORDS_WORTH_PROBING) > right.count ||
    Math.max(k.right * LARGE_PART, RECORDS_WORTH_PROBING) > left.count;
  if (isExact) {
    await scanAllPairs(sides, lists, isWithin, (done) => breathe((done / left.count) * total));
  } else {
    await probeSide(sides, 'left', lists, isWithin, !isWithin, breathe);
    if (!isWithin) await probeSide(sides, 'right', lists, false, k.left === 0, (done) => breathe(left.count + done));
  }
  job.progress(total, total, 'texts');
  return { left: sortBestLists(lists.left), right: sortBestLists(lists.right) };
}

/**
 * Looks up every record of one side on the other and offers each pair that is found to the lists of both, which helps the other.
 *
 * @param isFirst no pair can have been offered before
 */
async function probeSide(
  sides: LexicalSides,
  side: Side,
  lists: Sides<BestLists>,
  isWithin: boolean,
  isFirst: boolean,
  breathe: (done: number) => Promise<void> | null,
): Promise<void> {
  const other = side === 'left' ? 'right' : 'left';
  const mine = lists[side];
  const theirs = isWithin ? mine : lists[other];
  if (mine.k === 0) return;
  const probe = new LexicalProbe(sides, sides[side], sides[other], { mine, theirs, isLater: !isFirst });
  const order = orderByWord(sides[side].words, sides[other].recordsWith);
  for (let at = 0; at < order.length; at++) {
    probe.probe(order[at]!);
    const pause = breathe(at + 1);
    if (pause) await pause;
  }
  probe.finish();
}

function comparePairs(
  sides: LexicalSides,
  leftMembers: Uint32Array,
  rightMembers: Uint32Array,
  k: Sides<number>,
): Sides<TopPairs> {
  const query = queryOf(sides);
  const left = createBestLists(leftMembers.length, Math.min(k.left, rightMembers.length));
  const right = createBestLists(rightMembers.length, Math.min(k.right, leftMembers.length));
  leftMembers.forEach((leftRecord, leftMember) => {
    query.open(leftRecord);
    rightMembers.forEach((rightRecord, rightMember) => {
      const cosine = query.cosine(rightRecord);
      if (!(cosine > 0)) return;
      offerPair(left, leftMember, rightRecord, cosine);
      offerPair(right, rightMember, leftRecord, cosine);
    });
  });
  return { left: sortBestLists(left), right: sortBestLists(right) };
}

/** Working memory of the calls that finish without a pause, kept for as long as its sides are. */
const queries = new WeakMap<LexicalSides, LexicalQuery>();

function queryOf(sides: LexicalSides): LexicalQuery {
  let query = queries.get(sides);
  if (!query) {
    query = new LexicalQuery(sides, sides.left, sides.right);
    queries.set(sides, query);
  }
  return query;
}

const EXACT_PAIRS = 2e7;
const LARGE_PART = 20;
const RECORDS_WORTH_PROBING = 1000;
const SMALL_BLOCK_PAIRS = 1 << 17;

/** What another engine of the same definition takes over, see `core/definition`. */
export const LEXICAL_SEARCH_DEFINITION = { EXACT_PAIRS, LARGE_PART, RECORDS_WORTH_PROBING } as const;
