import { type Lists, transpose } from './lists';

/**
 * An order in which to look records up: those with the same word one after the other, so that what one of them reaches on the other
 * side is still in the cache for the next. The word is the most common one that is not too common to be followed. Cost O(words).
 *
 * @param words record → words
 * @param recordsWith word → records of the other side
 * @returns each record once
 */
export function orderByWord(words: Lists, recordsWith: Lists): Uint32Array {
  const count = words.offsets.length - 1;
  const chosen = new Uint32Array(count);
  for (let record = 0; record < count; record++) {
    let most = 0;
    for (let at = words.offsets[record]!; at < words.offsets[record + 1]!; at++) {
      const word = words.members[at]!;
      const times = recordsWith.offsets[word + 1]! - recordsWith.offsets[word]!;
      if (times <= most || times > TOO_COMMON) continue;
      most = times;
      chosen[record] = word;
    }
  }
  const offsets = Uint32Array.from({ length: count + 1 }, (_, at) => at);
  return transpose({ offsets, members: chosen, factors: null }, recordsWith.offsets.length - 1).members;
}

const TOO_COMMON = 8192;
