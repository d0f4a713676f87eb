import type { TermRows, WordSides } from '../score/record-terms';

/** How the words of two texts go together. */
export interface WordAlignment {
  /** Likeness of the left word that is matched worst, 0…1; 1 for a text without words. */
  readonly least: number;
  /** Weight of the right words that nothing on the left is like, as a share of the weight of one rarest word, negative or 0. */
  readonly rest: number;
}

/**
 * Puts the words of two texts side by side: each looks for the word of the other text that is most like it, as late interaction does with
 * vectors of tokens (Khattab and Zaharia, SIGIR 2020, arXiv:2004.12832). Here words are alike by their letters, as in soft TF-IDF (Cohen,
 * Ravikumar and Fienberg, IIWeb 2003): the Dice coefficient of their pairs of letters, edges included, from 0.3 upwards. A word with a digit
 * is like itself only. What a word weighs is how rare it is in both tables.
 *
 * Cost O(letters of all words) here; a pair O(words of one text · words of the other · letters of a word), or O(words) where the product of
 * words is above 1,600: there only equal words count. The same object again at every call.
 */
export function createWordAlignment(words: WordSides): (left: number, right: number) => WordAlignment {
  const { left, right, weight, isNumber } = words;
  const likeness = createWordLikeness(words);
  const rarest = Math.log(1 + left.offsets.length - 1 + right.offsets.length - 1) + 1;
  const bests = { left: new Float64Array(MOST_CROSSINGS), right: new Float64Array(MOST_CROSSINGS) };
  const found = { least: 1, rest: 0 };
  return (leftRow, rightRow) => {
    const a = left.offsets[leftRow]!;
    const b = right.offsets[rightRow]!;
    const n = left.offsets[leftRow + 1]! - a;
    const m = right.offsets[rightRow + 1]! - b;
    if (bests.left.length < n) bests.left = new Float64Array(2 * n);
    if (bests.right.length < m) bests.right = new Float64Array(2 * m);
    bests.left.fill(0, 0, n);
    bests.right.fill(0, 0, m);
    markEqual(left, right, a, b, n, m, bests);
    if (n * m <= MOST_CROSSINGS) {
      for (let i = 0; i < n; i++) {
        const one = left.terms[a + i]!;
        if (isNumber[one]) continue;
        for (let j = 0; j < m; j++) {
          if (bests.left[i] === 1 && bests.right[j] === 1) continue;
          const other = right.terms[b + j]!;
          if (isNumber[other]) continue;
          const alike = likeness(one, other);
          if (alike > bests.left[i]!) bests.left[i] = alike;
          if (alike > bests.right[j]!) bests.right[j] = alike;
        }
      }
    }
    let least = 1;
    for (let i = 0; i < n; i++) if (bests.left[i]! < least) least = bests.left[i]!;
    let rest = 0;
    for (let j = 0; j < m; j++) rest -= weight[right.terms[b + j]!]! * (1 - bests.right[j]!);
    found.least = least;
    found.rest = rest / rarest;
    return found;
  };
}

const MOST_CROSSINGS = 1_600;
/** Words that share fewer of their pairs of letters share them by chance. */
const LEAST_DICE = 0.3;

function markEqual(
  left: TermRows,
  right: TermRows,
  a: number,
  b: number,
  n: number,
  m: number,
  bests: { readonly left: Float64Array; readonly right: Float64Array },
): void {
  let i = 0;
  let j = 0;
  while (i < n && j < m) {
    const one = left.terms[a + i]!;
    const other = right.terms[b + j]!;
    if (one === other) {
      bests.left[i] = 1;
      bests.right[j] = 1;
    }
    if (one <= other) i++;
    if (other <= one) j++;
  }
}

/** Likeness of two words by their numbers, 0…1. */
function createWordLikeness({ spellings }: WordSides): (one: number, other: number) => number {
  const offsets = new Uint32Array(spellings.length + 1);
  spellings.forEach((word, id) => {
    offsets[id + 1] = offsets[id]! + word.length + 1;
  });
  const pairs = new Uint32Array(offsets[spellings.length]!);
  spellings.forEach((word, id) => {
    const from = offsets[id]!;
    for (let at = 0; at <= word.length; at++) {
      const before = at === 0 ? 0 : word.charCodeAt(at - 1);
      pairs[from + at] = ((before << 16) | (at === word.length ? 0 : word.charCodeAt(at))) >>> 0;
    }
    pairs.subarray(from, offsets[id + 1]!).sort();
  });
  return (one, other) => {
    let a = offsets[one]!;
    let b = offsets[other]!;
    const aEnd = offsets[one + 1]!;
    const bEnd = offsets[other + 1]!;
    const total = aEnd - a + bEnd - b;
    // As alike as lengths allow, words may still be too unlike to count.
    if (2 * Math.min(aEnd - a, bEnd - b) <= LEAST_DICE * total) return 0;
    let common = 0;
    while (a < aEnd && b < bEnd) {
      const x = pairs[a]!;
      const y = pairs[b]!;
      if (x === y) common++;
      if (x <= y) a++;
      if (y <= x) b++;
    }
    return Math.max(0, (2 * common) / total - LEAST_DICE) / (1 - LEAST_DICE);
  };
}

/** What another engine of the same definition takes over, see `core/definition`. */
export const ALIGNMENT_DEFINITION = { MOST_CROSSINGS, LEAST_DICE } as const;
