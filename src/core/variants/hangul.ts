import type { Random } from '../numerics/random';
import { pick } from './signs';

const FIRST = 0xac00;
const LAST = 0xd7a3;
const VOWELS = 21;
const FINALS = 28;

/** Vowels that are mistaken for each other by ear or on the keyboard, by their number in Unicode's order. */
const NEAR_VOWELS: readonly (readonly number[])[] = [
  [1, 5],
  [3, 7],
  [0, 4],
  [2, 6],
  [8, 13],
  [12, 17],
  [10, 11, 15],
  [18, 20],
  [14, 9],
  [16, 19],
];
const NO_FINAL = 0;
/** ㄱ, ㄴ, ㅇ: finals that are mistaken for each other, by number. */
const NEAR_FINALS = [
  [4, 21],
  [1, 24],
  [17, 26],
  [19, 20],
];

export const isSyllable = (sign: string): boolean => {
  const code = sign.codePointAt(0)!;
  return sign.length === 1 && code >= FIRST && code <= LAST;
};

/** A Hangul syllable with another vowel or final consonant that is often mistaken for its own. */
export function changeSyllable(sign: string, random: Random): string {
  const number = sign.charCodeAt(0) - FIRST;
  const final = number % FINALS;
  const vowel = Math.floor(number / FINALS) % VOWELS;
  const initial = Math.floor(number / FINALS / VOWELS);
  const finals = NEAR_FINALS.find((group) => group.includes(final));
  const vowels = NEAR_VOWELS.find((group) => group.includes(vowel))!;
  const changesFinal = final !== NO_FINAL && random.uniform() < 0.4;
  const newFinal = changesFinal ? (pick(random, finals?.filter((one) => one !== final) ?? []) ?? NO_FINAL) : final;
  const newVowel = changesFinal
    ? vowel
    : pick(
        random,
        vowels.filter((one) => one !== vowel),
      )!;
  return String.fromCharCode(FIRST + (initial * VOWELS + newVowel) * FINALS + newFinal);
}
