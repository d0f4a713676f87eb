import type { LexicalSide, LexicalSides } from './lexical-rows';
import type { Lists } from './lists';

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
  /** The bits of `values`. */
  readonly valueBits: Uint32Array;
};

/** Where each table starts, in bytes. */
export type ProbeAddresses = Readonly<Record<keyof ProbeTables, number>>;

/** Most entries that lists of neighbours take before they are forgotten. */
export const ARENA = 1 << 19;
/** Bins that values are put in where the best are wanted: 256 for each halving of the largest. */
export const BINS = 2048;
/** No list of neighbours. */
export const NOT_KNOWN = 0xffffffff;

const typedShape = <Kind extends keyof Kinds>(kind: Kind, length: number): readonly [Kind, number] => [kind, length];

function shapesOf({ termCount, wordCount, termsOf }: LexicalSides, mine: LexicalSide, other: LexicalSide, neighbours: number) {
  return {
    /** Of the open record; see `LexicalQuery`. */
    weights: typedShape('f64', termCount),
    wordScores: typedShape('f64', wordCount),
    scale: typedShape('f64', other.count),
    excessFactors: typedShape('f64', other.excess.members.length),
    stamps: typedShape('u32', wordCount),
    gain: typedShape('f32', termCount),
    termsOffsets: typedShape('u32', wordCount + 1),
    termsMembers: typedShape('u32', termsOf.members.length),
    /** Term → words of the other side. */
    wordsWithOffsets: typedShape('u32', termCount + 1),
    wordsWithMembers: typedShape('u32', other.wordsWith.members.length),
    /** Word → records of the other side. */
    recordsOffsets: typedShape('u32', wordCount + 1),
    recordsMembers: typedShape('u32', other.recordsWith.members.length),
    /** Record of the other side → words. */
    wordsOffsets: typedShape('u32', other.count + 1),
    wordsMembers: typedShape('u32', other.words.members.length),
    excessOffsets: typedShape('u32', other.count + 1),
    excessMembers: typedShape('u32', other.excess.members.length),
    /** Words of the record that is looked up. */
    asked: typedShape('u32', longestOf(mine.words)),
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
    /** For each record of the other side a sum, 0 between two uses, and its scale. */
    sums: typedShape('f32', 2 * other.count),
    /** Neighbours of all words of the open record. */
    union: typedShape('u32', wordCount),
    costs: typedShape('u32', 32),
    bins: typedShape('u32', BINS),
    /** What is found, with values; one place more than can be filled. */
    found: typedShape('u32', Math.max(wordCount, other.count) + 1),
    values: typedShape('f32', Math.max(wordCount, other.count) + 1),
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
  const shapes: Readonly<Record<string, Shape>> = shapesOf(sides, mine, other, neighbours);
  const addresses: Record<string, number> = {};
  let bytes = 0;
  for (const [name, [kind, length]] of Object.entries(shapes)) {
    addresses[name] = bytes;
    bytes += Math.ceil((length * BYTES[kind]) / 8) * 8;
  }
  const buffer = allocate(Math.ceil(bytes / PAGE_BYTES) * PAGE_BYTES);
  const made: Record<string, Kinds[keyof Kinds]> = {};
  for (const [name, [kind, length]] of Object.entries(shapes)) made[name] = viewOf(kind, buffer, addresses[name]!, length);
  made.valueBits = new Uint32Array(buffer, addresses.values!, made.values!.length);
  const tables = made as unknown as ProbeTables; // Names and kinds are those of `shapesOf`.
  fill(tables, sides, other);
  return { tables, addresses: addresses as ProbeAddresses };
}

function viewOf(kind: keyof Kinds, buffer: ArrayBuffer, address: number, length: number): Kinds[keyof Kinds] {
  if (kind === 'u32') return new Uint32Array(buffer, address, length);
  return kind === 'f32' ? new Float32Array(buffer, address, length) : new Float64Array(buffer, address, length);
}

function fill(tables: ProbeTables, { gain, termsOf }: LexicalSides, other: LexicalSide): void {
  tables.gain.set(gain);
  tables.scale.set(other.scale);
  tables.termsOffsets.set(termsOf.offsets);
  tables.termsMembers.set(termsOf.members);
  tables.wordsWithOffsets.set(other.wordsWith.offsets);
  tables.wordsWithMembers.set(other.wordsWith.members);
  tables.recordsOffsets.set(other.recordsWith.offsets);
  tables.recordsMembers.set(other.recordsWith.members);
  tables.wordsOffsets.set(other.words.offsets);
  tables.wordsMembers.set(other.words.members);
  tables.excessOffsets.set(other.excess.offsets);
  tables.excessMembers.set(other.excess.members);
  tables.excessFactors.set(other.excess.factors!);
  tables.starts.fill(NOT_KNOWN);
  for (let record = 0; record < other.count; record++) tables.sums[2 * record + 1] = other.scale[record]!;
}

function longestOf({ offsets }: Lists): number {
  let longest = 0;
  for (let list = 0; list + 1 < offsets.length; list++) longest = Math.max(longest, offsets[list + 1]! - offsets[list]!);
  return longest;
}
