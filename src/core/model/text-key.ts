/** 32-bit words of one key. */
export const KEY_WORDS = 4;

/**
 * A 128-bit key for each text, four words a text: MurmurHash3 x86_128 (A. Appleby, public domain) of its UTF-16 units, seed 0.
 * Fast, and safe against chance, not against somebody who looks for collisions. 200,000 texts: the odds of one are 10^-28.
 */
export function keysOfTexts(texts: readonly string[]): Uint32Array {
  const keys = new Uint32Array(texts.length * KEY_WORDS);
  texts.forEach((text, index) => {
    writeKey(text, keys, index * KEY_WORDS);
  });
  return keys;
}

const C1 = 0x239b961b;
const C2 = 0xab0e9789;
const C3 = 0x38b34ae5;
const C4 = 0xa1e38b93;

function writeKey(text: string, keys: Uint32Array, at: number): void {
  let h1 = 0;
  let h2 = 0;
  let h3 = 0;
  let h4 = 0;
  const units = text.length;
  const whole = units & ~7;
  // Past the end `charCodeAt` is NaN, which counts as 0 here: the tail mixes in the words that are not empty, as the original does.
  const word = (unit: number): number => text.charCodeAt(unit) | (text.charCodeAt(unit + 1) << 16);
  for (let unit = 0; unit < whole; unit += 8) {
    h1 = Math.imul(rotate(h1 ^ scramble(word(unit), C1, 15, C2), 19) + h2, 5) + 0x561ccd1b;
    h2 = Math.imul(rotate(h2 ^ scramble(word(unit + 2), C2, 16, C3), 17) + h3, 5) + 0x0bcaa747;
    h3 = Math.imul(rotate(h3 ^ scramble(word(unit + 4), C3, 17, C4), 15) + h4, 5) + 0x96cd1c35;
    h4 = Math.imul(rotate(h4 ^ scramble(word(unit + 6), C4, 18, C1), 13) + h1, 5) + 0x32ac3b17;
  }
  const left = units - whole;
  if (left > 6) h4 ^= scramble(word(whole + 6), C4, 18, C1);
  if (left > 4) h3 ^= scramble(word(whole + 4), C3, 17, C4);
  if (left > 2) h2 ^= scramble(word(whole + 2), C2, 16, C3);
  if (left > 0) h1 ^= scramble(word(whole), C1, 15, C2);
  const bytes = units * 2;
  h1 ^= bytes;
  h2 ^= bytes;
  h3 ^= bytes;
  h4 ^= bytes;
  h1 = (h1 + h2 + h3 + h4) | 0;
  h2 += h1;
  h3 += h1;
  h4 += h1;
  h1 = finish(h1);
  h2 = finish(h2);
  h3 = finish(h3);
  h4 = finish(h4);
  h1 = (h1 + h2 + h3 + h4) | 0;
  keys[at] = h1;
  keys[at + 1] = h2 + h1;
  keys[at + 2] = h3 + h1;
  keys[at + 3] = h4 + h1;
}

const rotate = (value: number, bits: number): number => (value << bits) | (value >>> (32 - bits));
const scramble = (value: number, first: number, bits: number, second: number): number =>
  Math.imul(rotate(Math.imul(value, first), bits), second);

function finish(hash: number): number {
  let mixed = hash;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
