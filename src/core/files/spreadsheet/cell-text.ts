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

/**
 * A function from stored numbers (as text) to what the cell shows under `pattern`, in English notation. Whole numbers without a
 * format of their own keep all their digits, where Excel would round beyond the 15th; other numbers look as in `General`.
 */
export function createNumberFormatter(pattern: string, is1904: boolean): (raw: string) => string {
  const shown = localeFree(pattern);
  const isPlain = /^(general|@|0)$/i.test(shown);
  const isGeneral = /^(general|@)$/i.test(shown);
  const offset = is1904 && isDateFormat(shown) ? DAYS_TO_1904 : 0;
  return (raw) => {
    if (isPlain && /^-?\d+$/.test(raw)) return raw;
    if (isGeneral && SHOWN_AS_IT_IS.test(raw)) return raw;
    const value = Number(raw);
    if (raw === '' || Number.isNaN(value)) return raw;
    return tryFormat(shown === '@' ? GENERAL : shown, value + offset) ?? tryFormat(GENERAL, value) ?? raw;
  };
}

/** Decimals of at most nine digits and not below 0.01, which `General` shows with all their digits. */
const SHOWN_AS_IT_IS = /^-?(?:0\.(?:[1-9]|0[1-9]|[1-9]\d{0,6}[1-9])|(?=[\d.]{3,10}$)[1-9]\d*\.\d*[1-9])$/;

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
