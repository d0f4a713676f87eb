/**
 * The form in which texts are compared: Unicode NFKC, lower case with `ß` as `ss`, everything but letters, marks and digits a
 * space, single spaces, trimmed. Invisible format characters (soft hyphens, joiners) are left out. Accents stay. Idempotent. Cost O(length).
 */
export function normaliseText(text: string): string {
  // The same for what most texts are: letters, figures and signs that Unicode forms leave alone.
  if (isAscii(text)) {
    const folded = text.toLowerCase();
    return IS_NORMAL.test(folded) ? folded : folded.replace(/[^a-z0-9]+/g, ' ').trim();
  }
  return foldLetters(text)
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}

const IS_NORMAL = /^(?:[a-z0-9]+(?: [a-z0-9]+)*)?$/;

/** Unicode NFKC, lower case with `ß` as `ss` and one form of sigma, invisible format characters left out. */
export function foldLetters(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\p{Cf}/gu, '')
    .replaceAll('ß', 'ss')
    .replaceAll('ς', 'σ')
    .normalize('NFKC');
}

export const isAscii = (text: string): boolean => {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x7f) return false;
  return true;
};

/** Words of a normalised text, in order, repeats kept; none for the empty text. */
export function wordsOf(normalised: string): string[] {
  return normalised === '' ? [] : normalised.split(' ');
}
