import type { LexicalSide } from './lexical-rows';
import type { Lists } from './lists';

/**
 * Term → records of one side that have it, as often as they have it, in the order of the words that hold the term. Cost and memory
 * O(grams of the side): 4 bytes each, about 45 a record of a short text.
 */
export function postingsOf({ wordsWith, recordsWith }: LexicalSide): Lists {
  const termCount = wordsWith.offsets.length - 1;
  const offsets = new Uint32Array(termCount + 1);
  for (let term = 0; term < termCount; term++) {
    let size = 0;
    const end = wordsWith.offsets[term + 1]!;
    for (let at = wordsWith.offsets[term]!; at < end; at++) {
      const word = wordsWith.members[at]!;
      size += recordsWith.offsets[word + 1]! - recordsWith.offsets[word]!;
    }
    offsets[term + 1] = offsets[term]! + size;
  }
  const members = new Uint32Array(offsets[termCount]!);
  let place = 0;
  for (let at = 0; at < wordsWith.members.length; at++) {
    const word = wordsWith.members[at]!;
    const end = recordsWith.offsets[word + 1]!;
    for (let slot = recordsWith.offsets[word]!; slot < end; slot++) members[place++] = recordsWith.members[slot]!;
  }
  return { offsets, members, factors: null };
}
