import type { Sides } from '../../model/types';
import { wordsOf } from '../../text/normalise';
import { GramNumbers } from '../lexical/gram-numbers';
import type { PairList } from '../pair-list';
import { sortOnce, type TermRows } from './record-terms';

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
  /**
   * Words of two texts, by number, that stand for each other in other pairs at least one time in three, surest first. Cost as that of
   * `bitsOf`.
   */
  meetingsOf(left: number, right: number): readonly WordMeeting[];
}

/** Two words that stand for each other, and the share of their pairs in which they do, 0…1. */
export interface WordMeeting {
  readonly left: number;
  readonly right: number;
  readonly share: number;
}

/**
 * Distinct words of texts, none of texts with more than 24, whose words say too little of each other; of scripts without spaces all signs
 * and pairs of neighbouring signs. Cost O(characters).
 *
 * @param normalised texts of both sides, see `normaliseText`
 * @param spellings takes the words by number, where they are wanted
 */
export function collectLexiconTerms(normalised: Sides<readonly string[]>, spellings?: string[]): LexiconTerms {
  const numbers = new Map<string, number>();
  const numberOf = (term: string): number => {
    const known = numbers.get(term);
    if (known !== undefined) return known;
    numbers.set(term, numbers.size);
    spellings?.push(term);
    return numbers.size - 1;
  };
  const known = new Map<string, readonly number[]>();
  const numbersIn = (word: string): readonly number[] => {
    let found = known.get(word);
    if (!found) {
      found = termsIn(word).map(numberOf);
      known.set(word, found);
    }
    return found;
  };
  const rowsOf = (side: readonly string[]): TermRows => {
    const offsets = new Uint32Array(side.length + 1);
    const all: number[] = [];
    side.forEach((text, row) => {
      const from = all.length;
      for (const word of wordsOf(text)) for (const number of numbersIn(word)) all.push(number);
      sortOnce(all, from);
      if (all.length - from > MOST_TERMS) all.length = from;
      offsets[row + 1] = all.length;
    });
    return { offsets, terms: Uint32Array.from(all) };
  };
  const left = rowsOf(normalised.left);
  const right = rowsOf(normalised.right);
  return { left, right, count: numbers.size };
}

/**
 * Pairs that are each other's best by `logits`; of more than 5,000 every so many, from the surest to the least sure. Ties go to the
 * earlier record. O(pairs).
 */
