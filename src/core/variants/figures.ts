import type { VariantKind } from './kind';
import { inCaseOf, pick, replaceSpan, shuffled, wordSpans } from './signs';

const ROMAN = ['', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII', 'XIII', 'XIV', 'XV'];
const AS_WORDS: readonly (readonly string[])[] = [
  'one two three four five six seven eight nine ten eleven twelve',
  'eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf',
  'un deux trois quatre cinq six sept huit neuf dix onze douze',
  'uno dos tres cuatro cinco seis siete ocho nueve diez once doce',
  'один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать',
].map((line) => line.split(' '));
const ORDINALS: readonly (readonly [string, string])[] = Array.from(
  '1st first,2nd second,3rd third,4th fourth,5th fifth,6th sixth,7th seventh,8th eighth,9th ninth,10th tenth'.split(','),
  (pair) => pair.split(' ') as [string, string],
);
const FIGURE_OF_ORDINAL = new Map(ORDINALS.flatMap(([figure, word]) => [[figure, word] as const, [word, figure] as const]));
/** Which list of words a text would take, by letters and words that only its language has; English where nothing tells. */
const listFor = (text: string): readonly string[] => {
  if (/\p{Script=Cyrillic}/u.test(text)) return AS_WORDS[4]!;
  if (/[äöüß]|\b(?:und|der|die|das)\b/iu.test(text)) return AS_WORDS[1]!;
  if (/[çœêèà]|\b(?:le|la|les|du|des|et)\b/iu.test(text)) return AS_WORDS[2]!;
  return /[ñ¿¡]|\b(?:el|los|las|del|y)\b/iu.test(text) ? AS_WORDS[3]! : AS_WORDS[0]!;
};

/** A number written otherwise: `1,000` ↔ `1000`, `2` ↔ `II`, `three` → `3`, `1st` ↔ `first`, `7` → `07`. Its value stays. */
export const numberForm: VariantKind = {
  id: 'number-form',
  isSame: true,
  appliesTo: ({ digits, letters }) => digits > 0 || letters >= 2,
  vary(text, { random }) {
    const grouped = /(?<![\p{N}.,])\d{1,3}(?:[,' ]\d{3})+(?![\p{N}.,])/u.exec(text);
    if (grouped) return replaceSpan(text, { word: grouped[0], at: grouped.index }, grouped[0].replace(/\D/gu, ''));
    const spans = wordSpans(text);
    for (const span of shuffled(random, spans)) {
      const { word, at } = span;
      const isInside =
        /[.,\-/:]/u.test(text[at - 1] ?? '') || /[.,\-/:]\p{N}/u.test(text.slice(at + word.length, at + word.length + 2));
      const ordinal = FIGURE_OF_ORDINAL.get(word.toLowerCase());
      if (ordinal !== undefined) return replaceSpan(text, span, inCaseOf(word, ordinal));
      if (/^\d+$/u.test(word) && !isInside) {
        const value = Number(word);
        const forms = [...formsOf(word, value, text, spans.length)];
        const by = pick(random, forms);
        if (by !== undefined) return replaceSpan(text, span, by);
      }
      const figure = figureOf(word);
      if (figure !== null && spans.length > 1) return replaceSpan(text, span, figure);
    }
    return null;
  },
};

function* formsOf(word: string, value: number, text: string, words: number): Generator<string> {
  if (word.startsWith('0')) {
    const bare = word.replace(/^0+(?=\d)/u, '');
    if (bare !== word) yield bare;
    return;
  }
  if (value >= 1 && value <= 12 && words > 1) yield listFor(text)[value - 1]!;
  if (value >= 2 && value <= 15 && words > 1) yield ROMAN[value]!;
  if (word.length === 1) yield `0${word}`;
  const isYear = word.length === 4 && value >= 1500 && value < 2100;
  if (word.length >= 4 && word.length <= 9 && !isYear) yield value.toLocaleString('en-US');
}

function figureOf(word: string): string | null {
  const roman = word.length > 1 ? ROMAN.indexOf(word) : -1;
  if (roman > 1) return String(roman);
  const small = word.toLowerCase();
  for (const list of AS_WORDS) {
    const at = list.indexOf(small);
    // "un", "uno" and "one" are articles and pronouns as well.
    if (at > 0) return String(at + 1);
  }
  return null;
}
