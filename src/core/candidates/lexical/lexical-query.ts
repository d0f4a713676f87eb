import type { LexicalSide, LexicalSides } from './lexical-rows';

/** Zeros to work in: `weights` for each term, the others for each word. */
export interface QueryMemory {
  readonly weights: Float64Array;
  readonly wordScores: Float64Array;
  readonly stamps: Uint32Array;
}

const memoryFor = ({ termCount, wordCount }: LexicalSides): QueryMemory => ({
  weights: new Float64Array(termCount),
  wordScores: new Float64Array(wordCount),
  stamps: new Uint32Array(wordCount),
});

/**
 * One record of a side, opened to be compared with records of the other; one at a time. Sums are float64 and cosines rounded to
 * float32, so that the order of a sum does not show and equal pairs have equal cosines.
 */
export class LexicalQuery {
  /** Weight of each term in the open record (frequency factor times gain), 0 elsewhere. */
  readonly weights: Float64Array;
  /** Distinct terms of the open record: read `termCount` of them. */
  terms = new Uint32Array(256);
  termCount = 0;
  /** One over the length of the open record's weight vector. */
  scale = 0;
  readonly #sides: LexicalSides;
  readonly #side: LexicalSide;
  readonly #other: LexicalSide;
  /** Marks the word scores of the open record. */
  stamp = 0;
  readonly #wordScores: Float64Array;
  readonly #stamps: Uint32Array;

  /** Memory O(terms + words), unless it is given. */
  constructor(sides: LexicalSides, side: LexicalSide, other: LexicalSide, memory: QueryMemory = memoryFor(sides)) {
    this.#sides = sides;
    this.#side = side;
    this.#other = other;
    this.weights = memory.weights;
    this.#wordScores = memory.wordScores;
    this.#stamps = memory.stamps;
  }

  /** Opens a record in place of the one that was open. Cost O(grams). */
  open(row: number): void {
    this.close();
    const { words, excess, scale } = this.#side;
    for (let at = words.offsets[row]!; at < words.offsets[row + 1]!; at++) this.#addWord(words.members[at]!);
    for (let at = excess.offsets[row]!; at < excess.offsets[row + 1]!; at++) {
      const term = excess.members[at]!;
      this.weights[term]! += excess.factors![at]! * this.#sides.gain[term]!;
    }
    this.scale = scale[row]!;
    this.stamp++;
  }

  close(): void {
    for (let at = 0; at < this.termCount; at++) this.weights[this.terms[at]!] = 0;
    this.termCount = 0;
  }

  #addWord(word: number): void {
    const { termsOf, gain } = this.#sides;
    const end = termsOf.offsets[word + 1]!;
    for (let at = termsOf.offsets[word]!; at < end; at++) {
      const term = termsOf.members[at]!;
      if (this.weights[term] === 0) {
        if (this.termCount === this.terms.length) this.#growTerms();
        this.terms[this.termCount++] = term;
      }
      this.weights[term]! += gain[term]!;
    }
  }

  #growTerms(): void {
    const larger = new Uint32Array(this.terms.length * 2);
    larger.set(this.terms);
    this.terms = larger;
  }

  /** Dot product of the open record with one word, unscaled. Each word's grams are looked at once for an open record. */
  wordScore(word: number): number {
    if (this.#stamps[word] === this.stamp) return this.#wordScores[word]!;
    const { offsets, members } = this.#sides.termsOf;
    const end = offsets[word + 1]!;
    let sum = 0;
    for (let at = offsets[word]!; at < end; at++) sum += this.weights[members[at]!]!;
    this.#stamps[word] = this.stamp;
    this.#wordScores[word] = sum;
    return sum;
  }

  /** Cosine with a record of the other side, 0…1, as float32. Cost O(words of the record) once its words are known. */
  cosine(row: number): number {
    return this.toCosine(row, this.wordSum(row));
  }

  /** The word scores of a record of the other side, added up. */
  wordSum(row: number): number {
    const { offsets, members } = this.#other.words;
    const end = offsets[row + 1]!;
    let sum = 0;
    for (let at = offsets[row]!; at < end; at++) sum += this.wordScore(members[at]!);
    return sum;
  }

  /** The most that `toCosine` of the same arguments can be, for less work: grams that repeat only lower a sum. */
  mostOf(row: number, wordSum: number): number {
    return wordSum * this.scale * this.#other.scale[row]! * ROUNDING_ROOM;
  }

  /** From the sum of the word scores of a record of the other side to its cosine, as float32. */
  toCosine(row: number, wordSum: number): number {
    const { excess, scale } = this.#other;
    const end = excess.offsets[row + 1]!;
    let sum = wordSum;
    for (let at = excess.offsets[row]!; at < end; at++) sum += excess.factors![at]! * this.weights[excess.members[at]!]!;
    return Math.fround(sum * this.scale * scale[row]!);
  }
}

const ROUNDING_ROOM = 1 + 1e-6;
