/**
 * The numbers of a column of cells as people type them; NaN where a cell is not one number.
 *
 * Read are signs, accounting brackets, exponents, percent signs, currencies and units before or behind (`€ 1.234,50`, `12 kg`,
 * `80 m²`), digits of other scripts, and thousands set off by spaces, apostrophes, commas or full stops. Where a cell alone does
 * not tell the decimal sign (`1,234`), the rest of the column decides; where that is silent, a comma before three digits sets off
 * thousands and a full stop is a decimal sign. Dates, ranges, several numbers and short scales (`5k`, `3 million`) are not numbers:
 * no figure is better than a wrong one. O(characters).
 */
export function readNumbers(cells: readonly string[]): Float64Array {
  const figures = new Map<string, string | null>();
  let commas = 0;
  let stops = 0;
  for (const cell of cells) {
    if (figures.has(cell)) continue;
    const figure = figureOf(cell);
    figures.set(cell, figure);
    const sign = figure && certainDecimalSign(figure);
    if (sign === ',') commas++;
    if (sign === '.') stops++;
  }
  const usual = commas > stops ? ',' : stops > 0 ? '.' : null;
  const numbers = new Map<string, number>();
  for (const [cell, figure] of figures) numbers.set(cell, figure === null ? Number.NaN : numberOf(figure, usual));
  return Float64Array.from(cells, (cell) => numbers.get(cell)!);
}

/** What may stand before a number: a currency, a short word such as `No.`, `ca.`, `approx.`, a sign of comparison. */
export const BEFORE = /^(?:[<>=~≈±#]\s*)?(?:\p{L}{0,7}\.?\s*\p{Sc}?|\p{Sc}\s*\p{L}{0,3})\s*/u;
/** What may stand behind: a unit, also with a power or per another. No digit apart from the power. */
export const BEHIND = /^\s*[%‰°]?\s*(?:\p{Sc}|[\p{L}µ]{1,12}\.?[23]?)?(?:\s*[/·.*]\s*\p{L}{1,10}[23]?)?\.?-?$/u;
export const FIGURE = /^[-+]?\s*(?:\d[\d.,' ]*\d|\d|[.,]\d+)(?:e[-+]?\d{1,3})?/iu;
export const SCALE = /^\s*(?:k|M|b|bn|mn|mio|mrd|mln|tsd|thousand|million|billion|millionen|milliarden)\b/u;
export const GROUPED = /^(?:\d{1,3}(?:([.,' ])\d{3})(?:\1\d{3})*|\d{1,2}(?:,\d{2})+,\d{3})$/u;

/** Sign, digits and separators of a cell that holds one number, without what surrounds it; null where it does not. */
function figureOf(cell: string): string | null {
  if (cell.length > 64) return null;
  let text = plainDigits(cell.normalize('NFKC')).replace(/\s+/gu, ' ').trim();
  if (text === '') return null;
  const inBrackets = /^\(([^()]*)\)$/u.exec(text);
  if (inBrackets) text = inBrackets[1]!.trim();
  text = text.replaceAll(/[\u2212\u2012\u2013]/gu, '-').replaceAll(/[\u2019\u02bc`´]/gu, "'");
  let isNegative = inBrackets !== null;
  if (!/^[-+]?[\d.,]/u.test(text)) {
    if (text.startsWith('-')) {
      isNegative = !isNegative;
      text = text.slice(1).trim();
    }
    text = text.slice(BEFORE.exec(text)![0].length);
  }
  const found = FIGURE.exec(text);
  if (!found) return null;
  const rest = text.slice(found[0].length);
  if (!BEHIND.test(rest) || SCALE.test(rest)) return null;
  const figure = found[0].replace(/^([-+])\s+/u, '$1');
  if (!isNegative) return figure;
  return figure.startsWith('-') ? figure.slice(1) : `-${figure.replace(/^\+/u, '')}`;
}

/** The decimal sign where the figure leaves no doubt: both signs, a sign not before three digits, or one that repeats. */
function certainDecimalSign(figure: string): ',' | '.' | null {
  const body = figure.replace(/^[-+]/u, '').replace(/e[-+]?\d+$/iu, '');
  const comma = body.lastIndexOf(',');
  const stop = body.lastIndexOf('.');
  if (comma >= 0 && stop >= 0) return comma > stop ? ',' : '.';
  const at = Math.max(comma, stop);
  if (at < 0) return null;
  const sign = comma >= 0 ? ',' : '.';
  const other = sign === ',' ? '.' : ',';
  if (body.indexOf(sign) !== at) return other;
  const behind = body.length - at - 1;
  const before = body.slice(0, at);
  return behind !== 3 || /^0*$/u.test(before) || before.replace(/[' ]/gu, '').length > 3 ? sign : null;
}

function numberOf(figure: string, usual: ',' | '.' | null): number {
  const [, sign, body, exponent] = /^([-+]?)([^e]*?)((?:e[-+]?\d+)?)$/iu.exec(figure)!;
  const decimal = certainDecimalSign(figure) ?? usual ?? '.';
  const at = body!.lastIndexOf(decimal);
  const whole = at < 0 ? body! : body!.slice(0, at);
  const fraction = at < 0 ? '' : body!.slice(at + 1);
  if (/\D/u.test(fraction) || !(whole === '' || /^\d+$/u.test(whole) || GROUPED.test(whole))) return Number.NaN;
  const value = Number(`${sign}${whole.replace(/\D/gu, '') || '0'}.${fraction || '0'}${exponent}`);
  return Number.isFinite(value) ? value : Number.NaN;
}

/** Digits of Arabic, Persian and Indic scripts as 0–9, with the Arabic decimal and thousands signs. */
function plainDigits(text: string): string {
  if (/^[\0-\u065f]*$/u.test(text)) return text;
  return text
    .replace(/[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef]/gu, (digit) => {
      const code = digit.charCodeAt(0);
      return String(code >= 0x966 ? (code - 0x966) % 0x80 : (code - 0x660) % 0x90);
    })
    .replaceAll('\u066b', '.')
    .replaceAll('\u066c', "'");
}
