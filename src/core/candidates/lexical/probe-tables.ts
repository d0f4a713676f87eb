import { type CommonGroups, groupByCommonWords } from './common-groups';
import type { LexicalSide, LexicalSides } from './lexical-rows';
import { longestList } from './lists';

/** Kinds of number that a table can hold, with the typed array of each. */
interface Kinds {
  readonly u32: Uint32Array;
  readonly f32: Float32Array;
  readonly f64: Float64Array;
}

/** Kind and length of a table. */
type Shape = readonly [keyof Kinds, number];

const BYTES = { u32: 4, f32: 4, f64: 8 };
const PAGE_BYTES = 65_536;

/** What looking records up works on, all in one memory so that a kernel can do it. */
export type ProbeTables = {
  readonly [Name in keyof ReturnType<typeof shapesOf>]: Kinds[ReturnType<typeof shapesOf>[Name][0]];
} & {
  /** The bits of `values`, `groupValues` and `traits`. */
  readonly valueBits: Uint32Array;
  readonly groupValueBits: Uint32Array;
  readonly traitBits: Uint32Array;
};

/** Where each table starts, in bytes. */
export type ProbeAddresses = Readonly<Record<keyof ProbeTables, number>>;

/** Most entries that lists of neighbours take before they are forgotten. */
export const ARENA = 1 << 19;
/** Bins that values are put in where the best are wanted: 256 for each halving of the largest. */
export const BINS = 2048;
/** No list of neighbours. */
export const NOT_KNOWN = 0xffffffff;
/** A word that so many records of the other side have, and such a share of them, is followed to groups of them. */
const COMMON_RECORDS = 256;
const COMMON_SHARE = 0.01;

const typedShape = <Kind extends keyof Kinds>(kind: Kind, length: number): readonly [Kind, number] => [kind, length];

function shapesOf(
  { termCount, wordCount, termsOf }: LexicalSides,
  mine: LexicalSide,
  other: LexicalSide,
  groups: CommonGroups,
  neighbours: number,
) {
  const longest = longestList(mine.words);
  const mostExcess = longestList(mine.excess);
  return {
    /** What each term of the open record weighs, 0 between two uses: see `LexicalQuery`, as for the scores of words and their stamps. */
    weights: typedShape('f64', termCount),
    wordScores: typedShape('f64', wordCount),
    gain: typedShape('f64', termCount),
    scale: typedShape('f64', other.count),
    excessFactors: typedShape('f64', other.excess.members.length),
    askedFactors: typedShape('f64', mostExcess),
    stamps: typedShape('u32', wordCount),
    shortGain: typedShape('f32', termCount),
    termsOffsets: typedShape('u32', wordCount + 1),
    termsMembers: typedShape('u32', termsOf.members.length),
    /** Term → words of the other side. */
    wordsWithOffsets: typedShape('u32', termCount + 1),
    wordsWithMembers: typedShape('u32', other.wordsWith.members.length),
    /** Word → records of the other side, or, of a common word, groups: those are numbered after the records. */
    postingsOffsets: typedShape('u32', wordCount + 1),
    postings: typedShape('u32', other.words.members.length),
    /** Group → largest scale of its records; words; places of its records, the largest scale first. */
    groupScale: typedShape('f32', groups.count),
    groupWordsOffsets: typedShape('u32', groups.count + 1),
    groupWords: typedShape('u32', groups.wordsOf.members.length),
    groupOffsets: typedShape('u32', groups.count + 1),
    /** Place of a record → its number. Everywhere else records of the other side are told by their place. */
    numbers: typedShape('u32', other.count),
    /** Record of the other side → words. */
    wordsOffsets: typedShape('u32', other.count + 1),
    wordsMembers: typedShape('u32', other.words.members.length),
    excessOffsets: typedShape('u32', other.count + 1),
    excessMembers: typedShape('u32', other.excess.members.length),
    /** Words and excess of the record that is looked up. */
    asked: typedShape('u32', longest),
    askedTerms: typedShape('u32', mostExcess),
    /** Neighbours of each word that is known: `arena[starts[word]..ends[word]]`, with what they share with it in `products`. */
    starts: typedShape('u32', wordCount),
    ends: typedShape('u32', wordCount),
    arena: typedShape('u32', ARENA + neighbours),
    products: typedShape('f32', ARENA + neighbours),
    /** What a word shares with itself, written with its neighbours. */
    own: typedShape('f32', wordCount),
    /** 0 between two uses. */
    wordSums: typedShape('f32', wordCount),
    /** 0 between two uses. */
    wordWeights: typedShape('f32', termCount),
    /** What words share with the open record as far as they are neighbours of its words; others are 0 between two uses. */
    known: typedShape('f32', wordCount),
    /** For each record of the other side, then for each group, 0 between two uses. */
    sums: typedShape('f32', other.count + groups.count),
    /** For each record of the other side its scale and, as bits, the place of its group in `sums`. */
    traits: typedShape('f32', 2 * other.count),
    /** Neighbours of all words of the open record. */
    union: typedShape('u32', wordCount),
    costs: typedShape('u32', 32),
    bins: typedShape('u32', BINS),
    /** What is found, with values; one place more than can be filled. */
    found: typedShape('u32', Math.max(wordCount, other.count) + 1),
    values: typedShape('f32', Math.max(wordCount, other.count) + 1),
    groupFound: typedShape('u32', groups.count + 1),
    groupValues: typedShape('f32', groups.count + 1),
  };
}

/**
 * Tables to look records of `mine` up on `other`, in memory of WebAssembly where there is any. Cost and memory O(words and grams of
 * the other side).
 */
