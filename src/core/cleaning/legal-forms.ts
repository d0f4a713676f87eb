import { canonicalWord, isLegalForm, legalFormSpellings, UNSPACED_LEGAL_FORMS } from '../text/expand';
import { normaliseText } from '../text/normalise';
import { foldMarks } from '../text/romanise/romanise';

/** Words that are legal forms only where nothing else is compared, so that the table of `text/expand.ts` does not have them. */
export const MORE_FORMS = new Set(
  `sro spzoo spj spk eg ev ek partg partgmbb gesmbh mbb scs sca snc sci eurl srls sapa scarl scrl spol pvt pte lda ltee limitee plt
  ооо оао зао пао ао тоо тов`.split(/\s+/u),
);
/** Forms that are written out, as normalised words without marks. */
export const LONG_FORMS = new Set(
  `limited liability company; public limited company; limited liability partnership; limited partnership; private limited;
  gesellschaft mit beschrankter haftung; eingetragener verein; eingetragene genossenschaft; offene handelsgesellschaft; societe anonyme;
  societe par actions simplifiee; societe a responsabilite limitee; sociedad anonima; sociedad limitada; sociedad de responsabilidad limitada;
  societa per azioni; societa a responsabilita limitata; sociedade anonima; besloten vennootschap; naamloze vennootschap; spolka akcyjna;
  spolka z ograniczona odpowiedzialnoscia; s r o; a s; sp z o o; spol s r o; kabushiki kaisha; общество с ограниченнои ответственностью`
    .split(';')
    .map((form) => form.trim().replace(/\s+/gu, ' ')),
);
/** For scripts in other languages: forms as words, then as phrases, normalised and without marks. */
export const legalFormLists = (): { readonly words: readonly string[]; readonly phrases: readonly string[] } => ({
  words: [...new Set([...legalFormSpellings(), ...MORE_FORMS])].sort(),
  phrases: [...LONG_FORMS].sort(),
});
export const MOST_WORDS = 5;
/** Forms that stand before the name as well. */
export const LEADING = new Set(['ooo', 'oao', 'zao', 'pao', 'pt', 'ab', 'oy', 'ооо', 'оао', 'зао', 'пао', 'ао', 'тоо', 'тов']);
const ENDINGS = new Set(Array.from(LONG_FORMS, (form) => form.split(' ').at(-1)!));
const BEGINNINGS = new Set(Array.from(LONG_FORMS, (form) => form.split(' ')[0]!));
export const CONNECTORS = new Set(['', 'and', 'und', 'et', 'y', 'e', 'en', 'i']);

/**
 * The name of a company without its legal form: `Müller & Söhne GmbH & Co. KG` → `Müller & Söhne`, `ООО «Ромашка»` → `«Ромашка»`.
 * Takes forms off the end, some off the beginning, and Chinese, Japanese and Korean ones anywhere. A text that is nothing else, or has
 * none, comes back as it is. Idempotent.
 */
export function removeLegalForms(text: string): string {
  let body = text;
  if (/[会公주有株]/u.test(text)) for (const [pattern] of UNSPACED_LEGAL_FORMS) body = body.replace(pattern, ' ');
  const isOpened = body !== text;
  const words = body.split(/\s+/u).filter((word) => word !== '');
  let start = 0;
  let end = words.length;
  for (let length = 1; length > 0; end -= length) length = formAtEnd(words, start, end);
  const isShortened = end < words.length;
  for (let length = 1; length > 0; start += length) length = formAtStart(words, start, end);
  if (!isOpened && !isShortened && start === 0) return text;
  if (isShortened) while (end > start && CONNECTORS.has(plainOf(words[end - 1]!))) end--;
  const name = words
    .slice(start, end)
    .join(' ')
    .replace(/[\s,;]+$/u, '');
  return name === '' || isForm(name.split(' ')) ? text : name;
}

/** How many words the form at the end takes, 0 where there is none or nothing would be left. */
function formAtEnd(words: readonly string[], start: number, end: number): number {
  let last = end;
  while (last > start && CONNECTORS.has(plainOf(words[last - 1]!))) last--;
  const most = Math.min(MOST_WORDS, last - start - 1);
  if (most < 1) return 0;
  const ending = plainOf(words[last - 1]!);
  // Only what ends in one letter, or as a form that is written out, can take several words.
  const longest = ending.length === 1 || ending.at(-2) === ' ' || ENDINGS.has(ending) ? most : 1;
  for (let length = longest; length >= 1; length--) {
    const phrase = words.slice(last - length, last);
    if (isForm(phrase)) return end - last + length;
  }
  return 0;
}

function formAtStart(words: readonly string[], start: number, end: number): number {
  const most = Math.min(MOST_WORDS, end - start - 1);
  const beginning = most < 1 ? '' : plainOf(words[start]!);
  if (!BEGINNINGS.has(beginning.split(' ', 1)[0]!) && !LEADING.has(beginning.replaceAll(' ', ''))) return 0;
  for (let length = most; length >= 1; length--) {
    const plain = plainOf(words.slice(start, start + length).join(' '));
    if (length > 1 ? LONG_FORMS.has(plain) : LEADING.has(plain.replaceAll(' ', ''))) return length;
  }
  return 0;
}

function isForm(phrase: readonly string[]): boolean {
  const plain = plainOf(phrase.join(' '));
  if (LONG_FORMS.has(plain)) return true;
  // "S. A." and "s.r.o." are one form each; "Sa" of two words is not.
  const isOne = phrase.length === 1 || /^\p{L}(?: \p{L})*$/u.test(plain);
  const joined = plain.replaceAll(' ', '');
  return isOne && (MORE_FORMS.has(joined) || isLegalForm(canonicalWord(joined)));
}

/** Words at the end of names are few and come again and again. */
const known = new Map<string, string>();
const MOST_KNOWN = 20_000;

function plainOf(text: string): string {
  let plain = known.get(text);
  if (plain === undefined) {
    plain = foldMarks(normaliseText(text));
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(text, plain);
  }
  return plain;
}
