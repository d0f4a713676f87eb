/** Words that stand between others in English, and that neighbouring languages do not have. */
const LINKING = new Set(
  'the of and or for with without other not than from by into whether as such thereof which their its including parts'.split(' '),
);
const LEAST_CELLS = 3;
/** Shares of cells: what a list of categories or descriptions reaches, and one of companies, people or addresses does not. */
const LEAST_LINKED = 0.25;
const LEAST_WORDS = 2.5;
const MOST_DIGITS = 0.05;
const LEAST_PLAIN_LETTERS = 0.985;

/**
 * Whether cells look like English phrases, such as categories or descriptions: two and a half words each on average, hardly a digit or
 * a letter with an accent, and words such as _of_ and _other_ in a quarter of them. A guess, for a hint.
 *
 * @param cells a sample of a column; empty ones do not count
 */
export function areEnglishPhrases(cells: readonly string[]): boolean {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  if (filled.length < LEAST_CELLS) return false;
  const text = filled.join('\n');
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const plain = text.match(/[a-z]/giu)?.length ?? 0;
  const digits = text.match(/\p{Nd}/gu)?.length ?? 0;
  if (letters === 0 || plain < letters * LEAST_PLAIN_LETTERS || digits > letters * MOST_DIGITS) return false;
  const words = filled.map((cell) => cell.match(/\p{L}+/gu) ?? []);
  const count = words.reduce((sum, of) => sum + of.length, 0);
  const linked = words.filter((of) => of.some((word) => LINKING.has(word.toLowerCase()))).length;
  return count >= filled.length * LEAST_WORDS && linked >= filled.length * LEAST_LINKED;
}
