import { IDENTICAL_SCORE } from '../candidates/score/match-score';
import type { CandidateSet, Dataset } from '../model/types';
import { takeRows } from '../table/cells';

/** The rows that stand for all others like them, and the table with only those. */
export interface DistinctRows {
  /** Row of the whole table by row of the distinct one, ascending. */
  readonly rows: Uint32Array<ArrayBuffer>;
  readonly dataset: Dataset;
}

/** One row of each group of duplicates. @param firstOf from `findExactDuplicates` */
export function pickDistinct(dataset: Dataset, firstOf: Uint32Array): DistinctRows {
  const rows = Uint32Array.from(firstOf.keys()).filter((row) => firstOf[row] === row);
  if (rows.length === dataset.rowCount) return { rows, dataset };
  return { rows, dataset: takeRows(dataset, rows) };
}

/**
 * Candidates among distinct rows as candidates of the whole table: every duplicate has one, the row it is a duplicate of. So a text
 * that stands a thousand times does not crowd out what is only like it. O(rows + pairs).
 */
export function expandDistinct(set: CandidateSet, { rows }: DistinctRows, firstOf: Uint32Array): CandidateSet {
  const rowCount = firstOf.length;
  if (rows.length === rowCount) return set;
  const placeOf = new Uint32Array(rowCount);
  rows.forEach((row, place) => {
    placeOf[row] = place;
  });
  const offsets = new Uint32Array(rowCount + 1);
  for (let row = 0; row < rowCount; row++) {
    const place = placeOf[row]!;
    offsets[row + 1] = offsets[row]! + (firstOf[row] === row ? set.offsets[place + 1]! - set.offsets[place]! : 1);
  }
  const total = offsets[rowCount]!;
  const right = new Uint32Array(total);
  const similarity = new Float32Array(total).fill(IDENTICAL_SCORE);
  const lexical = new Float32Array(total).fill(IDENTICAL_SCORE);
  const matchScore = new Float32Array(total).fill(IDENTICAL_SCORE);
  for (let row = 0; row < rowCount; row++) {
    const to = offsets[row]!;
    if (firstOf[row] !== row) {
      right[to] = firstOf[row]!;
      continue;
    }
    const from = set.offsets[placeOf[row]!]!;
    const end = set.offsets[placeOf[row]! + 1]!;
    for (let at = from; at < end; at++) right[to + at - from] = rows[set.right[at]!]!;
    similarity.set(set.similarity.subarray(from, end), to);
    lexical.set(set.lexical.subarray(from, end), to);
    matchScore.set(set.matchScore.subarray(from, end), to);
  }
  return { leftCount: rowCount, rightCount: rowCount, offsets, right, similarity, lexical, matchScore };
}
