import { isAscii } from '../text/normalise';
import { foldMarks } from '../text/romanise/romanise';

/** White space at the ends off, inside to single spaces; characters that cannot be seen left out. Idempotent. */
export const tidySpaces = (text: string): string =>
  text
    .replace(/[\u200b\u2060\ufeff\u00ad]+/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();

/** All letters small, all large, or the first letter of each word large and the others small. Idempotent. */
export function changeCase(text: string, to: 'lower' | 'upper' | 'title'): string {
  if (to === 'lower') return text.toLowerCase();
  if (to === 'upper') return text.toUpperCase();
  return text.replace(WORD, (word) => {
    const [first = '', ...rest] = word.toLowerCase();
    const large = first.toUpperCase();
    // "ß" and some ligatures are two letters when large.
    const head = [...large].length > 1 ? large.charAt(0) + large.slice(1).toLowerCase() : large;
    return head + rest.join('');
  });
}
export const WORD = /\p{L}[\p{L}\p{M}\p{N}'’]*/gu;

/** Latin and Greek letters without their marks, case kept: `É` → `E`, `Ø` → `O`, `ά` → `α`. Other scripts stay as they are. Idempotent. */
export function removeAccents(text: string): string {
  if (isAscii(text)) return text;
  return text.normalize('NFC').replace(MARKED, (letters) => {
    let out = '';
    for (const sign of letters.normalize('NFC')) {
      const small = sign.toLowerCase();
      const plain = foldMarks(small);
      out += small === sign ? plain : plain.charAt(0).toUpperCase() + plain.slice(1);
    }
    return out;
  });
}
export const MARKED = /[\p{Script=Latin}\p{Script=Greek}][\p{Script=Latin}\p{Script=Greek}\p{Mn}]*/gu;

export const LEFT_OUT = {
  digits: /\D+/gu,
  letters: /[^\p{L}\p{M}\s]+/gu,
  'letters-and-digits': /[^\p{L}\p{M}\p{N}\s]+/gu,
} as const;

/** Only the digits (those of East Asian width as ASCII), or only the letters (with or without digits) and the spaces between. Idempotent. */
export function keepOnly(text: string, what: keyof typeof LEFT_OUT): string {
  if (what === 'digits') return text.normalize('NFKC').replace(LEFT_OUT.digits, '');
  return text.replace(LEFT_OUT[what], ' ').replace(/\s+/gu, ' ').trim();
}
