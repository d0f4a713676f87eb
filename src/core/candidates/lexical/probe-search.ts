import { type BestLists, offerPair } from '../../vectors/best-lists';
import { keepBest, leastOfBest } from './keep-best';
import { createNeighbourSearch, type NeighbourLimits } from './probe-neighbours';
import type { ProbeTables } from './probe-tables';

/** How much work goes into looking up one record. */
export interface ProbeLimits extends NeighbourLimits {
  /** Records and groups that are looked at by their words; records whose known words are added up; and those compared exactly. */
  readonly budget: number;
  readonly surveyed: number;
  readonly kept: number;
}

/** Where pairs that are found are offered: the lists of the side that is looked up, and those of the other, which may be the same. */
export interface ProbeLists {
  readonly mine: BestLists;
  readonly theirs: BestLists;
  /** Pairs may be in the lists already. */
  readonly isLater: boolean;
}

const hasPair = ({ k, count, index }: BestLists, record: number, partner: number): boolean =>
  index.subarray(record * k, record * k + count[record]!).includes(partner);

/**
 * Finds the likely nearest records of `row` and offers them. Its words are the first `words` of `asked`, its excess is in the first
 * `excess` of `askedTerms` and `askedFactors`. Leaves in `found` the records compared and in `values` their cosines; returns how many.
 */
export type ProbeSearch = (row: number, words: number, excess: number, scale: number) => number;

