import type { CandidateSet, Sides } from '../model/types';

/** Rows that are searched anew by themselves, ascending, and which of the left ones get new candidates. */
export interface PartOfTables extends Sides<Uint32Array> {
  readonly isRenewed: Uint8Array;
  readonly renewedCount: number;
}

/** Left rows that come along with their best candidates, so that scores lean on more than a few odd rows. */
const MOST_BACKGROUND = 2_000;
/** More rows of a side are a match of their own. */
export const MOST_ROWS_OF_A_PART = 20_000;

/**
 * What a change of some rows asks to be searched anew: the touched left rows and those that have a touched right row among their
 * candidates; with them the touched right rows and all candidates that they have now. Null where that is too much. O(candidates).
 *
 * @param touched rows that read differently, ascending
 */
export function choosePart(candidates: CandidateSet, touched: Sides<Uint32Array>): PartOfTables | null {
  const { leftCount, rightCount, offsets, right } = candidates;
  const isTouched = { left: marks(leftCount, touched.left), right: marks(rightCount, touched.right) };
  const isLeft = new Uint8Array(leftCount);
  const isRight = isTouched.right.slice();
  let renewedCount = 0;
  for (let row = 0; row < leftCount; row++) {
    let renews = isTouched.left[row] === 1;
    for (let at = offsets[row]!; !renews && at < offsets[row + 1]!; at++) renews = isTouched.right[right[at]!] === 1;
    if (!renews) continue;
    isLeft[row] = RENEWED;
    renewedCount++;
    for (let at = offsets[row]!; at < offsets[row + 1]!; at++) isRight[right[at]!] = 1;
  }
  const step = Math.max(1, Math.floor(leftCount / MOST_BACKGROUND));
  for (let row = 0; row < leftCount; row += step) {
    if (isLeft[row] !== 0 || offsets[row] === offsets[row + 1]) continue;
    isLeft[row] = ALONG;
    isRight[right[offsets[row]!]!] = 1;
  }
  const left = placesOf(isLeft);
  const rights = placesOf(isRight);
  if (renewedCount === 0 || Math.max(left.length, rights.length) > MOST_ROWS_OF_A_PART) return null;
  return { left, right: rights, isRenewed: Uint8Array.from(left, (row) => (isLeft[row] === RENEWED ? 1 : 0)), renewedCount };
}

const RENEWED = 1;
const ALONG = 2;

/**
 * Candidates in which the renewed rows have those that were found in a part of the tables, with what they had outside of it; all others keep
 * theirs. By match score, then similarity, then right row; at most `limit` a renewed row. O(candidates).
 *
 * @param found by places of the part
 */
export function patchCandidates(before: CandidateSet, part: PartOfTables, found: CandidateSet, limit: number): CandidateSet {
  const inPart = marks(before.rightCount, part.right);
  const offsets = new Uint32Array(before.leftCount + 1);
  const lists = new Map<number, readonly Entry[]>();
  part.left.forEach((row, place) => {
    if (part.isRenewed[place] !== 1) return;
    const entries: Entry[] = [];
    for (let at = found.offsets[place]!; at < found.offsets[place + 1]!; at++) {
      entries.push(entryOf(found, at, part.right[found.right[at]!]!));
    }
    for (let at = before.offsets[row]!; at < before.offsets[row + 1]!; at++) {
      if (inPart[before.right[at]!] === 0) entries.push(entryOf(before, at, before.right[at]!));
    }
    lists.set(row, entries.sort(byScore).slice(0, limit));
  });
  for (let row = 0; row < before.leftCount; row++) {
    offsets[row + 1] = offsets[row]! + (lists.get(row)?.length ?? before.offsets[row + 1]! - before.offsets[row]!);
  }
  const total = offsets[before.leftCount]!;
  const next = {
    leftCount: before.leftCount,
    rightCount: before.rightCount,
    offsets,
    right: new Uint32Array(total),
    similarity: new Float32Array(total),
    lexical: new Float32Array(total),
    matchScore: new Float32Array(total),
  };
  for (let row = 0; row < before.leftCount; row++) {
    const to = offsets[row]!;
    const list = lists.get(row);
    if (list) {
      list.forEach((entry, rank) => {
        for (const name of ['right', 'similarity', 'lexical', 'matchScore'] as const) next[name][to + rank] = entry[name];
      });
      continue;
    }
    const [from, end] = [before.offsets[row]!, before.offsets[row + 1]!];
    for (const name of ['right', 'similarity', 'lexical', 'matchScore'] as const) {
      next[name].set(before[name].subarray(from, end), to);
    }
  }
  return next;
}

interface Entry {
  readonly right: number;
  readonly similarity: number;
  readonly lexical: number;
  readonly matchScore: number;
}

const entryOf = (set: CandidateSet, at: number, right: number): Entry => ({
  right,
  similarity: set.similarity[at]!,
  lexical: set.lexical[at]!,
  matchScore: set.matchScore[at]!,
});
const closeness = ({ similarity }: Entry): number => (Number.isNaN(similarity) ? 0 : similarity);
const byScore = (a: Entry, b: Entry): number => b.matchScore - a.matchScore || closeness(b) - closeness(a) || a.right - b.right;

function marks(count: number, rows: Uint32Array): Uint8Array {
  const marked = new Uint8Array(count);
  for (const row of rows) marked[row] = 1;
  return marked;
}

function placesOf(marked: Uint8Array): Uint32Array {
  const places: number[] = [];
  for (let row = 0; row < marked.length; row++) if (marked[row] !== 0) places.push(row);
  return Uint32Array.from(places);
}
