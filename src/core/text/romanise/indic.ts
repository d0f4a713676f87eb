/**
 * The blocks of Devanagari, Bengali, Gurmukhi, Gujarati, Oriya, Tamil, Telugu, Kannada and Malayalam follow one plan: a letter has
 * the same place in each block of 128 code points.
 */
const FIRST = 0x0900;
const LAST = 0x0d7f;
const BLOCK = 0x80;

export const LETTERS: Readonly<Record<number, string>> = {};
export const VOWELS = new Set<number>();
const place = (from: number, sounds: string, isVowel: boolean): void => {
  sounds.split(' ').forEach((sound, at) => {
    (LETTERS as Record<number, string>)[from + at] = sound === '-' ? '' : sound;
    if (isVowel) VOWELS.add(from + at);
  });
};
place(0x01, 'n n h', true);
place(0x05, 'a a i i u u ri li e e e ai o o o au', true);
place(0x15, 'k kh g gh ng ch chh j jh n t th d dh n t th d dh n n p ph b bh m y r r l l l v sh sh s h', false);
place(0x3e, 'a i i u u ri ri e e e ai o o o au', true);
place(0x58, 'k kh g z r rh f y', false);
const VIRAMA = 0x4d;
const NUKTA = 0x3c;

export const isIndic = (code: number): boolean => code >= FIRST && code <= LAST;

/**
 * A run of an Indic script in Latin letters: a consonant carries `a` unless a vowel sign or a virama follows or the word ends. Other
 * characters stay. O(length).
 */
export function romaniseIndic(text: string): string {
  let out = '';
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const sign = (code - FIRST) % BLOCK;
    if (!isIndic(code)) out += text[at];
    else if (sign === VIRAMA || sign === NUKTA) continue;
    else out += (LETTERS[sign] ?? '') + (needsVowel(sign, text, at) ? 'a' : '');
  }
  return out;
}

function needsVowel(sign: number, text: string, at: number): boolean {
  if (!(sign in LETTERS) || VOWELS.has(sign)) return false;
  const next = text.charCodeAt(at + 1);
  if (!isIndic(next)) return false;
  const after = (next - FIRST) % BLOCK;
  return after !== VIRAMA && after !== NUKTA && !(after >= 0x3e && after <= 0x4c);
}
