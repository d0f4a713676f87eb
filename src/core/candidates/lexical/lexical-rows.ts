import type { Sides } from '../../model/types';
import { wordsOf } from '../../text/normalise';
import { GramNumbers, rareFirst } from './gram-numbers';
import { type Lists, ListsWriter, NO_MEMBER, transpose } from './lists';

/**
 * One side. Grams never cross words, so a record is kept as its words, and the grams of each distinct word are kept once. What a
 * sum over words gets wrong, the damping of grams that repeat within a record, is kept as `excess`: `1 + ln(tf) − tf` of each.
 */
export interface LexicalSide {
  readonly count: number;
  /** Record → words, repeats kept. */
  readonly words: Lists;
  /** Record → terms that repeat in it, with their excess. */
  readonly excess: Lists;
  /** One over the length of each record's weight vector; 0 where it has no gram. */
  readonly scale: Float64Array;
  /** Word → records, a record once for each time it has the word. */
  readonly recordsWith: Lists;
  /** Term → words of this side, a word once for each time it has the term. */
  readonly wordsWith: Lists;
}

/**
 * Both sides fitted together. Terms are grams, numbered rarest first; a gram that only one record of all has is never shared and
 * left out. Words are numbered in the order of their code units, so that words alike at the start lie together in memory.
 */
export interface LexicalSides extends Sides<LexicalSide> {
  readonly termCount: number;
  readonly wordCount: number;
  /** Square of the inverse document frequency of each term: what sharing it once adds to a cosine, before scaling. */
  readonly gain: Float64Array;
  /** Word → terms, rarest first, repeats kept. */
  readonly termsOf: Lists;
}

/** Asked often during long work: null, or a pause to wait for, which throws where the work is to end. */
export type Breathe = () => Promise<void> | null;

/** Cuts, counts and weighs; see `fitLexical`. Cost O(code units + distinct words · log). */
export async function buildLexicalSides(texts: Sides<readonly string[]>, breathe: Breathe): Promise<LexicalSides> {
  const vocabulary = new Map<string, number>();
  const words = {
    left: await readWords(texts.left, vocabulary, breathe),
    right: await readWords(texts.right, vocabulary, breathe),
  };
  const numbers = new GramNumbers();
  const { gramsOf, order } = await cutWords(vocabulary, numbers, breathe);
  renameMembers(words.left, order);
  renameMembers(words.right, order);
  const frequency = new Uint32Array(numbers.size);
  const repeats = {
    left: await countGrams(words.left, gramsOf, frequency, breathe),
    right: await countGrams(words.right, gramsOf, frequency, breathe),
  };
  const documents = texts.left.length + texts.right.length;
  const gainOf = Float64Array.from(frequency, (df) => (Math.log((1 + documents) / (1 + df)) + 1) ** 2);
  const shared = rareFirst(numbers, frequency).filter((gram) => frequency[gram]! > 1);
  const names = new Uint32Array(numbers.size).fill(NO_MEMBER);
  shared.forEach((gram, term) => {
    names[gram] = term;
  });
  await breathe();
  const wordGain = sumsOver(gramsOf, gainOf);
  const termsOf = transpose(transpose(gramsOf, shared.length, names), vocabulary.size);
  const toSide = (side: Lists, repeated: Lists): LexicalSide =>
    indexSide(side, excessOf(repeated, names), scalesOf(side, repeated, wordGain, gainOf), termsOf, shared.length);
  const left = toSide(words.left, repeats.left);
  await breathe();
  const right = toSide(words.right, repeats.right);
  const gain = Float64Array.from(shared, (gram) => gainOf[gram]!);
  return { termCount: shared.length, wordCount: vocabulary.size, gain, termsOf, left, right };
}

/** The same records with the same weights, but only some of them: member `i` becomes record `i`. Cost O(words + terms + members). */
export function takeRecords({ termsOf, termCount }: LexicalSides, side: LexicalSide, members: Uint32Array): LexicalSide {
  const words = takeLists(side.words, members);
  const scale = Float64Array.from(members, (record) => side.scale[record]!);
  return indexSide(words, takeLists(side.excess, members), scale, termsOf, termCount);
}

function indexSide(words: Lists, excess: Lists, scale: Float64Array, termsOf: Lists, termCount: number): LexicalSide {
  const recordsWith = transpose(words, termsOf.offsets.length - 1);
  const used = new ListsWriter();
  for (let word = 0; word + 1 < termsOf.offsets.length; word++) {
    if (recordsWith.offsets[word + 1]! > recordsWith.offsets[word]!) {
      for (let at = termsOf.offsets[word]!; at < termsOf.offsets[word + 1]!; at++) used.add(termsOf.members[at]!);
    }
    used.end();
  }
  return { count: scale.length, words, excess, scale, recordsWith, wordsWith: transpose(used.finish(), termCount) };
}

/** Words of each text by number; new words get new numbers. */
async function readWords(texts: readonly string[], vocabulary: Map<string, number>, breathe: Breathe): Promise<Lists> {
  const words = new ListsWriter();
  for (let row = 0; row < texts.length; row++) {
    for (const word of wordsOf(texts[row]!)) {
      let number = vocabulary.get(word);
      if (number === undefined) {
        number = vocabulary.size;
        vocabulary.set(word, number);
      }
      words.add(number);
    }
    words.end();
    if (row % ROWS_A_BREATH === 0) {
      const pause = breathe();
      if (pause) await pause;
    }
  }
  return words.finish();
}

