const MAY_START_FORMULA = /^[=+\-@\t\r\n\0\uff1d\uff0b\uff0d\uff20]/;
const SIGNED_NUMBER = /^[+-]\s?\p{Sc}?\s?[.,]?\d[\d\s.,'\u00a0\u202f]*(e[+-]?\d+)?\s?[%‰\p{Sc}]?$/iu;
const PHONE_NUMBER = /^\+\s?[\d(][\d\s()./\u00a0-]*$/;
const DASHES = /^[-\u2013]+$/;
/** A separator of any locale within a cell, with quotes if any, and what follows up to the next one. */
const AFTER_SEPARATOR = /([,;\t\r\n]["']*)([=+\-@\uff1d\uff0b\uff0d\uff20][^,;\t\r\n]*)/g;
const AFTER_QUOTES = /^("+)([=+\-@\uff1d\uff0b\uff0d\uff20])/;

/** Whether a spreadsheet might run a cell as a formula. Signed numbers and amounts, phone numbers and lone dashes are not formulas. */
export function isFormulaLike(cell: string): boolean {
  if (!MAY_START_FORMULA.test(cell)) return false;
  return !SIGNED_NUMBER.test(cell) && !PHONE_NUMBER.test(cell) && !DASHES.test(cell);
}

/** Whether a cell that begins with this byte of UTF-8 may be one: a quick look before `isFormulaLike`. */
export const isFormulaStart = (byte: number): boolean => STARTS[byte] === 1;

const STARTS = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte === 0xef || (byte < 0x80 && MAY_START_FORMULA.test(String.fromCharCode(byte))) ? 1 : 0,
);

/**
 * The cell with a single quote in front when it begins as a formula might (`=` `+` `-` `@`, also full width, tab, line end, NUL);
 * the same cell otherwise. With `separators`, for delimited text, also before a formula that follows a separator, a line end or
 * opening quotes within the cell: whoever opens the file with another delimiter would find it at the beginning of a cell.
 *
 * Source: OWASP, CSV Injection, and ASVS 5.0, 1.2.10, except for the plain numbers named at `isFormulaLike`, which cannot call anything.
 */
export function neutraliseFormula(cell: string, options: { readonly separators: boolean } = { separators: false }): string {
  const start = isFormulaLike(cell) ? `'${cell}` : cell;
  if (!options.separators || !MAY_HIDE_FORMULA.test(start)) return start;
  return start.replace(AFTER_QUOTES, "'$1$2").replace(AFTER_SEPARATOR, (all, before: string, rest: string) => {
    const isHarmless = !isFormulaLike(rest.trimEnd().replace(/"+$/, '')) || before.includes("'");
    return isHarmless ? all : `${before}'${rest}`;
  });
}

const MAY_HIDE_FORMULA = /[",;\t\r\n]/;
