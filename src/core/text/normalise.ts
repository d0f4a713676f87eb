/**
 * The form in which texts are compared: Unicode NFKC, lower case with `ß` as `ss`, everything but letters, marks and digits a
 * space, single spaces, trimmed. Invisible format characters (soft hyphens, joiners) are left out. Accents stay. Idempotent. Cost O(length).
 */
export function normaliseText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\p{Cf}/gu, '')
    .replaceAll('ß', 'ss')
    .replaceAll('ς', 'σ')
    .normalize('NFKC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}

/** Words of a normalised text, in order, repeats kept; none for the empty text. */
export function wordsOf(normalised: string): string[] {
  return normalised === '' ? [] : normalised.split(' ');
}
