import { LexicalQuery } from './lexical-query';
import type { LexicalSide, LexicalSides } from './lexical-rows';
import { Shortlist } from './shortlist';
import { WordNeighbours } from './word-neighbours';

/**
 * Finds the records of the other side that are likely to be the nearest of one record, without looking at all of them:
 *
 * 1. words like the record's own (`WordNeighbours`), with what they share;
 * 2. the records that hold the best of those words, as many as `RECORD_BUDGET` allows, words that very many records hold only
 *    where they weigh much;
 * 3. of those, the ones whose known words add up to a good part of what the `wanted`-th best adds up to.
 *
 * The rest is for `query.cosine`. In the manner of Broder et al., Efficient query evaluation using a two-level retrieval process
 * (CIKM 2003), doi:10.1145/956863.956944, with budgets in place of bounds, so that a partner can be missed.
 */
export class LexicalProbe {
  /** Open on the probed record. */
  readonly query: LexicalQuery;
  /** The records found: `size` of `members`. */
  readonly found: Shortlist;
  readonly #wanted: number;
  readonly #recordBudget: number;
  readonly #side: LexicalSide;
  readonly #other: LexicalSide;
  readonly #neighbours: WordNeighbours;
  /** What each word of the other side shares with the record, as far as known; 0 for all others. */
  readonly #wordScores: Float32Array;
  readonly #scored: Uint32Array;
  readonly #sums: Float32Array;
  readonly #scale: Float32Array;
  readonly #lengths = new Uint32Array(BINS + 1);

  /** Memory O(terms + words + records of the other side). @param wanted how many nearest records are looked for */
  constructor(sides: LexicalSides, side: LexicalSide, other: LexicalSide, wanted: number) {
    this.#wanted = wanted;
    this.#recordBudget = Math.max(RECORD_BUDGET, wanted * RECORDS_A_WANTED);
    this.#side = side;
    this.#other = other;
    this.query = new LexicalQuery(sides, side, other);
    this.#neighbours = new WordNeighbours(sides, other, this.query, Math.max(NEIGHBOURS, wanted * 2));
    this.found = new Shortlist(other.count);
    this.#wordScores = new Float32Array(sides.wordCount);
    this.#scored = new Uint32Array(sides.wordCount);
    this.#sums = new Float32Array(other.count);
    this.#scale = Float32Array.from(other.scale);
  }

  /**
   * Puts the likely nearest records of `row` in `found`, in no order, and opens `query` on it.
   *
   * @returns a value that about the `wanted` likeliest of them reach
   */
  probe(row: number): number {
    const most = 1 / this.#side.scale[row]!;
    const scored = this.#scoreWords(row);
    this.#gather(scored, this.#lowestWord(scored));
    this.found.keepBest(most, this.#wanted, FIRST_SHARE, this.#wanted * FIRST_LIMIT);
    this.#addAllWords();
    const good = this.found.keepBest(most, this.#wanted, LAST_SHARE, this.#wanted * LAST_LIMIT);
    for (let at = 0; at < scored; at++) this.#wordScores[this.#scored[at]!] = 0;
    this.query.open(row);
    return good;
  }

  /** Scores words like those of the record, lists them in `#scored`, and returns how many there are. */
  #scoreWords(row: number): number {
    const { offsets, members } = this.#side.words;
    const neighbours = this.#neighbours;
    neighbours.prepare(members, offsets[row]!, offsets[row + 1]!);
    const { words, scores, starts, sizes } = neighbours;
    const wordScores = this.#wordScores;
    const scored = this.#scored;
    let count = 0;
    for (let at = offsets[row]!; at < offsets[row + 1]!; at++) {
      const start = starts[members[at]!]!;
      const end = start + sizes[members[at]!]!;
      for (let slot = start; slot < end; slot++) {
        const word = words[slot]!;
        const score = wordScores[word]!;
        if (score === 0) scored[count++] = word;
        wordScores[word] = score + scores[slot]!;
      }
    }
    return count;
  }

  /** The score down to which the records of all words that are not too common fit the budget. */
  #lowestWord(scored: number): { readonly always: number; readonly lowest: number } {
    const { offsets } = this.#other.recordsWith;
    let most = 0;
    for (let at = 0; at < scored; at++) most = Math.max(most, this.#wordScores[this.#scored[at]!]!);
    const lengths = this.#lengths.fill(0);
    const toBin = BINS / most;
    for (let at = 0; at < scored; at++) {
      const word = this.#scored[at]!;
      const length = offsets[word + 1]! - offsets[word]!;
      if (length <= this.#recordBudget / 2) lengths[(this.#wordScores[word]! * toBin) | 0]! += length;
    }
    let bin = BINS;
    let planned = lengths[bin]!;
    while (bin > 0 && planned + lengths[bin - 1]! <= this.#recordBudget) planned += lengths[--bin]!;
    return { always: most / 2, lowest: bin / toBin };
  }

  /** Finds the records that hold a word worth following, with the sum of those words. */
  #gather(scored: number, { always, lowest }: { readonly always: number; readonly lowest: number }): void {
    const { offsets, members } = this.#other.recordsWith;
    const found = this.found.members;
    const sums = this.#sums;
    let count = 0;
    for (let at = 0; at < scored; at++) {
      const word = this.#scored[at]!;
      const score = this.#wordScores[word]!;
      const start = offsets[word]!;
      const end = offsets[word + 1]!;
      if (score < always && (score < lowest || end - start > this.#recordBudget / 2)) continue;
      for (let slot = start; slot < end; slot++) {
        const record = members[slot]!;
        const sum = sums[record]!;
        if (sum === 0) found[count++] = record;
        sums[record] = sum + score;
      }
    }
    const values = this.found.values;
    for (let at = 0; at < count; at++) {
      const record = found[at]!;
      values[at] = sums[record]! * this.#scale[record]!;
      sums[record] = 0;
    }
    this.found.size = count;
  }

  /** Values the records found by all words that were scored, common ones too. */
  #addAllWords(): void {
    const { offsets, members } = this.#other.words;
    const { members: found, values, size } = this.found;
    for (let at = 0; at < size; at++) {
      const record = found[at]!;
      const end = offsets[record + 1]!;
      let sum = 0;
      for (let slot = offsets[record]!; slot < end; slot++) sum += this.#wordScores[members[slot]!]!;
      values[at] = sum * this.#scale[record]!;
    }
  }
}

const BINS = 256;
const NEIGHBOURS = 96;
const RECORD_BUDGET = 4000;
const RECORDS_A_WANTED = 200;
const FIRST_SHARE = 0.7;
const FIRST_LIMIT = 40;
const LAST_SHARE = 0.75;
const LAST_LIMIT = 25;