/** The search in plain code: the same answers as `kernel/probe.wat`, bit for bit. The steps are told at `LexicalProbe`. */
export function createProbeSearch(tables: ProbeTables, limits: ProbeLimits, lists: ProbeLists): ProbeSearch {
  const {
    asked,
    askedFactors,
    askedTerms,
    bins,
    costs,
    excessFactors,
    excessMembers,
    excessOffsets,
    found,
    gain,
    groupFound,
    groupOffsets,
    groupScale,
    groupValues,
    groupWords,
    groupWordsOffsets,
    known,
    numbers,
    postings,
    postingsOffsets,
    scale,
    stamps,
    sums,
    termsMembers,
    termsOffsets,
    traitBits,
    traits,
    union,
    values,
    weights,
    wordScores,
    wordsMembers,
    wordsOffsets,
  } = tables;
  const recordCount = scale.length;
  const records = { members: found, values, valueBits: tables.valueBits };
  const groups = { members: groupFound, values: groupValues, valueBits: tables.groupValueBits };
  const uniteNeighbours = createNeighbourSearch(tables, limits);
  let stamp = 0;

  return (row, words, excess, scaleOfAsked) => {
    const listed = uniteNeighbours(words);
    const limit = followLimit();
    let count = 0;
    let groupCount = 0;
    let isAllFollowed = true;
    for (let at = 0; at < listed; at++) {
      const word = union[at]!;
      const start = postingsOffsets[word]!;
      const end = postingsOffsets[word + 1]!;
      if (end - start >= limit) {
        isAllFollowed = false;
        continue;
      }
      const score = known[word]!;
      if (postings[start]! < recordCount) {
        for (let slot = start; slot < end; slot++) {
          const record = postings[slot]!;
          const sum = sums[record]!;
          found[count] = record;
          if (sum === 0) count++;
          sums[record] = sum + score;
        }
      } else {
        for (let slot = start; slot < end; slot++) {
          const group = postings[slot]!;
          const sum = sums[group]!;
          groupFound[groupCount] = group - recordCount;
          if (sum === 0) groupCount++;
          sums[group] = sum + score;
        }
      }
    }
    const reached = count;
    let most = 0;
    for (let at = 0; at < reached; at++) {
      const record = found[at]!;
      const value = Math.fround(Math.fround(sums[record]! + sums[traitBits[2 * record + 1]!]!) * traits[2 * record]!);
      values[at] = value;
      if (value > most) most = value;
    }
    if (!isAllFollowed) {
      for (let at = 0; at < reached; at++) sums[found[at]!] = 0;
      count = keepBest(records, bins, count, limits.surveyed, most);
      most = 0;
      for (let at = 0; at < count; at++) {
        const record = found[at]!;
        const value = Math.fround(knownSum(record) * traits[2 * record]!);
        sums[record] = 1;
        values[at] = value;
        if (value > most) most = value;
      }
    }
    const compared = count;
    if (groupCount > 0) count = addFromGroups(groupCount, count, isAllFollowed);
    for (let at = compared; at < count; at++) if (values[at]! > most) most = values[at]!;
    for (let at = 0; at < compared; at++) sums[found[at]!] = 0;
    for (let at = 0; at < listed; at++) known[union[at]!] = 0;
    count = keepBest(records, bins, count, limits.kept, most);
    openRecord(words, excess);
    count = compare(row, count, scaleOfAsked);
    closeRecord(words);
    return count;
  };

  /**
   * Adds to the `count` records found those that only their groups lead to: of the groups whose best record is among the best
   * `kept` of all groups, the records that are. Clears the sums of groups.
   */
  function addFromGroups(groupCount: number, count: number, isAllFollowed: boolean): number {
    let most = valueGroups(groupCount);
    let held = groupCount;
    if (!isAllFollowed) {
      for (let at = 0; at < groupCount; at++) sums[recordCount + groupFound[at]!] = 0;
      held = keepBest(groups, bins, groupCount, limits.surveyed, most);
      for (let at = 0; at < held; at++) sums[recordCount + groupFound[at]!] = knownSumOfGroup(groupFound[at]!);
      most = valueGroups(held);
    }
    const least = leastOfBest(groups, bins, held, limits.kept, most);
    let size = count;
    for (let at = 0; at < held; at++) {
      const place = recordCount + groupFound[at]!;
      if (groups.valueBits[at]! >= least) size = addMembers(groupFound[at]!, sums[place]!, least, size);
      sums[place] = 0;
    }
    return size;
  }

  /** Values groups by their best record; returns the largest value. */
  function valueGroups(groupCount: number): number {
    let most = 0;
    for (let at = 0; at < groupCount; at++) {
      const group = groupFound[at]!;
      const value = Math.fround(sums[recordCount + group]! * groupScale[group]!);
      groupValues[at] = value;
      if (value > most) most = value;
    }
    return most;
  }

  /** Adds the records of a group whose value reaches `least`: about the best `kept`, those of equal value together or not at all. */
  function addMembers(group: number, sum: number, least: number, count: number): number {
    const end = Math.min(groupOffsets[group + 1]!, groupOffsets[group]! + limits.surveyed);
    const enough = count + limits.kept;
    let before = 0;
    for (let record = groupOffsets[group]!; record < end; record++) {
      const value = Math.fround(sum * traits[2 * record]!);
      values[count] = value;
      if (records.valueBits[count]! < least || (count >= enough && value !== before)) return count;
      found[count] = record;
      if (sums[record] === 0) count++;
      before = value;
    }
    return count;
  }

  /** Words with fewer places than this are followed: the rarest, until the budget is spent. */
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

  /** Takes the cosines of the first `count` records found, and offers them, but for pairs in the list of `row`: those are known. */
  function compare(row: number, count: number, scaleOfAsked: number): number {
    const { mine, theirs, isLater } = lists;
    const isWithin = mine === theirs;
    let compared = 0;
    for (let at = 0; at < count; at++) {
      const record = numbers[found[at]!]!;
      if ((isWithin && record === row) || (isLater && hasPair(mine, row, record))) continue;
      const cosine = cosineOf(found[at]!, scaleOfAsked);
      found[compared] = record;
      values[compared++] = cosine;
      if (!(cosine > 0)) continue;
      if (cosine >= mine.floor[row]!) offerPair(mine, row, record, cosine);
      if (cosine >= theirs.floor[record]! && !(isLater && hasPair(theirs, record, row))) offerPair(theirs, record, row, cosine);
    }
    return compared;
  }

  function openRecord(words: number, excess: number): void {
    stamp++;
    for (let at = 0; at < words; at++) {
      const end = termsOffsets[asked[at]! + 1]!;
      for (let slot = termsOffsets[asked[at]!]!; slot < end; slot++) weights[termsMembers[slot]!]! += gain[termsMembers[slot]!]!;
    }
    for (let at = 0; at < excess; at++) weights[askedTerms[at]!]! += askedFactors[at]! * gain[askedTerms[at]!]!;
  }

  function closeRecord(words: number): void {
    for (let at = 0; at < words; at++) {
      const end = termsOffsets[asked[at]! + 1]!;
      for (let slot = termsOffsets[asked[at]!]!; slot < end; slot++) weights[termsMembers[slot]!] = 0;
    }
  }

  function scoreWord(word: number): number {
    if (stamps[word] === stamp) return wordScores[word]!;
    const end = termsOffsets[word + 1]!;
    let at = termsOffsets[word]!;
    let sum = (end - at) & 1 ? weights[termsMembers[at++]!]! : 0;
    let other = 0;
    for (; at < end; at += 2) {
      sum += weights[termsMembers[at]!]!;
      other += weights[termsMembers[at + 1]!]!;
    }
    sum += other;
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

  function knownSumOfGroup(group: number): number {
    const end = groupWordsOffsets[group + 1]!;
    let sum = 0;
    for (let at = groupWordsOffsets[group]!; at < end; at++) sum = Math.fround(sum + known[groupWords[at]!]!);
    return sum;
  }

  function cosineOf(record: number, scaleOfAsked: number): number {
    const end = wordsOffsets[record + 1]!;
    let sum = 0;
    for (let at = wordsOffsets[record]!; at < end; at++) sum += scoreWord(wordsMembers[at]!);
    const last = excessOffsets[record + 1]!;
    for (let at = excessOffsets[record]!; at < last; at++) {
      sum += excessFactors[at]! * weights[excessMembers[at]!]!;
    }
    return Math.fround(sum * scaleOfAsked * scale[record]!);
  }
}
