import { GramNumbers, resized, sortedByBits } from './gram-numbers';
import type { LexicalSide } from './lexical-rows';
import { type Lists, ListsWriter, longestList, transpose } from './lists';

/**
 * Records of one side by their common words: those with the same ones are a group, so that what a common word adds is added to some
 * groups in place of many records. Records without a common word are group 0.
 */
export interface CommonGroups {
  readonly count: number;
  /** Word → groups, a group once for each time its records have the word; none for a word that is not common. */
  readonly groupsWith: Lists;
  /** Group → its words, ascending, repeats kept. */
  readonly wordsOf: Lists;
  /** Group → records, those of the largest scale first. */
  readonly members: Lists;
}

/**
 * Groups the records of a side. Cost O(words).
 *
 * @param leastRecords a word is common if so many records have it
 */
export function groupByCommonWords({ count, words, recordsWith, scale }: LexicalSide, leastRecords: number): CommonGroups {
  const wordCount = recordsWith.offsets.length - 1;
  const isCommon = new Uint8Array(wordCount);
  for (let word = 0; word < wordCount; word++) {
    if (recordsWith.offsets[word + 1]! - recordsWith.offsets[word]! >= leastRecords) isCommon[word] = 1;
  }
  const groupOf = new Uint32Array(count);
  const wordsOf = new ListsWriter();
  wordsOf.end();
  /** From the words read so far (a node; 0 for none) one more word leads to the next node. Groups end at some nodes. */
  const nodes = new GramNumbers();
  let groupAt = new Uint32Array(1024);
  let groups = 1;
  const { offsets, members } = words;
  const common = new Uint32Array(longestList(words));
  for (let record = 0; record < count; record++) {
    let size = 0;
    for (let at = offsets[record]!; at < offsets[record + 1]!; at++) {
      const word = members[at]!;
      if (isCommon[word] === 0) continue;
      let to = size++;
      for (; to > 0 && common[to - 1]! > word; to--) common[to] = common[to - 1]!;
      common[to] = word;
    }
    if (size === 0) continue;
    let node = 0;
    for (let at = 0; at < size; at++) node = nodes.numberOfKey(node, common[at]!) + 1;
    if (node >= groupAt.length) groupAt = resized(groupAt, nodes.size * 2);
    if (groupAt[node] === 0) {
      groupAt[node] = groups++;
      for (let at = 0; at < size; at++) wordsOf.add(common[at]!);
      wordsOf.end();
    }
    groupOf[record] = groupAt[node]!;
  }
  const listed = wordsOf.finish();
  return {
    count: groups,
    wordsOf: listed,
    groupsWith: transpose(listed, wordCount),
    members: membersOf(groupOf, groups, scale),
  };
}

/** Records by group, then by scale. */
function membersOf(groupOf: Uint32Array, groups: number, scale: Float64Array): Lists {
  const bits = new Uint32Array(new Float32Array(scale).buffer);
  const all = new Uint32Array(scale.length);
  for (let record = 0; record < all.length; record++) {
    bits[record] = ~bits[record]!;
    all[record] = record;
  }
  const offsets = new Uint32Array(groups + 1);
  for (let record = 0; record < all.length; record++) offsets[groupOf[record]! + 1]!++;
  for (let group = 0; group < groups; group++) offsets[group + 1]! += offsets[group]!;
  const next = offsets.slice(0, groups);
  const members = sortedByBits(all, bits);
  const placed = new Uint32Array(all.length);
  for (let at = 0; at < members.length; at++) placed[next[groupOf[members[at]!]!]!++] = members[at]!;
  return { offsets, members: placed, factors: null };
}
