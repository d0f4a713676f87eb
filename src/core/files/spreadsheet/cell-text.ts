import { format, getFormatFromId, isDateFormat } from 'numfmt';

const GENERAL = 'General';
/** From 1904-01-01 to 1900-01-01, as serial days. */
const DAYS_TO_1904 = 1462;
const ISO_DATE = 'yyyy-mm-dd';
const ISO_TIME = 'yyyy-mm-dd hh:mm';

/**
 * The pattern behind a built-in format id. Ids whose look depends on the reader's Windows settings (14, 22 and the East Asian
 * 27–36, 50–58) become ISO dates, so that a file reads the same everywhere.
 */
export function builtInPattern(id: number): string {
  if (id === 22) return ISO_TIME;
  if (id === 14 || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 54) || id === 57 || id === 58) return ISO_DATE;
  return getFormatFromId(id) ?? GENERAL;
}

/** Distinct numbers whose look is kept, so that a column of dates is formatted once a date. */
const MOST_KEPT = 4096;
const LONGEST_KEPT = 32;

/** Shows stored numbers under one number format. */
export interface NumberFormatter {
  /** What a cell with this number, in the words of the file, shows. */
  show(raw: string): string;
  /** True where `show` would give back the same bytes. Not all of these are found. */
  isShownAsStored(bytes: Uint8Array, from: number, to: number): boolean;
}

/**
 * How cells with numbers look under `pattern`, in English notation. Whole numbers without a
 * format of their own keep all their digits, where Excel would round beyond the 15th; other numbers look as in `General`.
 */
export function createNumberFormatter(pattern: string, is1904: boolean): NumberFormatter {
  const shown = localeFree(pattern);
  const isPlain = /^(general|@|0)$/i.test(shown);
  const isGeneral = /^(general|@)$/i.test(shown);
  const offset = is1904 && isDateFormat(shown) ? DAYS_TO_1904 : 0;
  const kept = new Map<string, string>();
  const formatted = (raw: string): string => {
    const value = Number(raw);
    if (raw === '' || Number.isNaN(value)) return raw;
    return tryFormat(shown === '@' ? GENERAL : shown, value + offset) ?? tryFormat(GENERAL, value) ?? raw;
  };
  return {
    show(raw) {
      if (isPlain && /^-?\d+$/.test(raw)) return raw;
      if (isGeneral && SHOWN_AS_IT_IS.test(raw)) return raw;
      let text = kept.get(raw);
      if (text === undefined) {
        text = formatted(raw);
        if (kept.size === MOST_KEPT) kept.clear();
        if (raw.length <= LONGEST_KEPT) kept.set(raw, text);
      }
      return text;
    },
    isShownAsStored: (bytes, from, to) => isPlain && isPlainNumber(bytes, from, to, isGeneral),
  };
}

/** Decimals of at most nine digits and not below 0.01, which `General` shows with all their digits. */
const SHOWN_AS_IT_IS = /^-?(?:0\.(?:[1-9]|0[1-9]|[1-9]\d{0,6}[1-9])|(?=[\d.]{3,10}$)[1-9]\d*\.\d*[1-9])$/;

/** Whether bytes are digits, with a sign perhaps; or decimals as `SHOWN_AS_IT_IS` has them. */
function isPlainNumber(bytes: Uint8Array, from: number, to: number, mayHavePoint: boolean): boolean {
  const start = bytes[from] === 0x2d ? from + 1 : from;
  let point = -1;
  for (let at = start; at < to; at++) {
    const byte = bytes[at]!;
    if (byte >= 0x30 && byte <= 0x39) continue;
    if (byte !== 0x2e || point >= 0) return false;
    point = at;
  }
  if (point < 0) return to > start;
  const isShort = mayHavePoint && to - start <= 10 && bytes[to - 1] !== 0x30;
  return isShort && point > start && point < to - 1 && bytes[start] !== 0x30;
}

/** `[$-F800]` and `[$-F400]` mean the long date and the time of the machine. */
function localeFree(pattern: string): string {
  if (/\[\$-F800\]/i.test(pattern)) return ISO_DATE;
  if (/\[\$-F400\]/i.test(pattern)) return 'hh:mm:ss';
  return pattern;
}

function tryFormat(pattern: string, value: number): string | null {
  try {
    return format(pattern, value, { locale: 'en', nbsp: false }).trim();
  } catch {
    return null;
  }
}