export function likelyPairs({ offsets, right }: PairList, logits: Float64Array): LikelyPairs {
  const leftCount = offsets.length - 1;
  let rightCount = 0;
  for (let at = 0; at < right.length; at++) if (right[at]! >= rightCount) rightCount = right[at]! + 1;
  /** Largest log odds of each right record, and the left one of the pair that has them and is its left record's best. */
  const best = new Float64Array(rightCount).fill(Number.NEGATIVE_INFINITY);
  const wanted = new Int32Array(rightCount).fill(-1);
  const bestAt = new Int32Array(leftCount).fill(-1);
  for (let left = 0; left < leftCount; left++) {
    let most = -1;
    for (let at = offsets[left]!; at < offsets[left + 1]!; at++) {
      if (most < 0 || logits[at]! > logits[most]!) most = at;
      if (logits[at]! > best[right[at]!]!) best[right[at]!] = logits[at]!;
    }
    bestAt[left] = most;
  }
  const found = new Uint32Array(leftCount);
  let size = 0;
  for (let left = 0; left < leftCount; left++) {
    const at = bestAt[left]!;
    if (at < 0 || logits[at] !== best[right[at]!] || wanted[right[at]!]! >= 0) continue;
    wanted[right[at]!] = left;
    found[size++] = left;
  }
  const order = found.subarray(0, size).sort((a, b) => logits[bestAt[b]!]! - logits[bestAt[a]!]! || a - b);
  const step = Math.max(1, size / MOST_PAIRS);
  const kept = Uint32Array.from({ length: Math.min(size, MOST_PAIRS) }, (_, at) => order[Math.floor(at * step)]!);
  return { left: kept, right: kept.map((left) => right[bestAt[left]!]!) };
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
  const taught = new Int32Array(terms.left.offsets.length - 1).fill(-1);
  const rest = createRest(terms);
  for (let pair = 0; pair < count; pair++) {
    const [left, right] = [likely.left[pair]!, likely.right[pair]!];
    taught[left] = right;
    rest.take(left, right, null);
    for (let i = 0; i < rest.leftCount; i++) seen.left[rest.left[i]!]!++;
    for (let j = 0; j < rest.rightCount; j++) seen.right[rest.right[j]!]!++;
    for (let at = terms.left.offsets[left]!; at < terms.left.offsets[left + 1]!; at++) present.left[terms.left.terms[at]!]!++;
    for (let at = terms.right.offsets[right]!; at < terms.right.offsets[right + 1]!; at++)
      present.right[terms.right.terms[at]!]!++;
  }
  const { cells, aligned, alignInto } = alignWords(likely, rest, seen);
  const explained = { left: new Float64Array(terms.count), right: new Float64Array(terms.count) };
  for (let cell = 0; cell < cells.size; cell++) {
    explained.left[cells.low[cell]!]! += aligned[cell]!;
    explained.right[cells.high[cell]!]! += aligned[cell]!;
  }
  const own = new Float64Array(MOST_TERMS * MOST_TERMS);
  const leftBest = new Float64Array(MOST_TERMS);
  const leftOwn = new Float64Array(MOST_TERMS);
  const leftBits = weighWords(count, seen.left, present.left, explained.left);
  const rightBits = weighWords(count, seen.right, present.right, explained.right);

  return {
    meetingsOf(left, right) {
      rest.take(left, right, seen);
      const { leftCount: n, rightCount: m } = rest;
      const isOwn = taught[left] === right ? 1 : 0;
      if (isOwn) alignInto(own);
      const found: WordMeeting[] = [];
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < m; j++) {
          const [one, other] = [rest.left[i]!, rest.right[j]!];
          const cell = cells.find(one, other);
          if (cell < 0) continue;
          const times = Math.max(0, aligned[cell]! - (isOwn ? own[i * m + j]! : 0));
          const share = times / (Math.max(seen.left[one]!, seen.right[other]!) - isOwn + 1);
          if (share >= LEAST_SHARE) found.push({ left: one, right: other, share });
        }
      }
      return found.sort((a, b) => b.share - a.share || a.left - b.left || a.right - b.right);
    },
    bitsOf(left, right) {
      rest.take(left, right, seen);
      const { leftCount: n, rightCount: m } = rest;
      const isOwn = taught[left] === right ? 1 : 0;
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
          const cell = cells.find(one, other);
          if (cell < 0) continue;
          const part = isOwn ? own[i * m + j]! : 0;
          const value = Math.max(0, aligned[cell]! - part);
          mine += part;
          leftOwn[i]! += part;
          best = Math.max(best, value / (seen.left[one]! - isOwn + 1));
          leftBest[i] = Math.max(leftBest[i]!, value / (seen.right[other]! - isOwn + 1));
        }
        bits += rightBits(other, isOwn, best, mine);
      }
      for (let i = 0; i < n; i++) bits += leftBits(rest.left[i]!, isOwn, leftBest[i]!, leftOwn[i]!);
      return Math.max(LOWEST_BITS, Math.min(HIGHEST_BITS, (bits / 2) * Math.min(1, FEW_WORDS / Math.max(1, n + m))));
    },
  };
}

/** Bits of a word of one side; `best` is how surely a word of the other text stands for it, `mine` what the pair itself taught of it. */
function weighWords(
  count: number,
  seen: Uint32Array,
  present: Uint32Array,
  explained: Float64Array,
): (term: number, isOwn: number, best: number, mine: number) => number {
  /** Bits of words that nothing in the other text stands for, as they come up. */
  const against = new Float64Array(seen.length).fill(Number.NaN);
  const bitsOf = (term: number, isOwn: number, best: number, mine: number): number => {
    const times = seen[term]! - isOwn;
    if (times <= 0) return 0;
    const alone = (times - Math.max(0, explained[term]! - mine) + 0.5) / (times + 1);
    const rate = (present[term]! - isOwn + 0.5) / (count + 1);
    return Math.max(-MOST_AGAINST, Math.min(MOST_FOR, Math.log2(Math.max(LEAST_ALONE, alone) + best / rate)));
  };
  return (term, isOwn, best, mine) => {
    if (best > 0 || isOwn > 0 || mine > 0) return bitsOf(term, isOwn, best, mine);
    if (Number.isNaN(against[term]!)) against[term] = bitsOf(term, 0, 0, 0);
    return against[term]!;
  };
}