export function layOutTables(
  sides: LexicalSides,
  mine: LexicalSide,
  other: LexicalSide,
  neighbours: number,
  allocate: (bytes: number) => ArrayBuffer,
): { readonly tables: ProbeTables; readonly addresses: ProbeAddresses } {
  const groups = groupByCommonWords(other, Math.max(COMMON_RECORDS, Math.ceil(other.count * COMMON_SHARE)));
  const shapes: Readonly<Record<string, Shape>> = shapesOf(sides, mine, other, groups, neighbours);
  const addresses: Record<string, number> = {};
  let bytes = 0;
  for (const [name, [kind, length]] of Object.entries(shapes)) {
    addresses[name] = bytes;
    bytes += Math.ceil((length * BYTES[kind]) / 8) * 8;
  }
  const buffer = allocate(Math.ceil(bytes / PAGE_BYTES) * PAGE_BYTES);
  const made: Record<string, Kinds[keyof Kinds]> = {};
  for (const [name, [kind, length]] of Object.entries(shapes)) made[name] = viewOf(kind, buffer, addresses[name]!, length);
  const bitsOf = (name: string): Uint32Array => new Uint32Array(buffer, addresses[name]!, made[name]!.length);
  made.valueBits = bitsOf('values');
  made.groupValueBits = bitsOf('groupValues');
  made.traitBits = bitsOf('traits');
  const tables = made as unknown as ProbeTables; // Names and kinds are those of `shapesOf`.
  fill(tables, sides, other, groups);
  return { tables, addresses: addresses as ProbeAddresses };
}

function viewOf(kind: keyof Kinds, buffer: ArrayBuffer, address: number, length: number): Kinds[keyof Kinds] {
  if (kind === 'u32') return new Uint32Array(buffer, address, length);
  return kind === 'f32' ? new Float32Array(buffer, address, length) : new Float64Array(buffer, address, length);
}

function fill(tables: ProbeTables, { gain, termsOf }: LexicalSides, other: LexicalSide, groups: CommonGroups): void {
  tables.gain.set(gain);
  tables.shortGain.set(gain);
  tables.termsOffsets.set(termsOf.offsets);
  tables.termsMembers.set(termsOf.members);
  tables.wordsWithOffsets.set(other.wordsWith.offsets);
  tables.wordsWithMembers.set(other.wordsWith.members);
  tables.starts.fill(NOT_KNOWN);
  fillGroups(tables, groups);
  fillRecords(tables, other);
  fillPostings(tables, other, groups);
  for (let group = 0; group < groups.count; group++) tables.groupScale[group] = tables.traits[2 * tables.groupOffsets[group]!]!;
}

function fillGroups(
  { groupOffsets, groupWords, groupWordsOffsets, numbers, traitBits }: ProbeTables,
  groups: CommonGroups,
): void {
  groupWordsOffsets.set(groups.wordsOf.offsets);
  groupWords.set(groups.wordsOf.members);
  groupOffsets.set(groups.members.offsets);
  numbers.set(groups.members.members);
  for (let group = 0; group < groups.count; group++) {
    const end = groupOffsets[group + 1]!;
    for (let place = groupOffsets[group]!; place < end; place++) traitBits[2 * place + 1] = numbers.length + group;
  }
}

function fillRecords(tables: ProbeTables, { words, excess, scale }: LexicalSide): void {
  const { excessFactors, excessMembers, excessOffsets, numbers, traits, wordsMembers, wordsOffsets } = tables;
  let wordsEnd = 0;
  let excessEnd = 0;
  for (let place = 0; place < numbers.length; place++) {
    const record = numbers[place]!;
    const last = words.offsets[record + 1]!;
    for (let at = words.offsets[record]!; at < last; at++) wordsMembers[wordsEnd++] = words.members[at]!;
    const lastExcess = excess.offsets[record + 1]!;
    for (let at = excess.offsets[record]!; at < lastExcess; at++) {
      excessFactors[excessEnd] = excess.factors![at]!;
      excessMembers[excessEnd++] = excess.members[at]!;
    }
    wordsOffsets[place + 1] = wordsEnd;
    excessOffsets[place + 1] = excessEnd;
    tables.scale[place] = scale[record]!;
    traits[2 * place] = scale[record]!;
  }
}

function fillPostings(tables: ProbeTables, { recordsWith }: LexicalSide, { groupsWith }: CommonGroups): void {
  const { numbers, postings, postingsOffsets, wordsMembers, wordsOffsets } = tables;
  const next = new Uint32Array(postingsOffsets.length);
  let size = 0;
  for (let word = 0; word + 1 < postingsOffsets.length; word++) {
    const first = groupsWith.offsets[word]!;
    const last = groupsWith.offsets[word + 1]!;
    next[word] = first < last ? NOT_KNOWN : size;
    for (let at = first; at < last; at++) postings[size++] = numbers.length + groupsWith.members[at]!;
    if (first === last) size += recordsWith.offsets[word + 1]! - recordsWith.offsets[word]!;
    postingsOffsets[word + 1] = size;
  }
  for (let place = 0; place < numbers.length; place++) {
    const end = wordsOffsets[place + 1]!;
    for (let at = wordsOffsets[place]!; at < end; at++) {
      const word = wordsMembers[at]!;
      if (next[word] !== NOT_KNOWN) postings[next[word]!++] = place;
    }
  }
}

/** What another engine of the same definition takes over, see `core/definition`. */
export const COMMON_GROUP_DEFINITION = { COMMON_RECORDS, COMMON_SHARE } as const;
