import { shortFormsOf, wordOfShort } from './abbreviation-words';
import type { VariantKind } from './kind';
import { inCaseOf, isLetter, isUpper, pick, replaceSpan, shuffled, signsOf, type WordSpan, wordSpans } from './signs';

const ALPHABETS = ['Latin', 'Cyrillic', 'Greek'] as const;
const hasAlphabet = (scripts: ReadonlySet<string>): boolean => ALPHABETS.some((name) => scripts.has(name));
const isWordOfLetters = ({ word }: WordSpan): boolean =>
  /^(?:[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]\p{M}*)+$/u.test(word);

/** A word with its usual short form in its place, or the other way round: `Street` ↔ `St.` */
export const knownAbbreviation: VariantKind = {
  id: 'known-abbreviation',
  isSame: true,
  appliesTo: ({ scripts }) => hasAlphabet(scripts),
  vary(text, { random }) {
    for (const span of shuffled(random, wordSpans(text).filter(isWordOfLetters))) {
      const small = span.word.toLowerCase();
      const short = pick(random, shortFormsOf(small));
      if (short !== undefined) {
        const isDotted = /^\p{L}+$/u.test(short) && random.uniform() < 0.5 && text[span.at + span.word.length] !== '.';
        return replaceSpan(text, span, inCaseOf(span.word, short) + (isDotted ? '.' : ''));
      }
      const word = wordOfShort(small);
      if (word === null) continue;
      const isDotted = text[span.at + span.word.length] === '.';
      return replaceSpan(text, isDotted ? { ...span, word: `${span.word}.` } : span, inCaseOf(span.word, word));
    }
    return null;
  },
};

const LONG_WORD = 6;
const VOWELS = /[aeiouyаеёиоуыэюяαεηιουω]/iu;

/** A long word cut off with a point, or without its vowels: `Department` → `Dep.`, `Dprtmnt`. */
export const shortened: VariantKind = {
  id: 'shortened',
  isSame: true,
  appliesTo: ({ scripts, letters }) => letters >= LONG_WORD && hasAlphabet(scripts),
  vary(text, { random }) {
    const words = wordSpans(text).filter((span) => isWordOfLetters(span) && signsOf(span.word).length >= LONG_WORD);
    const span = pick(random, words);
    if (!span) return null;
    const signs = signsOf(span.word);
    const skeleton = signs.filter((sign, at) => at === 0 || !VOWELS.test(sign.normalize('NFD')));
    if (random.uniform() < 0.4 && skeleton.length >= 3 && skeleton.length < signs.length)
      return replaceSpan(text, span, skeleton.join(''));
    const kept = signs.slice(0, 3 + Math.floor(random.uniform() * 2));
    // Cut behind a consonant, as people do: "Dep.", "Univ."
    while (kept.length > 3 && VOWELS.test(kept.at(-1)!.normalize('NFD'))) kept.pop();
    return replaceSpan(text, span, `${kept.join('')}.`);
  },
};

/** A word but the last as its first letter: `Anna Maria Weiß` → `A. Maria Weiß`. */
export const initials: VariantKind = {
  id: 'initials',
  isSame: true,
  appliesTo: ({ scripts, words }) => words >= 2 && hasAlphabet(scripts),
  vary(text, { random }) {
    const words = wordSpans(text).filter(isWordOfLetters);
    const last = words.at(-1);
    const names = words.filter((span) => span !== last && isUpper(span.word[0]!) && signsOf(span.word).length > 2);
    const span = random.uniform() < 0.7 ? names[0] : pick(random, names);
    return span ? replaceSpan(text, span, `${signsOf(span.word)[0]}.`) : null;
  },
};

const FEWEST_WORDS = 3;

/** The first letters of all words that matter: `International Business Machines` → `IBM`. What follows a comma or bracket stays. */
export const acronym: VariantKind = {
  id: 'acronym',
  isSame: true,
  appliesTo: ({ scripts, words, digits }) => words >= FEWEST_WORDS && digits === 0 && hasAlphabet(scripts),
  vary(text) {
    const [name = ''] = text.split(/[,(;/]/u, 1);
    const words = wordSpans(name);
    const heads = words.filter(({ word }) => isUpper(word[0]!) && isLetter(word));
    if (heads.length < FEWEST_WORDS || heads.length < words.length * 0.6 || heads.some((span) => !isWordOfLetters(span)))
      return null;
    return heads.map(({ word }) => signsOf(word)[0]).join('') + text.slice(name.trimEnd().length);
  },
};