/** Of the pairs of the more frequent word. */
const LEAST_SHARE = 1 / 3;
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
export const UNSPACED =
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
  /** Places of the left (`low`) and right (`high`) words that met. */
  readonly cells: GramNumbers;
  /** Pairs in which the words stand for each other, as expected, a member a cell. */
  readonly aligned: Float64Array;
  /** How far the words of the pair that `rest` took last stand for each other in it, by left, then right word. */
  alignInto(out: Float64Array): void;
}

function alignWords(likely: LikelyPairs, rest: Rest, seen: Sides<Uint32Array>): Alignment {
  const cells = new GramNumbers();
  const size = likely.left.length;
  const sizes = { left: new Uint8Array(size), right: new Uint8Array(size) };
  const starts = new Uint32Array(size + 1);
  const used: number[] = [];
  for (let pair = 0; pair < size; pair++) {
    rest.take(likely.left[pair]!, likely.right[pair]!, seen);
    sizes.left[pair] = rest.leftCount;
    sizes.right[pair] = rest.rightCount;
    for (let i = 0; i < rest.leftCount; i++) {
      for (let j = 0; j < rest.rightCount; j++) used.push(cells.numberOfKey(rest.left[i]!, rest.right[j]!));
    }
    starts[pair + 1] = used.length;
  }
  const members = Uint32Array.from(used);
  const forward = new Float64Array(cells.size).fill(1);
  const backward = forward.slice();
  const aligned = new Float64Array(cells.size);
  const out = new Float64Array(MOST_TERMS * MOST_TERMS);
  for (let round = 0; round < ROUNDS; round++) {
    aligned.fill(0);
    for (let pair = 0; pair < size; pair++) {
      const from = starts[pair]!;
      const to = starts[pair + 1]!;
      if (from === to) continue;
      alignPair(members, from, sizes.left[pair]!, sizes.right[pair]!, forward, backward, out);
      for (let at = from; at < to; at++) aligned[members[at]!]! += out[at - from]!;
    }
    if (round + 1 === ROUNDS) break;
    for (let cell = 0; cell < cells.size; cell++) {
      forward[cell] = aligned[cell]! / (seen.left[cells.low[cell]!]! + 0.5);
      backward[cell] = aligned[cell]! / (seen.right[cells.high[cell]!]! + 0.5);
    }
  }
  const own = new Uint32Array(MOST_TERMS * MOST_TERMS);
  return {
    cells,
    aligned,
    alignInto(target) {
      const { leftCount: n, rightCount: m } = rest;
      for (let i = 0; i < n; i++) for (let j = 0; j < m; j++) own[i * m + j] = cells.find(rest.left[i]!, rest.right[j]!);
      alignPair(own, 0, n, m, forward, backward, target);
    },
  };
}

/** Writes the product of both directions' alignment of each left with each right word, whose cells start at `from`. */
function alignPair(
  cells: Uint32Array,
  from: number,
  leftCount: number,
  rightCount: number,
  forward: Float64Array,
  backward: Float64Array,
  out: Float64Array,
): void {
  for (let j = 0; j < rightCount; j++) {
    let sum = NOTHING;
    for (let i = 0; i < leftCount; i++) sum += forward[cells[from + i * rightCount + j]!]!;
    for (let i = 0; i < leftCount; i++) out[i * rightCount + j] = forward[cells[from + i * rightCount + j]!]! / sum;
  }
  for (let i = 0; i < leftCount; i++) {
    let sum = NOTHING;
    for (let j = 0; j < rightCount; j++) sum += backward[cells[from + i * rightCount + j]!]!;
    for (let j = 0; j < rightCount; j++) out[i * rightCount + j]! *= backward[cells[from + i * rightCount + j]!]! / sum;
  }
}

/** What another engine of the same definition takes over, see `core/definition`. */
export const LEXICON_DEFINITION = {
  MOST_TERMS,
  MOST_PAIRS,
  LEAST_TIMES,
  ROUNDS,
  FEW_WORDS,
  NOTHING,
  LEAST_ALONE,
  MOST_AGAINST,
  MOST_FOR,
  LOWEST_BITS,
  HIGHEST_BITS,
} as const;