/** Grams of each word in sorted order, and the place of each word, by its number, in that order. */
async function cutWords(
  vocabulary: Map<string, number>,
  numbers: GramNumbers,
  breathe: Breathe,
): Promise<{ gramsOf: Lists; order: Uint32Array }> {
  const grams = new ListsWriter();
  const order = new Uint32Array(vocabulary.size);
  let place = 0;
  for (const word of [...vocabulary.keys()].sort()) {
    order[vocabulary.get(word)!] = place++;
    cutWord(word, numbers, grams);
    grams.end();
    if (place % ROWS_A_BREATH === 0) {
      const pause = breathe();
      if (pause) await pause;
    }
  }
  return { gramsOf: grams.finish(), order };
}

/** All grams of a word as `ngramsOf` has them: a window of four units slides over it, with a space on either side. */
function cutWord(word: string, numbers: GramNumbers, out: ListsWriter): void {
  let a = 0;
  let b = 0;
  let c = SPACE;
  for (let at = 0; at <= word.length; at++) {
    const d = at < word.length ? word.charCodeAt(at) : SPACE;
    out.add(numbers.numberOf(c, d, 0, 0));
    if (at >= 1) out.add(numbers.numberOf(b, c, d, 0));
    if (at >= 2) out.add(numbers.numberOf(a, b, c, d));
    a = b;
    b = c;
    c = d;
  }
}

/** Adds to `frequency` how many records have each gram; returns the grams that repeat within a record, with `tf`. */
async function countGrams(words: Lists, gramsOf: Lists, frequency: Uint32Array, breathe: Breathe): Promise<Lists> {
  const repeats = new ListsWriter(true);
  /** For each gram one more than the last record that had it. */
  const lastRow = new Uint32Array(frequency.length);
  const times = new Uint32Array(frequency.length);
  const { offsets, members } = gramsOf;
  for (let row = 0; row + 1 < words.offsets.length; row++) {
    const start = words.offsets[row]!;
    const end = words.offsets[row + 1]!;
    let hasRepeats = false;
    for (let at = start; at < end; at++) {
      const last = offsets[words.members[at]! + 1]!;
      for (let slot = offsets[words.members[at]!]!; slot < last; slot++) {
        const gram = members[slot]!;
        if (lastRow[gram] === row + 1) {
          hasRepeats = true;
          continue;
        }
        lastRow[gram] = row + 1;
        frequency[gram]!++;
      }
    }
    if (hasRepeats) addRepeats(words.members.subarray(start, end), gramsOf, times, repeats);
    repeats.end();
    if (row % ROWS_A_BREATH === 0) {
      const pause = breathe();
      if (pause) await pause;
    }
  }
  return repeats.finish();
}

/** Adds the grams that repeat in a record, in order of first appearance. @param times zeros, and zeros again after it */
function addRepeats(words: Uint32Array, { offsets, members }: Lists, times: Uint32Array, repeats: ListsWriter): void {
  for (const word of words) for (let slot = offsets[word]!; slot < offsets[word + 1]!; slot++) times[members[slot]!]!++;
  for (const word of words) {
    for (let slot = offsets[word]!; slot < offsets[word + 1]!; slot++) {
      const gram = members[slot]!;
      if (times[gram]! > 1) repeats.add(gram, times[gram]!);
      times[gram] = 0;
    }
  }
}

function excessOf({ offsets, members, factors }: Lists, names: Uint32Array): Lists {
  const excess = new ListsWriter(true);
  for (let row = 0; row + 1 < offsets.length; row++) {
    for (let at = offsets[row]!; at < offsets[row + 1]!; at++) {
      const term = names[members[at]!]!;
      if (term !== NO_MEMBER) excess.add(term, 1 + Math.log(factors![at]!) - factors![at]!);
    }
    excess.end();
  }
  return excess.finish();
}

function scalesOf(words: Lists, repeats: Lists, wordGain: Float64Array, gainOf: Float64Array): Float64Array {
  return sumsOver(words, wordGain).map((sum, row) => {
    let squares = sum;
    for (let at = repeats.offsets[row]!; at < repeats.offsets[row + 1]!; at++) {
      const tf = repeats.factors![at]!;
      squares += ((1 + Math.log(tf)) ** 2 - tf) * gainOf[repeats.members[at]!]!;
    }
    return squares > 0 ? 1 / Math.sqrt(squares) : 0;
  });
}

function sumsOver({ offsets, members }: Lists, values: Float64Array): Float64Array {
  const sums = new Float64Array(offsets.length - 1);
  for (let list = 0; list < sums.length; list++) {
    for (let at = offsets[list]!; at < offsets[list + 1]!; at++) sums[list]! += values[members[at]!]!;
  }
  return sums;
}

function takeLists({ offsets, members, factors }: Lists, chosen: Uint32Array): Lists {
  const taken = new ListsWriter(factors !== null);
  for (const list of chosen) {
    for (let at = offsets[list]!; at < offsets[list + 1]!; at++) taken.add(members[at]!, factors?.[at]);
    taken.end();
  }
  return taken.finish();
}

function renameMembers({ members }: Lists, names: Uint32Array): void {
  for (let at = 0; at < members.length; at++) members[at] = names[members[at]!]!;
}

const SPACE = 32;
const ROWS_A_BREATH = 256;
