/** What another program would make of a cell without being asked. */
export type Loss = 'leading-zero' | 'long-number' | 'exponent' | 'date' | 'plus' | 'missing-word' | 'formula';

export const LOSSES: readonly Loss[] = ['leading-zero', 'long-number', 'exponent', 'date', 'plus', 'missing-word', 'formula'];

const MONTHS =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const DATE = new RegExp(`^(?:\\d{1,2}[-/]\\d{1,2}|(?:${MONTHS})[-\\s]?\\d{1,2}|\\d{1,2}[-\\s]?(?:${MONTHS}))$`, 'iu');
/** What pandas reads as a missing value (`na_values` of `read_csv`). */
const MISSING_WORDS = new Set(
  '#N/A|#N/A N/A|#NA|-1.#IND|-1.#QNAN|-NaN|-nan|1.#IND|1.#QNAN|<NA>|N/A|NA|NULL|NaN|None|n/a|nan|null'.split('|'),
);

/**
 * What spreadsheet programs (leading zeros, more than 15 digits, `1E5`, `MARCH1`, `+49…`, formulas) or data frames (`NA`) would change
 * in a trimmed cell when they guess its type; null where they would keep it. Rowlink keeps all of it.
 */
export function lossOf(cell: string): Loss | null {
  const first = cell.charCodeAt(0);
  // Letters that begin none of the below are most of the cells.
  if (first > 0x7a) return null;
  if (MISSING_WORDS.has(cell)) return 'missing-word';
  if (/^0\d+$/u.test(cell)) return 'leading-zero';
  if (/^-?\d{16,}$/u.test(cell)) return 'long-number';
  if (/^-?\d+(?:\.\d+)?e[-+]?\d+$/iu.test(cell)) return 'exponent';
  if (/^\+[\d\s()/-]+$/u.test(cell)) return 'plus';
  if (DATE.test(cell)) return 'date';
  if (/^[=@]|^[-+](?=[^\d\s.,])/u.test(cell) && cell.length > 1) return 'formula';
  return null;
}
