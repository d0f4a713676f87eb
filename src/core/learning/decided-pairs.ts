import { createDisjointSets } from '../clusters/disjoint-sets';
import type { ClusterBook } from '../clusters/edits';
import type { PairGraph } from '../clusters/pair-graph';
import type { DecisionBook } from '../decisions/log';
import { leftIsUnique } from '../decisions/verdicts';
import type { CandidateSet, Cardinality } from '../model/types';
import type { LabelledPairs } from '../tuning/labelled-pairs';

/** The nearest wrong rows of a record teach the most; more of them only make training longer. */
const MOST_WRONG = 8;
/** What more records would teach is little. */
const MOST_RECORDS = 20_000;
/** Rows of a cluster of which every pair is taken; of larger ones each row goes with the next ones. */
const MOST_FULL = 12;

/**
 * What decisions on two tables say of pairs of rows. An accepted pair is a match, whether or not it is a candidate; "not this one" is none.
 * "None of these" and "not in the other table" make the best candidates of their record non-matches, and so does an accepted pair
 * where its record may have one partner only. Unsure is not heard. Rows that the tables do not have are left out. In order of left row;
 * of one record matches first. Of more than 20,000 decided records as many, spread evenly over the table, are taken.
 * O(decided records · candidates of a record).
 */
export function decidedPairs(
  book: DecisionBook,
  { offsets, right, leftCount, rightCount }: CandidateSet,
  cardinality: Cardinality,
): LabelledPairs {
  const list = createList();
  const isOne = leftIsUnique(cardinality);
  const decided = [...book.decidedRows()].filter((left) => left < leftCount).sort((a, b) => a - b);
  for (const left of spread(decided)) {
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
export function placedPairs(book: ClusterBook, { rowCount, offsets, neighbour, score }: PairGraph): LabelledPairs {
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

/** Entities of which pairs that match tell: rows that they hold together. Of two tables, and of one. O(pairs). */
export function countEntities({ left, right, isMatch }: LabelledPairs, isOneTable: boolean): number {
  const numbers = new Map<string, number>();
  const numberOf = (side: string, row: number): number => {
    const key = side + row;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, numbers.size);
    return numbers.size - 1;
  };
  const joined: number[] = [];
  for (let at = 0; at < left.length; at++) {
    if (isMatch[at] === 1) joined.push(numberOf('l', left[at]!), numberOf(isOneTable ? 'l' : 'r', right[at]!));
  }
  const sets = createDisjointSets(numbers.size);
  let entities = numbers.size;
  for (let at = 0; at < joined.length; at += 2) if (sets.join(joined[at]!, joined[at + 1]!)) entities--;
  return entities;
}

function spread(rows: readonly number[]): readonly number[] {
  if (rows.length <= MOST_RECORDS) return rows;
  return Array.from({ length: MOST_RECORDS }, (_, at) => rows[Math.floor((at * rows.length) / MOST_RECORDS)]!);
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
    pairs: (): LabelledPairs => ({
      left: Uint32Array.from(left),
      right: Uint32Array.from(right),
      isMatch: Uint8Array.from(isMatch),
    }),
  };
}
