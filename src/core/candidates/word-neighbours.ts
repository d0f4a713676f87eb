import type { LexicalQuery } from './lexical-query';
import type { LexicalSide, LexicalSides } from './lexical-rows';
import { Shortlist } from './shortlist';

/**
 * For words of one side, the words of the other that share most with them, found when first asked for and remembered. The rarest
 * grams of a word are followed until `GRAM_BUDGET` places are read; what the others would have added is left out of `scores`.
 */
export class WordNeighbours {
  /** Neighbours of all remembered words: those of `word` are `sizes[word]` from `starts[word]`. */
  words = new Uint32Array(1 << 14);
  scores = new Float32Array(1 << 14);
  /** `UNKNOWN` until asked for. */
  readonly starts: Uint32Array;
  readonly sizes: Uint32Array;
  readonly #wanted: number;
  readonly #query: LexicalQuery;
  readonly #other: LexicalSide;
  readonly #sums: Float32Array;
  readonly #shortlist: Shortlist;
  #size = 0;

  /** @param query of the side whose words are asked for; left with a word open */
  constructor(sides: LexicalSides, other: LexicalSide, query: LexicalQuery, wanted: number) {
    this.#query = query;
    this.#other = other;
    this.#wanted = wanted;
    this.starts = new Uint32Array(sides.wordCount).fill(UNKNOWN);
    this.sizes = new Uint32Array(sides.wordCount);
    this.#sums = new Float32Array(sides.wordCount);
    this.#shortlist = new Shortlist(sides.wordCount);
  }

  /** Makes the neighbours of some words known. Others may be forgotten, to bound memory. */
  prepare(words: Uint32Array, from: number, to: number): void {
    if (this.#size > MOST_REMEMBERED) {
      this.starts.fill(UNKNOWN);
      this.#size = 0;
    }
    for (let at = from; at < to; at++) if (this.starts[words[at]!] === UNKNOWN) this.#find(words[at]!);
  }

  #find(word: number): void {
    const shortlist = this.#shortlist;
    shortlist.keepBest(this.#addGrams(word), this.#wanted, 1, this.#wanted);
    const { size, members, values } = shortlist;
    if (this.#size + size > this.words.length) this.#grow(size);
    this.words.set(members.subarray(0, size), this.#size);
    this.scores.set(values.subarray(0, size), this.#size);
    this.starts[word] = this.#size;
    this.sizes[word] = size;
    this.#size += size;
  }

  /** Puts words that share a rare gram on the shortlist, with what they share; returns the most that could be shared. */
  #addGrams(word: number): number {
    this.#query.openWord(word);
    const { terms, termCount, weights } = this.#query;
    const { offsets, members } = this.#other.wordsWith;
    const sums = this.#sums;
    const found = this.#shortlist.members;
    let count = 0;
    let spent = 0;
    let most = 0;
    for (let at = 0; at < termCount; at++) {
      const term = terms[at]!;
      const weight = weights[term]!;
      const end = offsets[term + 1]!;
      spent += end - offsets[term]!;
      if (spent > GRAM_BUDGET && count > 0) break;
      most += weight;
      for (let slot = offsets[term]!; slot < end; slot++) {
        const other = members[slot]!;
        const sum = sums[other]!;
        if (sum === 0) found[count++] = other;
        sums[other] = sum + weight;
      }
    }
    const values = this.#shortlist.values;
    for (let at = 0; at < count; at++) {
      values[at] = sums[found[at]!]!;
      sums[found[at]!] = 0;
    }
    this.#shortlist.size = count;
    return most;
  }

  #grow(more: number): void {
    const length = Math.max(this.words.length * 2, this.#size + more);
    const words = new Uint32Array(length);
    words.set(this.words);
    this.words = words;
    const scores = new Float32Array(length);
    scores.set(this.scores);
    this.scores = scores;
  }
}

const UNKNOWN = 0xffffffff;
const GRAM_BUDGET = 3000;
const MOST_REMEMBERED = 1 << 21;
