import { type CandidateSet, NO_TEXT, type Sides } from '../model/types';
import type { RecordSet } from '../text/records';
import type { PairList } from './pair-list';
import { IDENTICAL_SCORE } from './score/match-score';

/** Scored pairs of distinct records, by left record; the right ones in any order. */
export interface ScoredPairs extends PairList {
  readonly similarity: Float32Array;
  readonly lexical: Float32Array;
  readonly matchScore: Float32Array;
}

export interface RowSettings {
  /** Candidates of a left row at most. */
  readonly limit: number;
  /** Candidates below are left out; null keeps all. */
  readonly minimumScore: number | null;
  /** Both sides are one table: the other rows of a row's record are candidates too, the row itself is not. */
  readonly isWithin: boolean;
}

/**
 * From records to rows: every left row gets the candidates of its record, every right record stands for all its rows. At most
 * `limit` a left row, by match score, then similarity, then right row. Cost O(rows · limit · log).
 */
export function expandToRows(pairs: ScoredPairs, records: Sides<RecordSet>, settings: RowSettings): CandidateSet {
  const ranked = Array.from(records.left.firstRow, (_, record) => rankRows(pairs, records.right, record, settings));
  const leftCount = records.left.recordOf.length;
  const offsets = new Uint32Array(leftCount + 1);
  // Within one table a row is among the ranked rows of its own record, and is passed over.
  const passedOver = settings.isWithin ? 1 : 0;
  for (let row = 0; row < leftCount; row++) {
    const record = records.left.recordOf[row]!;
    const found = record === NO_TEXT ? 0 : ranked[record]!.rows.length - passedOver;
    offsets[row + 1] = offsets[row]! + Math.min(settings.limit, found);
  }
  const total = offsets[leftCount]!;
  const set = {
    leftCount,
    rightCount: records.right.recordOf.length,
    offsets,
    right: new Uint32Array(total),
    similarity: new Float32Array(total),
    lexical: new Float32Array(total),
    matchScore: new Float32Array(total),
  };
  for (let row = 0; row < leftCount; row++) {
    const record = records.left.recordOf[row]!;
    if (record === NO_TEXT) continue;
    const { places, rows } = ranked[record]!;
    let slot = offsets[row]!;
    for (let rank = 0; slot < offsets[row + 1]!; rank++) {
      if (settings.isWithin && rows[rank] === row) continue;
      const at = places[rank]!;
      set.right[slot] = rows[rank]!;
      set.similarity[slot] = at === OWN_RECORD ? IDENTICAL_SCORE : pairs.similarity[at]!;
      set.lexical[slot] = at === OWN_RECORD ? IDENTICAL_SCORE : pairs.lexical[at]!;
      set.matchScore[slot++] = at === OWN_RECORD ? IDENTICAL_SCORE : pairs.matchScore[at]!;
    }
  }
  return set;
}

/** In place of a pair: the row belongs to the left record itself. */
const OWN_RECORD = -1;

function rankRows(
  pairs: ScoredPairs,
  right: RecordSet,
  record: number,
  { limit, minimumScore, isWithin }: RowSettings,
): { readonly places: readonly number[]; readonly rows: readonly number[] } {
  const places: number[] = [];
  const rows: number[] = [];
  const most = limit + Number(isWithin);
  const take = (of: number, at: number): void => {
    for (let slot = right.rowOffsets[of]!; slot < right.rowOffsets[of + 1]! && rows.length < most; slot++) {
      places.push(at);
      rows.push(right.rows[slot]!);
    }
  };
  if (isWithin) take(record, OWN_RECORD);
  const order = bestPairs(pairs, right, record, minimumScore, most - rows.length);
  let at = 0;
  while (at < order.length && rows.length < most) {
    // Records that tie in everything give their rows in order of row.
    let end = at + 1;
    while (end < order.length && isTie(order[at]!, order[end]!)) end++;
    if (end === at + 1) take(pairs.right[order[at]!]!, order[at]!);
    else takeTied(order.slice(at, end));
    at = end;
  }
  return { places, rows };

  function isTie(a: number, b: number): boolean {
    return pairs.matchScore[a] === pairs.matchScore[b] && closenessOf(pairs, a) === closenessOf(pairs, b);
  }
  function takeTied(tied: readonly number[]): void {
    const found = tied.flatMap((place) => {
      const of = pairs.right[place]!;
      return [...right.rows.subarray(right.rowOffsets[of]!, right.rowOffsets[of + 1]!)].map((row) => ({ place, row }));
    });
    found.sort((a, b) => a.row - b.row);
    for (const { place, row } of found.slice(0, most - rows.length)) {
      places.push(place);
      rows.push(row);
    }
  }
}

/**
 * Places of the best `most` pairs of a record, best first, ties by the first row of the right record. Each has a row, and the first rows
 * of tied records that are left out come after those of the ones kept: more pairs are never needed for `most` rows.
 */
function bestPairs(
  pairs: ScoredPairs,
  right: RecordSet,
  record: number,
  minimumScore: number | null,
  most: number,
): readonly number[] {
  const { matchScore } = pairs;
  const isBefore = (a: number, b: number): boolean => {
    if (matchScore[a] !== matchScore[b]) return matchScore[a]! > matchScore[b]!;
    const [one, other] = [closenessOf(pairs, a), closenessOf(pairs, b)];
    if (one !== other) return one > other;
    return right.firstRow[pairs.right[a]!]! < right.firstRow[pairs.right[b]!]!;
  };
  const best: number[] = [];
  const end = pairs.offsets[record + 1]!;
  const isFew = most <= FEW;
  for (let at = pairs.offsets[record]!; at < end; at++) {
    if (minimumScore !== null && !(matchScore[at]! >= minimumScore)) continue;
    if (!isFew || best.length < most) best.push(at);
    else if (most === 0 || !isBefore(at, best[most - 1]!)) continue;
    if (!isFew) continue;
    let to = best.length - 1;
    for (; to > 0 && isBefore(at, best[to - 1]!); to--) best[to] = best[to - 1]!;
    best[to] = at;
  }
  return isFew ? best : best.sort((a, b) => (isBefore(a, b) ? -1 : 1)).slice(0, most);
}

/** So few are kept in order as they come; more are sorted. */
const FEW = 64;

const closenessOf = ({ similarity }: ScoredPairs, at: number): number => (Number.isNaN(similarity[at]!) ? 0 : similarity[at]!);
