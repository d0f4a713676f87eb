import { normaliseText } from '../text/normalise';
import { scriptsOf } from '../text/scripts';
import type { VariantKind } from './kind';
import { inCaseOf, isUpper, pick, replaceSpan, shuffled, wordSpans } from './signs';

/** Another number: one digit changed, a year by one or two. */
export const otherNumber: VariantKind = {
  id: 'other-number',
  isSame: false,
  appliesTo: ({ digits }) => digits > 0,
  vary(text, { random }) {
    const found = pick(random, [...text.matchAll(/\d+/gu)]);
    if (!found) return null;
    const [figure] = found;
    const isYear = /^(?:19|20)\d\d$/u.test(figure);
    const by = isYear
      ? String(Number(figure) + (random.uniform() < 0.5 ? 1 : -1))
      : changeDigit(figure, random.uniform(), random.uniform());
    return text.slice(0, found.index) + by + text.slice(found.index + figure.length);
  },
};

function changeDigit(figure: string, where: number, which: number): string {
  const at = Math.floor(where * figure.length);
  const old = Number(figure[at]);
  // The first digit of a longer number does not become 0, which would only shorten it.
  const lowest = at === 0 && figure.length > 1 ? 1 : 0;
  const others = Array.from({ length: 10 - lowest }, (_, digit) => digit + lowest).filter((digit) => digit !== old);
  return figure.slice(0, at) + others[Math.floor(which * others.length)] + figure.slice(at + 1);
}

const CODE = /(?<![\p{L}\p{N}])(?=[a-z0-9-]*\d)(?=[a-z0-9-]*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*(?![\p{L}\p{N}])/giu;

/** Another model: a letter of a code changed, or one put behind it. */
export const otherCode: VariantKind = {
  id: 'other-code',
  isSame: false,
  appliesTo: ({ digits, scripts }) => digits > 0 && scripts.has('Latin'),
  vary(text, { random }) {
    const codes = [...text.matchAll(CODE)].filter(([code]) => code.length >= 3);
    const found = pick(random, codes);
    if (!found) return null;
    const [code] = found;
    const letters = [...code.matchAll(/[a-z]/giu)].map(({ index }) => index);
    const isLarge = code === code.toUpperCase();
    const letter = 'abcdefghkmnprstvwx'[Math.floor(random.uniform() * 18)]!;
    const written = isLarge ? letter.toUpperCase() : letter;
    const at = pick(random, letters)!;
    const by = random.uniform() < 0.5 && /\d$/u.test(code) ? code + written : code.slice(0, at) + written + code.slice(at + 1);
    return by.toLowerCase() === code.toLowerCase()
      ? null
      : text.slice(0, found.index) + by + text.slice(found.index + code.length);
  },
};

/** Words that tell a place, part or person from its counterpart. */
const OPPOSITES = `north south; east west; northern southern; eastern western; upper lower; old new; left right; first second; second third; junior senior; jr sr;
  male female; men women; boys girls; black white; small large; major minor; inner outer; front rear; great little; black silver; red blue; indoor outdoor;
  acute chronic; anterior posterior; proximal distal; increased decreased; hyper hypo; maximum minimum; primary secondary; i ii; ii iii; iii iv;
  nord süd; ost west; ober unter; alt neu; links rechts; erste zweite; männlich weiblich; groß klein; vorder hinter; schwarz weiß; haupt neben;
  nord sud; est ouest; haut bas; vieux nouveau; gauche droite; premier second; grand petit; supérieur inférieur; homme femme;
  norte sur; este oeste; alto bajo; viejo nuevo; izquierda derecha; primero segundo; mayor menor; superior inferior; hombre mujer;
  settentrionale meridionale; alto basso; vecchio nuovo; sinistra destra; maggiore minore; norte sul; leste oeste; novo velho;
  север юг; восток запад; северный южный; восточный западный; верхний нижний; старый новый; левый правый; большой малый; первый второй; мужской женский`;
const OPPOSITE_OF = new Map<string, readonly string[]>();
for (const [one = '', other = ''] of OPPOSITES.split(';').map((pair) => pair.trim().split(/\s+/u))) {
  OPPOSITE_OF.set(one, [...(OPPOSITE_OF.get(one) ?? []), other]);
  OPPOSITE_OF.set(other, [...(OPPOSITE_OF.get(other) ?? []), one]);
}
const SIGN_OPPOSITES = new Map(
  Array.from(
    '北南 東西 东西 上下 大小 新旧 新舊 左右 男女 内外 前後 前后 高低'.split(' '),
    ([one, other]) =>
      [
        [one!, other!],
        [other!, one!],
      ] as const,
  ).flat() as [string, string][],
);

/** Another branch, place or part: a word with its counterpart in its place. */
export const opposite: VariantKind = {
  id: 'opposite',
  isSame: false,
  appliesTo: ({ scripts }) => scripts.has('Latin') || scripts.has('Cyrillic') || scripts.has('Han'),
  vary(text, { random }) {
    for (const span of shuffled(random, wordSpans(text))) {
      const by = pick(random, OPPOSITE_OF.get(span.word.toLowerCase()) ?? []);
      if (by !== undefined) return replaceSpan(text, span, inCaseOf(span.word, by));
    }
    const signs = [...text];
    const at = pick(
      random,
      signs.map((_, place) => place).filter((place) => SIGN_OPPOSITES.has(signs[place]!)),
    );
    return at === undefined ? null : signs.with(at, SIGN_OPPOSITES.get(signs[at]!)!).join('');
  },
};

/** Another branch or brand: the word that tells most, with one of another row in its place. */
export const otherWord: VariantKind = {
  id: 'other-word',
  isSame: false,
  appliesTo: ({ words, letters }, stock) => words >= 2 && letters >= 4 && stock.rare.length > 1,
  vary(text, { random, stock }) {
    const words = wordSpans(text).filter(({ word }) => /^[\p{L}\p{M}]{3,}$/u.test(word));
    if (words.length === 0) return null;
    const rarest = words.reduce((best, span) =>
      frequencyIn(stock.frequency, span.word) < frequencyIn(stock.frequency, best.word) ? span : best,
    );
    const script = scriptsOf(rarest.word);
    for (let tries = 0; tries < TRIES; tries++) {
      const by = pick(random, stock.rare)!;
      if (scriptsOf(by) !== script || normaliseText(by) === normaliseText(rarest.word)) continue;
      return replaceSpan(text, rarest, isUpper(by[0]!) ? by : inCaseOf(rarest.word, by));
    }
    return null;
  },
};

const TRIES = 8;
const frequencyIn = (frequency: ReadonlyMap<string, number>, word: string): number => frequency.get(normaliseText(word)) ?? 0;
