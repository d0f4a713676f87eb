import { keepBest } from './keep-best';
import { ARENA, NOT_KNOWN, type ProbeTables } from './probe-tables';

/** How far the neighbours of a word are looked for. */
export interface NeighbourLimits {
  /** Words of the other side that share grams with a word: looked at, and kept. */
  readonly wordBudget: number;
  readonly neighbours: number;
  /** A gram that more words have is not followed after the first `LEAST_FOLLOWED`. */
  readonly commonWords: number;
}

/**
 * Lists in `union` the neighbours of the first `words` words of `asked`, each once, and values them in `known`; adds up in `costs` the
 * places that they lead to. Returns how many.
 */
export type NeighbourSearch = (words: number) => number;

/** The first step of a look-up (see `LexicalProbe`) in plain code: from the words asked to those of the other side that are like them. */
export function createNeighbourSearch(tables: ProbeTables, limits: NeighbourLimits): NeighbourSearch {
  const {
    arena,
    asked,
    bins,
    costs,
    ends,
    found,
    known,
    own,
    postingsOffsets,
    products,
    shortGain,
    starts,
    termsMembers,
    termsOffsets,
    union,
    values,
    wordSums,
    wordWeights,
    wordsWithMembers,
    wordsWithOffsets,
  } = tables;
  const best = { members: found, values, valueBits: tables.valueBits };
  let arenaSize = 0;

  return (words) => {
    costs.fill(0);
    const leastShare = words > MANY_WORDS ? CLOSE : 0;
    let listed = 0;
    for (let at = 0; at < words; at++) {
      const askedWord = asked[at]!;
      if (starts[askedWord] === NOT_KNOWN) findNeighbours(askedWord);
      const floor = Math.fround(leastShare * own[askedWord]!);
      const end = ends[askedWord]!;
      for (let slot = starts[askedWord]!; slot < end; slot++) {
        const product = products[slot]!;
        if (product < floor) continue;
        const word = arena[slot]!;
        const sum = known[word]!;
        known[word] = sum + product;
        if (sum !== 0) continue;
        union[listed++] = word;
        const places = postingsOffsets[word + 1]! - postingsOffsets[word]!;
        costs[31 - Math.clz32(places)]! += places;
      }
    }
    return listed;
  };

  /** Writes down the words of the other side that share the most with a word, by its rarest grams. */
  function findNeighbours(askedWord: number): void {
    const first = termsOffsets[askedWord]!;
    const last = termsOffsets[askedWord + 1]!;
    let ownWeight = 0;
    let spent = 0;
    let followed = 0;
    let isOpen = true;
    let count = 0;
    for (let at = first; at < last; at++) {
      const term = termsMembers[at]!;
      const weight = shortGain[term]!;
      ownWeight = Math.fround(ownWeight + weight);
      wordWeights[term] = wordWeights[term]! + weight;
      const start = wordsWithOffsets[term]!;
      const end = wordsWithOffsets[term + 1]!;
      if (!isOpen || start === end) continue;
      spent += end - start;
      if (followed >= LEAST_FOLLOWED && (spent > limits.wordBudget || end - start > limits.commonWords)) {
        isOpen = false;
        continue;
      }
      followed++;
      for (let slot = start; slot < end; slot++) {
        const word = wordsWithMembers[slot]!;
        const sum = wordSums[word]!;
        found[count] = word;
        if (sum === 0) count++;
        wordSums[word] = sum + weight;
      }
    }
    const floor = Math.fround(ownWeight * LEAST_SHARE);
    let most = 0;
    let size = 0;
    for (let at = 0; at < count; at++) {
      const word = found[at]!;
      const sum = wordSums[word]!;
      wordSums[word] = 0;
      if (sum < floor) continue;
      found[size] = word;
      values[size++] = sum;
      if (sum > most) most = sum;
    }
    size = Math.min(keepBest(best, bins, size, limits.neighbours, most), arena.length - ARENA);
    if (arenaSize > ARENA) {
      arenaSize = 0;
      starts.fill(NOT_KNOWN);
    }
    starts[askedWord] = arenaSize;
    for (let at = 0; at < size; at++) {
      const word = found[at]!;
      const end = termsOffsets[word + 1]!;
      let product = 0;
      for (let slot = termsOffsets[word]!; slot < end; slot++) product = Math.fround(product + wordWeights[termsMembers[slot]!]!);
      arena[arenaSize] = word;
      products[arenaSize++] = product;
    }
    ends[askedWord] = arenaSize;
    own[askedWord] = ownWeight;
    for (let at = first; at < last; at++) wordWeights[termsMembers[at]!] = 0;
  }
}

export const LEAST_FOLLOWED = 3;
/** Part of a word's own weight that a neighbour shares by the grams followed. */
export const LEAST_SHARE = 0.1;
/** Of texts with more than `MANY_WORDS` only the neighbours that share this are used. */
export const MANY_WORDS = 12;
export const CLOSE = 0.5;

/** What another engine of the same definition takes over, see `core/definition`. */
export const NEIGHBOUR_DEFINITION = { LEAST_FOLLOWED, LEAST_SHARE, MANY_WORDS, CLOSE } as const;
