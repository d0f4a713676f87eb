import type { Sides } from '../../model/types';
import { normaliseText, wordsOf } from '../../text/normalise';
import type { PairList } from '../pair-list';
import type { TermRows } from './record-terms';

/** Words of both sides in one numbering, as they stand: not romanised, abbreviations as written. */
export interface LexiconTerms extends Sides<TermRows> {
  readonly count: number;
}

/** Pairs taken for matches, to learn from; each record at most once. */
export interface LikelyPairs {
  readonly left: Uint32Array;
  readonly right: Uint32Array;
}

/** What the words that two texts do not share mean to each other, learned from the tables themselves. */
export interface Lexicon {
  /**
   * Bits that speak for a pair: up for words that stand for each other in other pairs ("county" for "comté"), down for words that
   * have a counterpart elsewhere but not here, 0 for words seen in too few pairs. Within −20…40. What a pair taught is not held for it.
   * Cost O(words of one text · words of the other).
   */
  bitsOf(left: number, right: number): number;
}

/**
 * Distinct words of normalised texts, none of texts with more than 24, whose words say too little of each other; of scripts without spaces all signs and pairs of neighbouring signs.
 * Cost O(characters).
 */
export function collectLexiconTerms(texts: Sides<readonly string[]>): LexiconTerms {
  const ids = new Map<string, number>();
  const idOf = (word: string): number => {
    const known = ids.get(word) ?? ids.size;
    ids.set(word, known);
    return known;
  };
  const rowsOf = (side: readonly string[]): TermRows => {
    const offsets = new Uint32Array(side.length + 1);
    const all: number[] = [];
    side.forEach((text, row) => {
      const found = new Set<number>();
      for (const word of wordsOf(normaliseText(text))) for (const term of termsIn(word)) found.add(idOf(term));
      if (found.size <= MOST_TERMS) all.push(...[...found].sort((a, b) => a - b));
      offsets[row + 1] = all.length;
    });
    return { offsets, terms: Uint32Array.from(all) };
  };
  const left = rowsOf(texts.left);
  const right = rowsOf(texts.right);
  return { left, right, count: ids.size };
}

/**
 * Pairs that are each other's best by `logits`; of more than 5,000 every so many, from the surest to the least sure. Ties go to the
 * earlier record. O(pairs).
 */
export function likelyPairs({ offsets, right }: PairList, logits: Float64Array): LikelyPairs {
  const bestLeft = new Map<number, { left: number; logit: number }>();
  const bestAt = new Int32Array(offsets.length - 1).fill(-1);
  for (let left = 0; left < bestAt.length; left++) {
    for (let at = offsets[left]!; at < offsets[left + 1]!; at++) {
      if (bestAt[left]! < 0 || logits[at]! > logits[bestAt[left]!]!) bestAt[left] = at;
    }
  }
  bestAt.forEach((at, left) => {
    if (at < 0) return;
    const known = bestLeft.get(right[at]!);
    if (!known || logits[at]! > known.logit) bestLeft.set(right[at]!, { left, logit: logits[at]! });
  });
  for (let left = 0; left < bestAt.length; left++) {
    for (let at = offsets[left]!; at < offsets[left + 1]!; at++) {
      const known = bestLeft.get(right[at]!);
      if (known && logits[at]! > known.logit) bestLeft.delete(right[at]!);
    }
  }
  const found = [...bestLeft].map(([partner, { left, logit }]) => ({ left, right: partner, logit }));
  found.sort((a, b) => b.logit - a.logit || a.left - b.left);
  const step = Math.max(1, found.length / MOST_PAIRS);
  const kept = Array.from({ length: Math.min(found.length, MOST_PAIRS) }, (_, at) => found[Math.floor(at * step)]!);
  return { left: Uint32Array.from(kept, (pair) => pair.left), right: Uint32Array.from(kept, (pair) => pair.right) };
}

/**
 * Learns which words stand for each other from pairs that are taken for matches: IBM model 1 (Brown et al., Computational Linguistics
 * 19(2), 1993) in both directions, which have to agree (Liang, Taskar and Klein, HLT-NAACL 2006), over the words that the texts of a
 * pair do not share. Wrong pairs do little harm: their words meet by chance, each time others.
 *
 * Cost O(pairs · words of one text · words of the other), a few rounds.
 */
