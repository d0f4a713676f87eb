import { LexicalQuery } from './lexical-query';
import type { LexicalSide, LexicalSides } from './lexical-rows';
import { createProbeKernel } from './probe-kernel';
import { createProbeSearch, type ProbeLimits, type ProbeSearch } from './probe-search';
import { layOutTables, type ProbeTables } from './probe-tables';

/**
 * Finds the records of the other side that are likely to be the nearest of one record, without looking at all of them:
 *
 * 1. the rarest grams of each of its words are followed to the words of the other side that share them; those that share the most
 *    are its neighbours, which are remembered for the next record with that word;
 * 2. the rarer neighbours of all its words are followed to their records, until a budget is spent;
 * 3. the best of the records reached are valued again by all their words that are neighbours, common ones too;
 * 4. of these, the best get their exact cosine.
 *
 * Rare terms first is after Buckley and Lewit, Optimization of inverted vector searches (SIGIR 1985), doi:10.1145/253495.253515: a
 * partner can be missed. What is found depends neither on the order of rows nor on what was looked up before.
 */
export class LexicalProbe {
  /** What was found last: `size` records of the other side in no order, and their cosines (see `LexicalQuery`). */
  readonly found: Uint32Array;
  readonly cosines: Float32Array;
  size = 0;
  readonly #tables: ProbeTables;
  readonly #query: LexicalQuery;
  readonly #side: LexicalSide;
  readonly #search: ProbeSearch;

  /**
   * Cost and memory O(words and grams of the other side).
   *
   * @param wanted how many nearest records are looked for
   * @param isPlain leaves the kernel alone; the answers are the same
   */
  constructor(sides: LexicalSides, side: LexicalSide, other: LexicalSide, wanted: number, isPlain = false) {
    const limits = limitsFor(wanted, sides.wordCount);
    const slack = limits.neighbours * 8;
    const kernel = isPlain ? null : createProbeKernel((allocate) => layOutTables(sides, side, other, slack, allocate), limits);
    const laidOut = kernel ?? layOutTables(sides, side, other, slack, (bytes) => new ArrayBuffer(bytes));
    this.#tables = laidOut.tables;
    this.#search = kernel?.search ?? createProbeSearch(laidOut.tables, limits);
    this.#query = new LexicalQuery(sides, side, other, laidOut.tables);
    this.#side = side;
    this.found = laidOut.tables.found;
    this.cosines = laidOut.tables.values;
  }

  /** Puts the likely nearest records of `row` in `found`. Cost O(budget + grams of the record), the budget being some thousand. */
  probe(row: number): void {
    this.#query.open(row);
    const { offsets, members } = this.#side.words;
    const { asked } = this.#tables;
    const start = offsets[row]!;
    const words = offsets[row + 1]! - start;
    for (let at = 0; at < words; at++) asked[at] = members[start + at]!;
    this.size = this.#search(words, this.#query.stamp, this.#query.scale);
  }
}

function limitsFor(wanted: number, wordCount: number): ProbeLimits {
  return {
    wordBudget: WORD_BUDGET,
    neighbours: NEIGHBOURS,
    commonWords: Math.ceil(wordCount * COMMON_SHARE),
    budget: Math.max(BUDGET, wanted * BUDGET_A_WANTED),
    surveyed: Math.max(SURVEYED, Math.ceil(wanted * SURVEYED_A_WANTED)),
    kept: Math.max(KEPT, Math.ceil(wanted * KEPT_A_WANTED)),
  };
}

const WORD_BUDGET = 700;
const COMMON_SHARE = 0.01;
const NEIGHBOURS = 64;
const BUDGET = 10_000;
const BUDGET_A_WANTED = 500;
const SURVEYED = 256;
const SURVEYED_A_WANTED = 13;
const KEPT = 48;
const KEPT_A_WANTED = 2.4;
