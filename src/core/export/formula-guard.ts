const MAY_START_FORMULA = /^[=+\-@\t\r\n\0\uff1d\uff0b\uff0d\uff20]/;
const SIGNED_NUMBER = /^[+-]\s?\d[\d\s.,'\u00a0\u202f]*(e[+-]?\d+)?\s?%?$/i;
const PHONE_NUMBER = /^\+\s?[\d(][\d\s()./\u00a0-]*$/;
const DASHES = /^[-\u2013]+$/;

/** Whether a spreadsheet might run a cell as a formula. Signed numbers, phone numbers and lone dashes are not formulas. */
export function isFormulaLike(cell: string): boolean {
  if (!MAY_START_FORMULA.test(cell)) return false;
  return !SIGNED_NUMBER.test(cell) && !PHONE_NUMBER.test(cell) && !DASHES.test(cell);
}

/**
 * The cell with a single quote in front when it begins as a formula might (`=` `+` `-` `@`, also full width, tab, line end, NUL);
 * the same cell otherwise. Source: OWASP ASVS 5.0, 1.2.10, except for the plain numbers named at `isFormulaLike`, which cannot
 * call anything.
 */
export function neutraliseFormula(cell: string): string {
  return isFormulaLike(cell) ? `'${cell}` : cell;
}
