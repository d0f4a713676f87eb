import type { LexicalSide, LexicalSides } from './lexical-rows';
import { createProbeKernel, type ProbeKernel } from './probe-kernel';
import { createProbeSearch, type ProbeLimits, type ProbeLists, type ProbeSearch } from './probe-search';
import { layOutTables, type ProbeTables } from './probe-tables';

/**
 * Finds the records of the other side that are likely to be the nearest of one record, without looking at all of them:
 *
 * 1. the rarest grams of each of its words are followed to the words of the other side that share them; those that share the most
 *    are its neighbours, which are remembered for the next record with that word;
 * 2. the rarer neighbours of all its words are followed to their records, common ones to groups of records with the same common
 *    words (`CommonGroups`), until a budget is spent;
 * 3. where that left words out, the best of the records and groups reached are valued again by all their words that are neighbours;
 * 4. the best groups add their shortest records, which are those of the highest value;
 * 5. of all these, the best get their exact cosine, and are offered to the lists of both sides.
 *
 * Rare terms first is after Buckley and Lewit, Optimization of inverted vector searches (SIGIR 1985), doi:10.1145/253495.253515: a
 * partner can be missed. What is found depends neither on the order of rows nor on what was looked up before.
 */
export class LexicalProbe {
  /** What was compared last: `size` records of the other side in no order, and their cosines (see `LexicalQuery`). */
  readonly found: Uint32Array;
  readonly cosines: Float32Array;
  size = 0;
  readonly #tables: ProbeTables;
  readonly #side: LexicalSide;
  readonly #search: ProbeSearch;
  readonly #kernel: ProbeKernel | null;

  /**
   * Cost and memory O(words and grams of the other side).
   *
   * @param lists where pairs are offered; `mine.k` nearest records are looked for
   * @param isPlain leaves the kernel alone; the answers are the same
   * @param limits how much work goes into a look-up; as a rule by how many are wanted
   */
  constructor(
    sides: LexicalSides,
    side: LexicalSide,
    other: LexicalSide,
    lists: ProbeLists,
    isPlain = false,
    limits: ProbeLimits = limitsFor(lists.mine.k, sides.wordCount),
  ) {
    const slack = limits.neighbours * MOST_TIED;
    const kernel = isPlain
      ? null
      : createProbeKernel((allocate) => layOutTables(sides, side, other, slack, allocate), limits, lists);
    const laidOut = kernel ?? layOutTables(sides, side, other, slack, (bytes) => new ArrayBuffer(bytes));
    this.#tables = laidOut.tables;
    this.#search = kernel?.search ?? createProbeSearch(laidOut.tables, limits, lists);
    this.#kernel = kernel;
    this.#side = side;
    this.found = laidOut.tables.found;
    this.cosines = laidOut.tables.values;
  }

  /** Compares `row` with its likely nearest records. Cost O(budget + grams of the record), the budget being some thousand. */
  probe(row: number): void {
    const { words, excess, scale } = this.#side;
    const { asked, askedTerms, askedFactors } = this.#tables;
    const start = words.offsets[row]!;
    const wordCount = words.offsets[row + 1]! - start;
    for (let at = 0; at < wordCount; at++) asked[at] = words.members[start + at]!;
    const first = excess.offsets[row]!;
    const excessCount = excess.offsets[row + 1]! - first;
    for (let at = 0; at < excessCount; at++) {
      askedTerms[at] = excess.members[first + at]!;
      askedFactors[at] = excess.factors![first + at]!;
    }
    this.size = this.#search(row, wordCount, excessCount, scale[row]!);
  }

  /** Ends the look-ups: the lists hold what was offered. */
  finish(): void {
    this.#kernel?.finish();
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
/** Neighbours of a word are so many times as many at most, where the last of them share as much. */
const MOST_TIED = 8;
const BUDGET = 6_500;
const BUDGET_A_WANTED = 325;
const SURVEYED = 128;
const SURVEYED_A_WANTED = 6.5;
const KEPT = 48;
const KEPT_A_WANTED = 2.4;

/** What another engine of the same definition takes over, see `core/definition`. */
export const LEXICAL_PROBE_DEFINITION = {
  WORD_BUDGET,
  COMMON_SHARE,
  NEIGHBOURS,
  MOST_TIED,
  BUDGET,
  BUDGET_A_WANTED,
  SURVEYED,
  SURVEYED_A_WANTED,
  KEPT,
  KEPT_A_WANTED,
} as const;
