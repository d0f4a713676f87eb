import type { Random } from '../numerics/random';
import { changeSyllable, isSyllable } from './hangul';
import { keysBeside, layoutsFor } from './keyboards';
import type { TextTraits, VariantKind } from './kind';
import { inCaseOf, isLetter, pick, replaceSpan, shuffled, signsOf, wordSpans } from './signs';

/** Shorter words are more often read as other words than mistyped. */
const FEWEST_LETTERS = 3;
const hasLetters = ({ letters }: TextTraits): boolean => letters >= FEWEST_LETTERS;

/** Changes the letters of one word by chance; words without what it needs are passed over. */
function inOneWord(text: string, random: Random, change: (signs: readonly string[]) => string | null): string | null {
  const words = wordSpans(text).filter(({ word }) => !/\p{N}/u.test(word));
  for (const span of shuffled(random, words)) {
    const signs = signsOf(span.word);
    if (signs.length < FEWEST_LETTERS) continue;
    const changed = change(signs);
    if (changed !== null && changed !== span.word) return replaceSpan(text, span, changed);
  }
  return null;
}

/** Places in a word where typing goes wrong: seldom the first letter. */
function placesIn(signs: readonly string[], random: Random): number[] {
  const inner = shuffled(
    random,
    signs.map((_, at) => at).filter((at) => at > 0 && isLetter(signs[at]!)),
  );
  return random.uniform() < 0.1 ? [0, ...inner] : inner;
}

const withSign = (signs: readonly string[], at: number, by: string): string => signs.with(at, by).join('');

export const typoNeighbour: VariantKind = {
  id: 'typo-neighbour',
  isSame: true,
  appliesTo: ({ letters, scripts }) =>
    letters >= FEWEST_LETTERS &&
    ['Latin', 'Cyrillic', 'Greek', 'Hebrew', 'Arabic', 'Hangul'].some((name) => scripts.has(name as 'Latin')),
  vary: (text, { random }) =>
    inOneWord(text, random, (signs) => {
      const layouts = layoutsFor(signs.join(''));
      for (const at of placesIn(signs, random)) {
        const sign = signs[at]!;
        if (isSyllable(sign)) return withSign(signs, at, changeSyllable(sign, random));
        const layout = pick(random, layouts);
        const key = layout && pick(random, keysBeside(layout, sign.toLowerCase()));
        if (key) return withSign(signs, at, sign === sign.toLowerCase() ? key : key.toUpperCase());
      }
      return null;
    }),
};

export const typoSwap: VariantKind = {
  id: 'typo-swap',
  isSame: true,
  appliesTo: hasLetters,
  vary: (text, { random }) =>
    inOneWord(text, random, (signs) => {
      for (const at of placesIn(signs, random)) {
        const [before, here] = [signs[at - 1], signs[at]!];
        if (before === undefined || before.toLowerCase() === here.toLowerCase()) continue;
        const swapped = [inCaseOf(before, here.toLowerCase()), inCaseOf(here, before.toLowerCase())];
        return signs.toSpliced(at - 1, 2, ...swapped).join('');
      }
      return null;
    }),
};

export const typoDrop: VariantKind = {
  id: 'typo-drop',
  isSame: true,
  appliesTo: ({ letters }) => letters > FEWEST_LETTERS,
  vary: (text, { random }) =>
    inOneWord(text, random, (signs) => {
      const [at] = placesIn(signs, random);
      return at === undefined || signs.length <= FEWEST_LETTERS ? null : signs.toSpliced(at, 1).join('');
    }),
};

export const typoDouble: VariantKind = {
  id: 'typo-double',
  isSame: true,
  appliesTo: hasLetters,
  vary: (text, { random }) =>
    inOneWord(text, random, (signs) => {
      const [at] = placesIn(signs, random);
      return at === undefined ? null : withSign(signs, at, signs[at]! + signs[at]!.toLowerCase());
    }),
};