export function learnLexicon(terms: LexiconTerms, likely: LikelyPairs): Lexicon {
  const count = likely.left.length;
  const seen = { left: new Uint32Array(terms.count), right: new Uint32Array(terms.count) };
  const present = { left: new Uint32Array(terms.count), right: new Uint32Array(terms.count) };
  const taughtAt = new Map<number, number>();
  const rest = createRest(terms);
  for (let pair = 0; pair < count; pair++) {
    const [left, right] = [likely.left[pair]!, likely.right[pair]!];
    taughtAt.set(left, pair);
    rest.take(left, right, null);
    for (let i = 0; i < rest.leftCount; i++) seen.left[rest.left[i]!]!++;
    for (let j = 0; j < rest.rightCount; j++) seen.right[rest.right[j]!]!++;
    for (let at = terms.left.offsets[left]!; at < terms.left.offsets[left + 1]!; at++) present.left[terms.left.terms[at]!]!++;
    for (let at = terms.right.offsets[right]!; at < terms.right.offsets[right + 1]!; at++)
      present.right[terms.right.terms[at]!]!++;
  }
  const { cellOf, keys, aligned, alignInto } = alignWords(terms, likely, rest, seen);
  const explained = { left: new Float64Array(terms.count), right: new Float64Array(terms.count) };
  keys.forEach((key, cell) => {
    explained.left[Math.floor(key / terms.count)]! += aligned[cell]!;
    explained.right[key % terms.count]! += aligned[cell]!;
  });
  const own = new Float64Array(MOST_TERMS * MOST_TERMS);
  const leftBest = new Float64Array(MOST_TERMS);
  const leftOwn = new Float64Array(MOST_TERMS);

  const bitsOfWord = (side: 'left' | 'right', term: number, isOwn: number, best: number, mine: number): number => {
    const times = seen[side][term]! - isOwn;
    if (times <= 0) return 0;
    const alone = (times - Math.max(0, explained[side][term]! - mine) + 0.5) / (times + 1);
    const rate = (present[side][term]! - isOwn + 0.5) / (count + 1);
    return Math.max(-MOST_AGAINST, Math.min(MOST_FOR, Math.log2(Math.max(LEAST_ALONE, alone) + best / rate)));
  };

  return {
    bitsOf(left, right) {
      rest.take(left, right, seen);
      const { leftCount: n, rightCount: m } = rest;
      const pair = taughtAt.get(left);
      const isOwn = pair !== undefined && likely.right[pair] === right ? 1 : 0;
      if (isOwn) alignInto(own);
      leftBest.fill(0, 0, n);
      leftOwn.fill(0, 0, n);
      let bits = 0;
      for (let j = 0; j < m; j++) {
        const other = rest.right[j]!;
        let best = 0;
        let mine = 0;
        for (let i = 0; i < n; i++) {
          const one = rest.left[i]!;
          const cell = cellOf(one, other);
          if (cell < 0) continue;
          const taught = isOwn ? own[i * m + j]! : 0;
          const value = Math.max(0, aligned[cell]! - taught);
          mine += taught;
          leftOwn[i]! += taught;
          best = Math.max(best, value / (seen.left[one]! - isOwn + 1));
          leftBest[i] = Math.max(leftBest[i]!, value / (seen.right[other]! - isOwn + 1));
        }
        bits += bitsOfWord('right', other, isOwn, best, mine);
      }
      for (let i = 0; i < n; i++) bits += bitsOfWord('left', rest.left[i]!, isOwn, leftBest[i]!, leftOwn[i]!);
      return Math.max(LOWEST_BITS, Math.min(HIGHEST_BITS, (bits / 2) * Math.min(1, FEW_WORDS / Math.max(1, n + m))));
    },
  };
}

const MOST_TERMS = 24;
const MOST_PAIRS = 5_000;
const LEAST_TIMES = 2;
const ROUNDS = 5;
/** Of more words than this, in both texts together, each counts less: words of long texts do not speak independently. */
const FEW_WORDS = 16;
/** How much of a word may stand for nothing. */
const NOTHING = 0.01;
const LEAST_ALONE = 0.2;
const MOST_AGAINST = 5;
const MOST_FOR = 12;
const LOWEST_BITS = -20;
const HIGHEST_BITS = 40;
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu;

function termsIn(word: string): string[] {
  const runs = word.match(UNSPACED);
  if (!runs) return [word];
  const found = runs.flatMap((run) => {
    const signs = [...run];
    return signs.flatMap((sign, at) => (at + 1 < signs.length ? [sign, sign + signs[at + 1]!] : [sign]));
  });
  const spaced = word.replace(UNSPACED, '');
  return spaced === '' ? found : [...found, spaced];
}

/** The words that two texts do not share, of the pair taken last. */
interface Rest {
  readonly left: Uint32Array;
  readonly right: Uint32Array;
  leftCount: number;
  rightCount: number;
  /** @param seen leaves out words that too few pairs had; null takes all */
  take(left: number, right: number, seen: Sides<Uint32Array> | null): void;
}

