import type { Sides } from '../../model/types';
import type { BestLists } from '../../vectors/best-lists';
import { offerPair } from '../../vectors/best-lists';
import { LexicalQuery } from './lexical-query';
import type { LexicalSide, LexicalSides } from './lexical-rows';

/**
 * Compares every left with every right record and offers each pair to the lists of both. For each left record the words of the right
 * side are scored once, through the terms they share; a right record is then the sum of its words.
 *
 * Cost O(left · words on the right). Memory O(terms + words).
 *
 * @param isWithin leaves out pairs of a record with itself
 * @param breathe is told how many left records are done
 */
export async function scanAllPairs(
  sides: LexicalSides,
  lists: Sides<BestLists>,
  isWithin: boolean,
  breathe: (done: number) => Promise<void> | null,
): Promise<void> {
  const query = new LexicalQuery(sides, sides.left, sides.right);
  const sums = { words: new Float64Array(sides.wordCount), records: new Float64Array(sides.right.count) };
  const touched = new Uint32Array(sides.wordCount);
  for (let left = 0; left < sides.left.count; left++) {
    query.open(left);
    const count = scoreWords(query, sides.right, sums.words, touched);
    addToRecords(sides.right, sums, touched, count);
    offerRecords(query, sums.records, left, lists, isWithin);
    const pause = breathe(left + 1);
    if (pause) await pause;
  }
}

/** Adds up what each word of a side shares with the open record; lists those that share anything, and returns how many. */
function scoreWords(
  { terms, termCount, weights }: LexicalQuery,
  { wordsWith }: LexicalSide,
  wordSums: Float64Array,
  touched: Uint32Array,
): number {
  const { offsets, members } = wordsWith;
  let count = 0;
  for (let at = 0; at < termCount; at++) {
    const term = terms[at]!;
    const weight = weights[term]!;
    const end = offsets[term + 1]!;
    for (let slot = offsets[term]!; slot < end; slot++) {
      const word = members[slot]!;
      const sum = wordSums[word]!;
      if (sum === 0) touched[count++] = word;
      wordSums[word] = sum + weight;
    }
  }
  return count;
}

/** Adds the sum of each listed word to its records, and clears it. */
function addToRecords(
  { recordsWith }: LexicalSide,
  sums: { readonly words: Float64Array; readonly records: Float64Array },
  touched: Uint32Array,
  count: number,
): void {
  const { offsets, members } = recordsWith;
  const { words, records } = sums;
  for (let at = 0; at < count; at++) {
    const word = touched[at]!;
    const sum = words[word]!;
    words[word] = 0;
    const end = offsets[word + 1]!;
    for (let slot = offsets[word]!; slot < end; slot++) records[members[slot]!]! += sum;
  }
}

function offerRecords(query: LexicalQuery, sums: Float64Array, left: number, lists: Sides<BestLists>, isWithin: boolean): void {
  const leftFloor = lists.left.floor;
  const rightFloor = lists.right.floor;
  for (let right = 0; right < sums.length; right++) {
    const sum = sums[right]!;
    if (sum === 0) continue;
    sums[right] = 0;
    const most = query.mostOf(right, sum);
    if ((most < leftFloor[left]! && most < rightFloor[right]!) || (isWithin && left === right)) continue;
    const cosine = query.toCosine(right, sum);
    if (!(cosine > 0)) continue;
    if (cosine >= leftFloor[left]!) offerPair(lists.left, left, right, cosine);
    if (cosine >= rightFloor[right]!) offerPair(lists.right, right, left, cosine);
  }
}
