import type { Sides } from '../model/types';

/** A word of a text, or a few that follow each other; UTF-16 offsets, end excluded. */
export interface WordPlace {
  readonly from: number;
  readonly to: number;
}

/** Two texts, and both of them without one word after the other: what has to be embedded to see which words carry a likeness. */
export interface LeftOutTexts {
  readonly words: Sides<readonly WordPlace[]>;
  /** The left text, the right one, the left one without each of its words, the right one without each of its. */
  readonly texts: readonly string[];
}

/** More words of a text are taken several together. */
const MOST_WORDS = 24;

/**
 * Leaves out each word of two texts, as Unicode and the language's dictionary part them (UAX 29); of long texts neighbours together, in at
 * most 24 parts. A text of one word keeps it. O(characters · parts).
 */
export function leaveOutWords({ left, right }: Sides<string>): LeftOutTexts {
  const words = { left: placesOf(left), right: placesOf(right) };
  const without = (text: string, places: readonly WordPlace[]): string[] =>
    places.map(({ from, to }) => `${text.slice(0, from)} ${text.slice(to)}`.replace(/\s+/gu, ' ').trim());
  return { words, texts: [left, right, ...without(left, words.left), ...without(right, words.right)] };
}

/**
 * How much the cosine of two texts falls when a word is left out, for each word of both: above 0 for words that carry the likeness
 * (occlusion; Li, Monroe and Jurafsky 2016, arXiv:1612.08220).
 *
 * @param vectors of `texts`, in order, normalised, row-major
 */
export function weighLeftOut({ words }: LeftOutTexts, vectors: Float32Array): Sides<Float32Array> {
  const count = 2 + words.left.length + words.right.length;
  const dimensions = vectors.length / count;
  const cosine = (a: number, b: number): number => {
    let sum = 0;
    for (let at = 0; at < dimensions; at++) sum += vectors[a * dimensions + at]! * vectors[b * dimensions + at]!;
    return sum;
  };
  const whole = cosine(0, 1);
  const first = 2 + words.left.length;
  return {
    left: Float32Array.from(words.left, (_, word) => whole - cosine(2 + word, 1)),
    right: Float32Array.from(words.right, (_, word) => whole - cosine(0, first + word)),
  };
}

function placesOf(text: string): WordPlace[] {
  const segments = new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text);
  const places = Array.from(segments)
    .filter(({ isWordLike }) => isWordLike)
    .map(({ index, segment }) => ({ from: index, to: index + segment.length }));
  if (places.length < 2) return [];
  const parts = Math.min(MOST_WORDS, places.length);
  const startOf = (part: number): number => Math.floor((part * places.length) / parts);
  return Array.from({ length: parts }, (_, part) => ({
    from: places[startOf(part)]!.from,
    to: places[startOf(part + 1) - 1]!.to,
  }));
}
