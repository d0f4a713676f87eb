import type { ClusterBook } from '../clusters/edits';
import type { PairGraph } from '../clusters/pair-graph';
import type { DecisionBook } from '../decisions/log';
import { leftIsUnique } from '../decisions/verdicts';
import type { CandidateSet, Cardinality } from '../model/types';

/** Pairs of rows of which a person said what they are: `isMatch` 1 or 0. Columns, parallel; no pair twice. */
export interface DecidedPairs {
  readonly left: Uint32Array;
  readonly right: Uint32Array;
  readonly isMatch: Uint8Array;
}

/** The nearest wrong rows of a record teach the most; more of them only make training longer. */
const MOST_WRONG = 8;
/** Rows of a cluster of which every pair is taken; of larger ones each row goes with the next ones. */
const MOST_FULL = 12;

/**
 * What decisions on two tables say of pairs of rows. An accepted pair is a match, whether or not it is a candidate; "not this one" is none.
 * "None of these" and "not in the other table" make the best candidates of their record non-matches, and so does an accepted pair
 * where its record may have one partner only. Unsure is not heard. Rows that the tables do not have are left out. In order of left row;
 * of one record matches first. O(decided records · candidates of a record).
 */
export function decidedPairs(
  book: DecisionBook,
  { offsets, right, leftCount, rightCount }: CandidateSet,
  cardinality: Cardinality,
): DecidedPairs {
  const list = createList();
  const isOne = leftIsUnique(cardinality);
  for (const left of [...book.decidedRows()].sort((a, b) => a - b)) {
    if (left >= leftCount) continue;
    const { record, pairs } = book.verdictsOf(left);
    const accepted = book.acceptedOf(left).filter((row) => row < rightCount);
    for (const row of accepted) list.add(left, row, 1);
    const isDenied = record === 'non-match' || record === 'absent' || (accepted.length > 0 && isOne);
    const wrong = new Set<number>();
    for (const [row, verdict] of pairs) if (verdict === 'non-match' && row < rightCount) wrong.add(row);
    for (let at = offsets[left]!; isDenied && at < offsets[left + 1]! && wrong.size < MOST_WRONG; at++) {
      const verdict = pairs.get(right[at]!);
      if (verdict !== 'match' && verdict !== 'possible') wrong.add(right[at]!);
    }
    for (const row of wrong) list.add(left, row, 0);
  }
  return list.pairs();
}

/**
 * What edits of clusters say of pairs of rows of one table, the lower row as `left`. Rows that a person placed together are matches; a placed
 * row and its most similar rows outside its group are none. Rows that nobody placed say nothing of each other. Matches by group, then
 * non-matches by row. O(placed rows · their neighbours · log).
 */
export function placedPairs(book: ClusterBook, { rowCount, offsets, neighbour, score }: PairGraph): DecidedPairs {
  const list = createList();
  const placed: number[] = [];
  for (let row = 0; row < rowCount; row++) if (book.placementOf(row)) placed.push(row);
  for (const row of placed) {
    if (book.placementOf(row)!.group !== row) continue;
    const rows = book.rowsOfGroup(row).filter((member) => member < rowCount);
    const reach = rows.length <= MOST_FULL ? rows.length : 2;
    rows.forEach((a, at) => {
      for (const b of rows.slice(at + 1, at + 1 + reach)) list.add(a, b, 1);
    });
  }
  const seen = new Set<number>();
  for (const row of placed) {
    const { group } = book.placementOf(row)!;
    const near = Array.from({ length: offsets[row + 1]! - offsets[row]! }, (_, i) => offsets[row]! + i)
      .filter((at) => book.placementOf(neighbour[at]!)?.group !== group)
      .sort((a, b) => score[b]! - score[a]! || neighbour[a]! - neighbour[b]!)
      .slice(0, MOST_WRONG);
    for (const at of near) {
      const other = neighbour[at]!;
      const key = Math.min(row, other) * rowCount + Math.max(row, other);
      if (seen.has(key)) continue;
      seen.add(key);
      list.add(Math.min(row, other), Math.max(row, other), 0);
    }
  }
  return list.pairs();
}

function createList() {
  const left: number[] = [];
  const right: number[] = [];
  const isMatch: number[] = [];
  return {
    add(a: number, b: number, match: 0 | 1): void {
      left.push(a);
      right.push(b);
      isMatch.push(match);
    },
    pairs: (): DecidedPairs => ({
      left: Uint32Array.from(left),
      right: Uint32Array.from(right),
      isMatch: Uint8Array.from(isMatch),
    }),
  };
}
