export const LABEL = /^(?:tel(?:efon|ephone|éfono|efono)?|phone|ph|fon|mobile?|mob|cell|handy|fax|☎|☏)[.:\s]+/iu;
export const EXTENSION = /\s*(?:;ext=|,?\s*(?:ext|extension|durchwahl|dw|x|#)\.?:?\s*)(\d{1,6})$/iu;
export const DIALLED = /^[+\d\s().\-/‐-―·]+$/u;
export const FEWEST = 5;
/** Of a number with its calling code (E.164). */
export const MOST = 15;

/**
 * A phone number in one form: `+` and digits with its calling code where that is known, else digits alone. `+49 (0)30 / 123-45`,
 * `0049 30 12345` and, with `countryCode` 49, `030 12345` are all `+493012345`; an extension follows as `;ext=12`. A text that is no
 * number of 5 to 15 digits comes back as it is. Idempotent. Which numbers exist is not known here.
 *
 * @param countryCode digits of the calling code of numbers without one; empty where it is not known
 */
export function toPhoneForm(text: string, countryCode: string): string {
  const whole = text.normalize('NFKC').trim().replace(LABEL, '').trim();
  const extension = EXTENSION.exec(whole);
  const body = extension ? whole.slice(0, extension.index) : whole;
  if (!DIALLED.test(body)) return text;
  const isMarked = /^[\s(]*\+/u.test(body);
  const digits = (isMarked || /^[\s(]*00/u.test(body) ? body.replace(/\(\s*0\s*\)/u, '') : body).replace(/\D/gu, '');
  const number = isMarked ? `+${digits}` : digits.startsWith('00') ? `+${digits.slice(2)}` : national(digits, countryCode);
  const count = number.replace('+', '').length;
  if (count < FEWEST || count > MOST) return text;
  return extension ? `${number};ext=${extension[1]}` : number;
}

function national(digits: string, code: string): string {
  if (code === '') return digits;
  return `+${code}${withoutTrunk(digits, code)}`;
}

/** What is dialled before a number within its country and left out from abroad. */
function withoutTrunk(digits: string, code: string): string {
  switch (code) {
    case '39':
    case '378':
      return digits;
    case '1':
      return digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits;
    case '7':
      return digits.length === 11 && (digits.startsWith('8') || digits.startsWith('7')) ? digits.slice(1) : digits;
    case '36':
      return digits.startsWith('06') ? digits.slice(2) : digits;
    default:
      return digits.startsWith('0') ? digits.slice(1) : digits;
  }
}
