import { isAscii } from '../normalise';
import {
  ARABIC,
  ARMENIAN,
  CYRILLIC,
  CYRILLIC_READINGS,
  type CyrillicReading,
  GEORGIAN,
  GREEK,
  GREEK_DIGRAPHS,
  HEBREW,
  THAI,
} from './alphabets';
import { isHan, readHan } from './han';
import { isHangul, romaniseHangul } from './hangul';
import { isIndic, romaniseIndic } from './indic';
import { isKana, romaniseKana } from './kana';

/**
 * A normalised word in Latin letters `a`–`z`, as far as its scripts are known: Hangul (Revised Romanization), kana (Hepburn), Han
 * (Mandarin readings, unless the word also has kana), Cyrillic, Greek, Arabic and Hebrew (mostly consonants), Indic scripts, Thai,
 * Georgian, Armenian. Marks of Latin letters are removed; letters of other scripts stay. Lossy: made for comparing sounds, not for
 * reading. Cost O(length).
 *
 * @param cyrillic how Cyrillic is read; see `guessCyrillic`
 */
export function romaniseWord(word: string, cyrillic: CyrillicReading = 'other'): string {
  let text = word.normalize('NFC');
  if (has(text, isHangul)) text = romaniseHangul(text);
  if (has(text, isIndic)) text = romaniseIndic(text);
  if (has(text, isKana)) text = romaniseKana(text);
  else if (has(text, isHan)) text = [...text].map((sign) => readHan(sign) ?? sign).join('');
  if (/\p{Script=Greek}/u.test(text)) text = toGreekSounds(text);
  const reading = CYRILLIC_READINGS[cyrillic];
  let out = '';
  for (const sign of text) out += reading.get(sign) ?? LETTERS.get(sign) ?? sign;
  return foldMarks(out);
}

/** Removes marks and takes letters with strokes and ligatures apart: `é` → `e`, `ø` → `o`, `œ` → `oe`. Other scripts keep their letters. */
export function foldMarks(text: string): string {
  if (isAscii(text)) return text;
  let out = '';
  for (const sign of text.normalize('NFD')) out += STROKES.get(sign) ?? sign;
  return out.replace(/\p{M}+/gu, '').normalize('NFC');
}

/**
 * How the Cyrillic of a table is read, by letters that only some languages have: `ъ` without `ы` and `э` is Bulgarian, `і`, `ї`, `є`
 * Ukrainian, `ј`, `љ`, `ђ` … Serbian; all else as Russian.
 */
export function guessCyrillic(texts: readonly string[]): CyrillicReading {
  let russian = 0;
  let ukrainian = 0;
  let serbian = 0;
  let hard = 0;
  for (const text of texts) {
    if (!/\p{Script=Cyrillic}/u.test(text)) continue;
    if (/[ыэё]/iu.test(text)) russian++;
    else if (/[іїєґ]/iu.test(text)) ukrainian++;
    else if (/[јљњђћџ]/iu.test(text)) serbian++;
    else if (/ъ/iu.test(text)) hard++;
  }
  const most = Math.max(russian, ukrainian, serbian, hard);
  if (most === 0 || most === russian) return 'other';
  return most === ukrainian ? 'uk' : most === serbian ? 'sr' : 'bg';
}

const has = (text: string, is: (code: number) => boolean): boolean => {
  for (let at = 0; at < text.length; at++) if (is(text.charCodeAt(at))) return true;
  return false;
};

function toGreekSounds(text: string): string {
  let out = text.normalize('NFD').replace(/\p{M}+/gu, '');
  for (const [pattern, sound] of GREEK_DIGRAPHS) out = out.replace(pattern, sound);
  return out;
}

export const LETTERS = new Map([...CYRILLIC, ...GREEK, ...GEORGIAN, ...ARMENIAN, ...ARABIC, ...HEBREW, ...THAI]);
export const STROKES = new Map([
  ['ø', 'o'],
  ['ł', 'l'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['þ', 'th'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ı', 'i'],
  ['ħ', 'h'],
  ['ŋ', 'ng'],
  ['ə', 'a'],
  ['ʻ', ''],
  ['ʼ', ''],
]);