function createRest(terms: LexiconTerms): Rest {
  const rest: Rest = {
    left: new Uint32Array(MOST_TERMS),
    right: new Uint32Array(MOST_TERMS),
    leftCount: 0,
    rightCount: 0,
    take(leftRow, rightRow, seen) {
      const { left, right } = terms;
      let a = left.offsets[leftRow]!;
      let b = right.offsets[rightRow]!;
      const aEnd = left.offsets[leftRow + 1]!;
      const bEnd = right.offsets[rightRow + 1]!;
      rest.leftCount = 0;
      rest.rightCount = 0;
      if (a === aEnd || b === bEnd) return;
      while (a < aEnd || b < bEnd) {
        const one = a < aEnd ? left.terms[a]! : terms.count;
        const other = b < bEnd ? right.terms[b]! : terms.count;
        if (one < other && (!seen || seen.left[one]! >= LEAST_TIMES)) rest.left[rest.leftCount++] = one;
        if (other < one && (!seen || seen.right[other]! >= LEAST_TIMES)) rest.right[rest.rightCount++] = other;
        if (one <= other) a++;
        if (other <= one) b++;
      }
    },
  };
  return rest;
}

interface Alignment {
  /** Place of a left and a right word among those that met, −1 where they did not. */
  cellOf(left: number, right: number): number;
  /** `left · terms + right`, a member a cell. */
  readonly keys: readonly number[];
  /** Pairs in which the words stand for each other, as expected. */
  readonly aligned: Float64Array;
  /** How far the words of the pair that `rest` took last stand for each other in it, by left, then right word. */
  alignInto(out: Float64Array): void;
}

function alignWords(terms: LexiconTerms, likely: LikelyPairs, rest: Rest, seen: Sides<Uint32Array>): Alignment {
  const cells = new Map<number, number>();
  const keys: number[] = [];
  const cellOf = (left: number, right: number): number => cells.get(left * terms.count + right) ?? -1;
  const size = likely.left.length;
  const sizes = { left: new Uint8Array(size), right: new Uint8Array(size) };
  const used: number[] = [];
  for (let pair = 0; pair < size; pair++) {
    rest.take(likely.left[pair]!, likely.right[pair]!, seen);
    sizes.left[pair] = rest.leftCount;
    sizes.right[pair] = rest.rightCount;
    for (let i = 0; i < rest.leftCount; i++) {
      for (let j = 0; j < rest.rightCount; j++) {
        const key = rest.left[i]! * terms.count + rest.right[j]!;
        let cell = cells.get(key);
        if (cell === undefined) {
          cell = keys.length;
          cells.set(key, cell);
          keys.push(key);
        }
        used.push(cell);
      }
    }
  }
  const usedCells = Uint32Array.from(used);
  const forward = new Float64Array(keys.length).fill(1);
  const backward = forward.slice();
  const aligned = new Float64Array(keys.length);
  const out = new Float64Array(MOST_TERMS * MOST_TERMS);
  for (let round = 0; round < ROUNDS; round++) {
    aligned.fill(0);
    let from = 0;
    for (let pair = 0; pair < size; pair++) {
      const length = sizes.left[pair]! * sizes.right[pair]!;
      alignPair(usedCells.subarray(from, from + length), sizes.left[pair]!, sizes.right[pair]!, forward, backward, out);
      for (let at = 0; at < length; at++) aligned[usedCells[from + at]!]! += out[at]!;
      from += length;
    }
    if (round + 1 === ROUNDS) break;
    keys.forEach((key, cell) => {
      forward[cell] = aligned[cell]! / (seen.left[Math.floor(key / terms.count)]! + 0.5);
      backward[cell] = aligned[cell]! / (seen.right[key % terms.count]! + 0.5);
    });
  }
  const own = new Uint32Array(MOST_TERMS * MOST_TERMS);
  return {
    cellOf,
    keys,
    aligned,
    alignInto(target) {
      const { leftCount: n, rightCount: m } = rest;
      for (let i = 0; i < n; i++) for (let j = 0; j < m; j++) own[i * m + j] = cellOf(rest.left[i]!, rest.right[j]!);
      alignPair(own, n, m, forward, backward, target);
    },
  };
}

/** Writes the product of both directions' alignment of each left with each right word. */
function alignPair(
  cells: Uint32Array,
  leftCount: number,
  rightCount: number,
  forward: Float64Array,
  backward: Float64Array,
  out: Float64Array,
): void {
  for (let j = 0; j < rightCount; j++) {
    let sum = NOTHING;
    for (let i = 0; i < leftCount; i++) sum += forward[cells[i * rightCount + j]!]!;
    for (let i = 0; i < leftCount; i++) out[i * rightCount + j] = forward[cells[i * rightCount + j]!]! / sum;
  }
  for (let i = 0; i < leftCount; i++) {
    let sum = NOTHING;
    for (let j = 0; j < rightCount; j++) sum += backward[cells[i * rightCount + j]!]!;
    for (let j = 0; j < rightCount; j++) out[i * rightCount + j]! *= backward[cells[i * rightCount + j]!]! / sum;
  }
}
