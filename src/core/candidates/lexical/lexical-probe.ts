import { postingsOf } from './lexical-postings';
import { LexicalQuery } from './lexical-query';
import type { LexicalSide, LexicalSides } from './lexical-rows';
import type { Lists } from './lists';
import { Shortlist } from './shortlist';

/**
 * Finds the records of the other side that are likely to be the nearest of one record, without looking at all of them:
 *
 * 1. its rarest grams are followed to the records that have them, until a budget is spent or a gram is too common to tell;
 * 2. to what those share so far, the common grams of every word that they share whole are added;
 * 3. the best are found; their cosine is for `query.cosine`.
 *
 * The rarest terms first, as in Buckley and Lewit, Optimization of inverted vector searches (SIGIR 1985),
 * doi:10.1145/253495.253515: a partner can be missed. What is found does not depend on the order of rows.
 */
export class LexicalProbe {
  /** Open on the probed record. */
  readonly query: LexicalQuery;
  /** The records found: `size` of `members`, in no order. */
  readonly found: Shortlist;
  readonly #kept: number;
  readonly #budget: number;
  readonly #common: number;
  readonly #side: LexicalSide;
  readonly #other: LexicalSide;
  readonly #termsOf: Lists;
  readonly #postings: Lists;
  readonly #scale: Float32Array;
  readonly #sums: Float32Array;
  /** Weight of the common grams of each word of the open record; 0 for all other words. */
  readonly #commonWeights: Float32Array;

  /** Cost and memory O(grams of the other side + terms + words). @param wanted how many nearest records are looked for */
  constructor(sides: LexicalSides, side: LexicalSide, other: LexicalSide, wanted: number) {
    this.#kept = Math.max(KEPT, Math.ceil(wanted * KEPT_A_WANTED));
    this.#budget = Math.max(BUDGET, wanted * BUDGET_A_WANTED);
    this.#common = other.count * COMMON_SHARE;
    this.#side = side;
    this.#other = other;
    this.#termsOf = sides.termsOf;
    this.#postings = postingsOf(other);
    this.#scale = Float32Array.from(other.scale);
    this.#sums = new Float32Array(other.count);
    this.#commonWeights = new Float32Array(sides.wordCount);
    this.query = new LexicalQuery(sides, side, other);
    this.found = new Shortlist(other.count + 1);
  }

  /** Puts the likely nearest records of `row` in `found` and opens `query` on it. Cost O(budget + grams of the record),
   * the budget being a few thousand records. */
  probe(row: number): void {
    this.query.open(row);
    sortAscending(this.query.terms, this.query.termCount);
    const firstLeft = this.#followRareGrams();
    this.found.keepBest(this.#kept, this.#weighFound(row, firstLeft));
  }

  /** Lists the records that have a rare gram of the open record, with the sum of those grams; returns the first term left out. */
  #followRareGrams(): number {
    const { terms, termCount, weights } = this.query;
    const { offsets, members } = this.#postings;
    const found = this.found.members;
    const sums = this.#sums;
    let count = 0;
    let spent = 0;
    let followed = 0;
    let at = 0;
    for (; at < termCount; at++) {
      const start = offsets[terms[at]!]!;
      const end = offsets[terms[at]! + 1]!;
      if (start === end) continue;
      spent += end - start;
      if (followed >= LEAST_FOLLOWED && (spent > this.#budget || end - start > this.#common)) break;
      followed++;
      const weight = weights[terms[at]!]!;
      for (let slot = start; slot < end; slot++) {
        const record = members[slot]!;
        const sum = sums[record]!;
        found[count] = record;
        if (sum === 0) count++;
        sums[record] = sum + weight;
      }
    }
    this.found.size = count;
    return at < termCount ? terms[at]! : NO_TERM;
  }

  /**
   * Values what is listed by the rare grams and, from `firstLeft` on, the grams of words shared whole, so that values compare nearly
   * as cosines do. Clears the sums; returns the largest value.
   */
  #weighFound(row: number, firstLeft: number): number {
    const mine = this.#side.words;
    const from = mine.offsets[row]!;
    const to = mine.offsets[row + 1]!;
    const commonWeights = this.#commonWeights;
    for (let at = from; at < to; at++) commonWeights[mine.members[at]!] = this.#weightFrom(mine.members[at]!, firstLeft);
    const { offsets, members } = this.#other.words;
    const { members: found, values, size } = this.found;
    const sums = this.#sums;
    let most = 0;
    for (let at = 0; at < size; at++) {
      const record = found[at]!;
      const end = offsets[record + 1]!;
      let sum = sums[record]!;
      sums[record] = 0;
      for (let slot = offsets[record]!; slot < end; slot++) sum += commonWeights[members[slot]!]!;
      values[at] = sum * this.#scale[record]!;
      if (values[at]! > most) most = values[at]!;
    }
    for (let at = from; at < to; at++) commonWeights[mine.members[at]!] = 0;
    return most;
  }

  #weightFrom(word: number, firstLeft: number): number {
    const { offsets, members } = this.#termsOf;
    const { weights } = this.query;
    const start = offsets[word]!;
    let sum = 0;
    for (let slot = offsets[word + 1]! - 1; slot >= start && members[slot]! >= firstLeft; slot--) sum += weights[members[slot]!]!;
    return sum;
  }
}

/** In place; the terms of each word come sorted, so that little is moved. */
function sortAscending(numbers: Uint32Array, count: number): void {
  for (let at = 1; at < count; at++) {
    const number = numbers[at]!;
    let slot = at;
    while (slot > 0 && numbers[slot - 1]! > number) {
      numbers[slot] = numbers[slot - 1]!;
      slot--;
    }
    numbers[slot] = number;
  }
}

const NO_TERM = 0xffffffff;
const BUDGET = 1500;
const BUDGET_A_WANTED = 75;
const COMMON_SHARE = 0.02;
const LEAST_FOLLOWED = 3;
const KEPT = 48;
const KEPT_A_WANTED = 2.4;
