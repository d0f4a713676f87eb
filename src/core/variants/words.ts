import { normaliseText } from '../text/normalise';
import type { VariantContext, VariantKind } from './kind';
import { pick, signsOf, type WordSpan, wordSpans } from './signs';

/** Pieces between spaces, which keep what hangs on to a word. */
const piecesOf = (text: string): string[] => text.split(/\s+/u).filter((piece) => piece !== '');
const frequencyOf = (piece: string, { stock }: VariantContext): number => stock.frequency.get(normaliseText(piece)) ?? 0;

/** Last word first, with or without a comma, or two words that change places. */
export const wordOrder: VariantKind = {
  id: 'word-order',
  isSame: true,
  appliesTo: ({ words }) => words >= 2,
  vary(text, { random }) {
    const comma = /^([^,]+),\s*([^,]+)$/u.exec(text);
    if (comma) return `${comma[2]} ${comma[1]}`;
    const pieces = piecesOf(text);
    if (pieces.length < 2) return null;
    const chance = random.uniform();
    if (pieces.length <= 4 && chance < 0.7) {
      return `${pieces.at(-1)}${chance < 0.4 ? ',' : ''} ${pieces.slice(0, -1).join(' ')}`;
    }
    const at = Math.floor(random.uniform() * (pieces.length - 1));
    return pieces.toSpliced(at, 2, pieces[at + 1]!, pieces[at]!).join(' ');
  },
};

/** Without one of the words that tell least; the rarest one always stays. */
export const wordLeftOut: VariantKind = {
  id: 'word-left-out',
  isSame: true,
  appliesTo: ({ words }) => words >= 3,
  vary(text, context) {
    const pieces = piecesOf(text);
    if (pieces.length < 3) return null;
    const weighed = pieces.map((piece, at) => ({ at, weight: frequencyOf(piece, context), isNumber: /\p{N}/u.test(piece) }));
    // A number tells one thing from another more often than not.
    const words = weighed.filter(({ isNumber }) => !isNumber).sort((a, b) => b.weight - a.weight || a.at - b.at);
    const chosen = pick(context.random, words.slice(0, Math.ceil((words.length - 1) / 2)));
    return chosen ? pieces.toSpliced(chosen.at, 1).join(' ') : null;
  },
};

/** With a word that many rows have, at the end or at the beginning. */
export const wordAdded: VariantKind = {
  id: 'word-added',
  isSame: true,
  appliesTo: ({ letters }, stock) => letters >= 3 && stock.common.length > 0,
  vary(text, { random, stock }) {
    const own = new Set(wordSpans(text).map(({ word }) => normaliseText(word)));
    const word = pick(
      random,
      stock.common.filter((one) => !own.has(normaliseText(one))),
    );
    if (word === undefined) return null;
    return random.uniform() < 0.7 ? `${text} ${word}` : `${word} ${text}`;
  },
};

const FEWEST_SIGNS = 16;

/** The end cut off, as by a field that is too short. */
export const cutOff: VariantKind = {
  id: 'cut-off',
  isSame: true,
  appliesTo: ({ letters, digits }) => letters + digits >= FEWEST_SIGNS,
  vary(text, { random }) {
    const signs = signsOf(text);
    if (signs.length < FEWEST_SIGNS) return null;
    return signs
      .slice(0, Math.floor(signs.length * (0.55 + 0.25 * random.uniform())))
      .join('')
      .trimEnd();
  },
};

/** Letters that are written without spaces between words. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const LONG_WORD = 8;

/** Two words joined, a long one split, a hyphen left out: `Hafen City` ↔ `Hafencity`. */
export const spacing: VariantKind = {
  id: 'spacing',
  isSame: true,
  appliesTo: ({ letters, words }) => words >= 2 || letters >= LONG_WORD || letters >= 4,
  vary(text, { random }) {
    const places = [...text.matchAll(/(?<=[\p{L}\p{M}\p{N}])[ \-‐–](?=[\p{L}\p{N}])/gu)].map((found) => found.index);
    const joins = places.map((at) => () => joinAt(text, at));
    const splits = wordSpans(text)
      .filter(isSplittable)
      .map((span) => () => splitWord(text, span, random.uniform()));
    const change = pick(random, random.uniform() < 0.75 && joins.length > 0 ? joins : [...splits, ...joins]);
    return change ? change() : null;
  },
};

function joinAt(text: string, at: number): string {
  const behind = text.slice(at + 1);
  const [first = ''] = behind;
  const isAllLarge = /^[\p{Lu}\p{M}\p{N}]{2}/u.test(behind);
  return text.slice(0, at) + (isAllLarge ? first : first.toLowerCase()) + behind.slice(first.length);
}

const isSplittable = ({ word }: WordSpan): boolean => {
  const length = signsOf(word).length;
  return !/\p{N}/u.test(word) && (length >= LONG_WORD || (length >= 4 && UNSPACED.test(word)));
};

function splitWord(text: string, { word, at }: WordSpan, chance: number): string {
  const signs = signsOf(word);
  const edge = signs.length >= LONG_WORD ? 3 : 2;
  const place = edge + Math.floor(chance * (signs.length - 2 * edge + 1));
  return `${text.slice(0, at)}${signs.slice(0, place).join('')} ${signs.slice(place).join('')}${text.slice(at + word.length)}`;
}
