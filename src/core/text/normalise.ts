/**
 * The form in which texts are compared: Unicode NFKC, lower case with `ß` as `ss`, everything but letters, marks and digits a
 * space, single spaces, trimmed. Invisible format characters (soft hyphens, joiners) are left out. Accents stay. Idempotent. Cost O(length).
 */
export function normaliseText(text: string): string {
  return foldLetters(text)
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}

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

/** Words of a normalised text, in order, repeats kept; none for the empty text. */
export function wordsOf(normalised: string): string[] {
  return normalised === '' ? [] : normalised.split(' ');
}
