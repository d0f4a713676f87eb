import type { Sides } from '../model/types';
import { canonicalWord, openUp } from './expand';
import { isAscii, normaliseText, wordsOf } from './normalise';
import { isHan, readHan } from './romanise/han';
import { foldMarks, guessCyrillic, romaniseWord } from './romanise/romanise';
import { pinyinSkeleton, soundSkeleton } from './romanise/sound-skeleton';
import { scriptsOf } from './scripts';

/**
 * The form in which letters are compared and indexed: normalised, without marks, abbreviations and legal forms in one spelling.
 * Words in a script that the other side does not use are given in Latin letters instead. Where the sides differ in script at all,
 * every text also ends in its sound skeleton (capitals, one word), so that systems of romanisation meet. Who is identical is not
 * told by this form but by `normaliseText`.
 *
 * @param texts composed texts of both sides; order is kept
 * @returns texts for `ngramsOf` and `wordsOf`: small letters, figures and at most one word of capitals
 * Cost O(characters).
 */
export function lexicalTexts(texts: Sides<readonly string[]>): Sides<string[]> {
  const left = texts.left.map((text) => normaliseText(openUp(text)));
  const right = texts.right.map((text) => normaliseText(openUp(text)));
  const leftScripts = commonScripts(left);
  const rightScripts = commonScripts(right);
  const shared = leftScripts & rightScripts;
  const differ = leftScripts !== rightScripts && leftScripts !== 0 && rightScripts !== 0;
  const formsOf = (side: readonly string[]): string[] => {
    const cyrillic = guessCyrillic(side);
    const known = new Map<string, string>();
    return side.map((text) => {
      const words = wordsOf(text);
      let forms = '';
      let isSame = true;
      for (const word of words) {
        let form = known.get(word);
        if (form === undefined) {
          form = formOf(word, shared, cyrillic, differ);
          known.set(word, form);
        }
        if (form !== word) isSame = false;
        forms += forms === '' ? form : ` ${form}`;
      }
      // The text itself lies in one piece, which is quicker to read than what was put together.
      if (isSame) forms = text;
      if (!differ) return forms;
      const skeleton = words.map((word) => skeletonOf(word, cyrillic)).join('');
      return skeleton === '' ? forms : `${forms} ${skeleton}`;
    });
  };
  return { left: formsOf(left), right: formsOf(right) };
}

/** Part of a side's texts that has to use a script before it counts. */
const COMMON_SHARE = 0.01;

/** Bit set of the scripts that at least one text in a hundred uses. */
function commonScripts(texts: readonly string[]): number {
  const counts = new Map<number, number>();
  for (const text of texts) {
    const scripts = scriptsOf(text);
    for (let bit = 1; bit <= scripts; bit <<= 1) if (scripts & bit) counts.set(bit, (counts.get(bit) ?? 0) + 1);
  }
  let common = 0;
  for (const [bit, count] of counts) if (count >= texts.length * COMMON_SHARE) common |= bit;
  return common;
}

const LATIN = 1;

function formOf(word: string, shared: number, cyrillic: Parameters<typeof romaniseWord>[1], differ: boolean): string {
  if (isAscii(word)) return canonicalWord(word);
  const scripts = scriptsOf(word);
  const own = canonicalWord(foldMarks(word));
  if ((scripts & ~LATIN) === 0) return own;
  const isShared = (scripts & ~LATIN & ~shared) === 0;
  if (isShared && !differ) return own;
  const latin = canonicalWord(romaniseWord(word, cyrillic));
  return isShared && latin !== own ? `${own} ${latin}` : latin;
}

function skeletonOf(word: string, cyrillic: Parameters<typeof romaniseWord>[1]): string {
  if (isAscii(word)) return soundSkeleton(word);
  let out = '';
  let run = '';
  for (const sign of word) {
    const reading = isHan(sign.charCodeAt(0)) ? readHan(sign) : undefined;
    if (reading === undefined) {
      run += sign;
      continue;
    }
    out += (run === '' ? '' : soundSkeleton(romaniseWord(run, cyrillic))) + pinyinSkeleton(reading);
    run = '';
  }
  return run === '' ? out : out + soundSkeleton(romaniseWord(run, cyrillic));
}

/** What another engine of the same definition takes over, see `core/definition`. */
export const LEXICAL_TEXT_DEFINITION = { COMMON_SHARE } as const;
