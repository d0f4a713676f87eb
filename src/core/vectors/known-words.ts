/** Words with their tokens, remembered until there is no more room; then all are forgotten. */
export interface KnownWords {
  /** Appends the tokens of the word that is `text[from]` up to `text[to - 1]`, if it is known. @returns whether it is */
  append(text: string, from: number, to: number, target: number[]): boolean;
  /** Remembers the word that was asked for last. Long ones are not worth it: they hardly repeat. */
  remember(text: string, from: number, to: number, tokens: readonly number[]): void;
}

const EMPTY = -1;
/** Units of a word on average, tokens of one, and units of the longest that is remembered. */
const UNITS = 8;
const TOKENS = 4;
const LONGEST = 48;

/**
 * A hash table with open addressing, at most half full, over words and tokens in two long arrays: nothing is allocated for a word, and
 * none has to be cut out of its text to be found. Memory: 52 bytes a word.
 *
 * @param most words that are remembered at once, a power of two
 */
export function createKnownWords(most: number): KnownWords {
  const mask = most * 2 - 1;
  const slots = new Int32Array(most * 2).fill(EMPTY);
  const hashes = new Int32Array(most);
  const unitStarts = new Uint32Array(most + 1);
  const tokenStarts = new Uint32Array(most + 1);
  const units = new Uint16Array(most * UNITS);
  const tokens = new Int32Array(most * TOKENS);
  let count = 0;
  // Of the word that was asked for last.
  let hash = 0;
  let slot = 0;

  const isWord = (word: number, text: string, from: number, length: number): boolean => {
    const start = unitStarts[word]!;
    if (unitStarts[word + 1]! - start !== length) return false;
    for (let at = 0; at < length; at++) if (units[start + at] !== text.charCodeAt(from + at)) return false;
    return true;
  };
  const find = (text: string, from: number, to: number): number => {
    hash = to - from;
    for (let at = from; at < to; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
    hash ^= hash >>> 15;
    for (slot = hash & mask; slots[slot] !== EMPTY; slot = (slot + 1) & mask) {
      const word = slots[slot]!;
      if (hashes[word] === hash && isWord(word, text, from, to - from)) return word;
    }
    return -1;
  };
  const hasRoom = (unitCount: number, tokenCount: number): boolean =>
    count < most && unitStarts[count]! + unitCount <= units.length && tokenStarts[count]! + tokenCount <= tokens.length;
  return {
    append(text, from, to, target) {
      const word = find(text, from, to);
      if (word < 0) return false;
      const end = tokenStarts[word + 1]!;
      for (let at = tokenStarts[word]!; at < end; at++) target.push(tokens[at]!);
      return true;
    },
    remember(text, from, to, made) {
      if (to - from > LONGEST) return;
      if (!hasRoom(to - from, made.length)) {
        slots.fill(EMPTY);
        count = 0;
        slot = hash & mask;
      }
      const word = count++;
      slots[slot] = word;
      hashes[word] = hash;
      let unit = unitStarts[word]!;
      for (let at = from; at < to; at++) units[unit++] = text.charCodeAt(at);
      let token = tokenStarts[word]!;
      for (let at = 0; at < made.length; at++) tokens[token++] = made[at]!;
      unitStarts[word + 1] = unit;
      tokenStarts[word + 1] = token;
    },
  };
}
