import { ARENA, BINS, NOT_KNOWN, type ProbeTables } from './probe-tables';

/** How much work goes into looking up one record. */
export interface ProbeLimits {
  /** Words of the other side that share grams with a word: looked at, and kept. */
  readonly wordBudget: number;
  readonly neighbours: number;
  /** A gram that more words have is not followed after the first `LEAST_FOLLOWED`. */
  readonly commonWords: number;
  /** Records that are looked at by their words; those whose known words are added up; and those compared exactly. */
  readonly budget: number;
  readonly surveyed: number;
  readonly kept: number;
}

/**
 * Finds the likely nearest records of the one that is open. Its words are the first `words` of `asked`, its weights are in `weights`,
 * and `stamp` marks the word scores made for it. Puts records in `found` and their cosines in `values`; returns how many.
 */
export type ProbeSearch = (words: number, stamp: number, scale: number) => number;

/** The search in plain code: the same answers as `kernel/probe.wat`, bit for bit. The steps are told at `LexicalProbe`. */
export function createProbeSearch(tables: ProbeTables, limits: ProbeLimits): ProbeSearch {
  const {
    arena,
    asked,
    costs,
    ends,
    excessFactors,
    excessMembers,
    excessOffsets,
    found,
    gain,
    known,
    own,
    products,
    recordsMembers,
    recordsOffsets,
    scale,
    starts,
    stamps,
    sums,
    termsMembers,
    termsOffsets,
    union,
    values,
    weights,
    wordScores,
    wordSums,
    wordWeights,
    wordsMembers,
    wordsOffsets,
    wordsWithMembers,
    wordsWithOffsets,
  } = tables;
  let arenaSize = 0;

  return (words, stamp, scaleOfAsked) => {
    const listed = uniteNeighbours(words);
    const limit = followLimit();
    let count = 0;
    let isAllFollowed = true;
    for (let at = 0; at < listed; at++) {
      const word = union[at]!;
      const start = recordsOffsets[word]!;
      const end = recordsOffsets[word + 1]!;
      if (end - start >= limit) {
        isAllFollowed = false;
        continue;
      }
      const score = known[word]!;
      for (let slot = start; slot < end; slot++) {
        const record = recordsMembers[slot]!;
        const sum = sums[2 * record]!;
        found[count] = record;
        if (sum === 0) count++;
        sums[2 * record] = sum + score;
      }
    }
    let most = 0;
    for (let at = 0; at < count; at++) {
      const place = 2 * found[at]!;
      const value = Math.fround(sums[place]! * sums[place + 1]!);
      sums[place] = 0;
      values[at] = value;
      if (value > most) most = value;
    }
    if (!isAllFollowed) {
      count = keepBest(tables, count, limits.surveyed, most);
      most = 0;
      for (let at = 0; at < count; at++) {
        const value = Math.fround(knownSum(found[at]!) * sums[2 * found[at]! + 1]!);
        values[at] = value;
        if (value > most) most = value;
      }
    }
    for (let at = 0; at < listed; at++) known[union[at]!] = 0;
    count = keepBest(tables, count, limits.kept, most);
    for (let at = 0; at < count; at++) values[at] = cosineOf(found[at]!, stamp, scaleOfAsked);
    return count;
  };

  /** Lists in `union` the neighbours of the asked words, each once, and values them; adds up in `costs` the records that they lead to. */
  function uniteNeighbours(words: number): number {
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
        const records = recordsOffsets[word + 1]! - recordsOffsets[word]!;
        costs[31 - Math.clz32(records)]! += records;
      }
    }
    return listed;
  }

  /** Words with fewer records than this are followed: the rarest, until the budget is spent. */
  function followLimit(): number {
    let spent = 0;
    let limit = 0;
    for (let bin = 0; bin < 31; bin++) {
      const cost = costs[bin]!;
      if (cost === 0) continue;
      if (spent > 0 && spent + cost > limits.budget) break;
      spent += cost;
      limit = 2 << bin;
    }
    return limit;
  }

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
      const weight = gain[term]!;
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
    size = Math.min(keepBest(tables, size, limits.neighbours, most), arena.length - ARENA);
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

  function scoreWord(word: number, stamp: number): number {
    if (stamps[word] === stamp) return wordScores[word]!;
    const end = termsOffsets[word + 1]!;
    let sum = 0;
    for (let at = termsOffsets[word]!; at < end; at++) sum += weights[termsMembers[at]!]!;
    stamps[word] = stamp;
    wordScores[word] = sum;
    return sum;
  }

  function knownSum(record: number): number {
    const end = wordsOffsets[record + 1]!;
    let sum = 0;
    for (let at = wordsOffsets[record]!; at < end; at++) sum = Math.fround(sum + known[wordsMembers[at]!]!);
    return sum;
  }

  function cosineOf(record: number, stamp: number, scaleOfAsked: number): number {
    const end = wordsOffsets[record + 1]!;
    let sum = 0;
    for (let at = wordsOffsets[record]!; at < end; at++) sum += scoreWord(wordsMembers[at]!, stamp);
    const last = excessOffsets[record + 1]!;
    for (let at = excessOffsets[record]!; at < last; at++) {
      sum += excessFactors[at]! * weights[excessMembers[at]!]!;
    }
    return Math.fround(sum * scaleOfAsked * scale[record]!);
  }
}

/**
 * Keeps about the best `wanted` of the first `count` of `found` by `values`, in the order they are in; returns how many. Values are
 * put in bins by their leading bits and a bin is kept whole or not at all, so that equal values share their fate and there can be
 * more than `wanted`, never fewer. Cost O(count).
 *
 * @param most the largest value; all are above 0
 */
export function keepBest(
  { found, values, valueBits, bins }: Pick<ProbeTables, 'found' | 'values' | 'valueBits' | 'bins'>,
  count: number,
  wanted: number,
  most: number,
): number {
  if (count <= wanted) return count;
  bins.fill(0);
  values[count] = most;
  const top = valueBits[count]! >>> BIN_SHIFT;
  for (let at = 0; at < count; at++) bins[Math.min(top - (valueBits[at]! >>> BIN_SHIFT), BINS - 1)]!++;
  let last = 0;
  let held = bins[0]!;
  while (held < wanted) held += bins[++last]!;
  let kept = 0;
  for (let at = 0; at < count; at++) {
    const bin = Math.min(top - (valueBits[at]! >>> BIN_SHIFT), BINS - 1);
    found[kept] = found[at]!;
    values[kept] = values[at]!;
    if (bin <= last) kept++;
  }
  return kept;
}

/** Leaves eight bits of the fraction. */
const BIN_SHIFT = 15;
export const LEAST_FOLLOWED = 3;
/** Part of a word's own weight that a neighbour shares by the grams followed. */
export const LEAST_SHARE = 0.1;
/** Of texts with more than `MANY_WORDS` only the neighbours that share this are used. */
export const MANY_WORDS = 12;
export const CLOSE = 0.5;
