import type { Sides } from '../model/types';
import type { Random } from '../numerics/random';
import { findEntities, shuffled } from './entities';
import type { LabelledPairs } from './labelled-pairs';

/** What an adapter is trained on. Vectors are row-major, of length 1; `pairs` are rows of them. */
export interface TrainingExamples {
  readonly dimensions: number;
  readonly left: Float32Array;
  /** null: a table is compared with itself, and both rows of a pair are rows of `left`. */
  readonly right: Float32Array | null;
  readonly pairs: LabelledPairs;
  /** Made-up matches: row i of `left` with row i of `right`. They are apart from the tables, in which their originals stand. */
  readonly variants?: Sides<Float32Array>;
  /** For weights of columns: none are learned where it is absent. */
  readonly columns?: ColumnReaders;
}

/** Reads the cell of a record of a side in each pair of compared columns; in one table both sides read the same. */
export type ColumnReaders = Sides<readonly ((row: number) => string)[]>;

/** Records of a side that take part at most; those of labelled pairs always do, others by lot. */
const MOST_RECORDS = 20_000;

/** One side of what takes part, in its own numbering: records of the table, then variants. */
export interface PartSide {
  readonly vectors: Float32Array;
  /** Records of the table; variants follow. */
  readonly tableCount: number;
  readonly count: number;
  /** Of each record of the table, its row in what was given. */
  readonly rowOf: Uint32Array;
  /** Of each record, −1 where no match has it. */
  readonly entityOf: Int32Array;
}

export interface Part {
  readonly dimensions: number;
  readonly isOneTable: boolean;
  readonly left: PartSide;
  readonly right: PartSide;
  readonly entityCount: number;
  /** Matches and others as records of `left` and `right`; variants among the matches. */
  readonly matches: readonly (readonly [number, number])[];
  readonly others: readonly (readonly [number, number])[];
  readonly variantCount: number;
}

/**
 * The records that take part: all that labelled pairs have, and others up to a number that a laptop trains on in a minute. A record
 * whose vector is all zero has no text and takes no part.
 */
export function takePart(examples: TrainingExamples, random: Random): Part {
  const { dimensions, pairs } = examples;
  const isOneTable = examples.right === null;
  const right = examples.right ?? examples.left;
  const isPaired = { left: new Set<number>(), right: new Set<number>() };
  const usable: number[] = [];
  for (let at = 0; at < pairs.left.length; at++) {
    const [one, other] = [pairs.left[at]!, pairs.right[at]!];
    if (isZero(examples.left, one, dimensions) || isZero(right, other, dimensions)) continue;
    usable.push(at);
    isPaired.left.add(one);
    (isOneTable ? isPaired.left : isPaired.right).add(other);
  }
  const chosen = { left: choose(examples.left, dimensions, isPaired.left, random), right: new Uint32Array() };
  chosen.right = isOneTable ? chosen.left : choose(right, dimensions, isPaired.right, random);
  const placeOf = { left: placesOf(chosen.left), right: placesOf(chosen.right) };
  const variants = examples.variants ?? { left: new Float32Array(), right: new Float32Array() };
  const variantCount = variants.left.length / dimensions;
  // In one table both members of a variant are further records of it.
  const own = { left: variants.left, right: variants.right };
  if (isOneTable) own.left = own.right = joined(variants.left, variants.right);
  const vectors = { left: gather(examples.left, chosen.left, own.left, dimensions), right: new Float32Array() };
  vectors.right = isOneTable ? vectors.left : gather(right, chosen.right, own.right, dimensions);

  const matches: [number, number][] = [];
  const others: [number, number][] = [];
  for (const at of usable) {
    const pair: [number, number] = [placeOf.left.get(pairs.left[at]!)!, placeOf.right.get(pairs.right[at]!)!];
    (pairs.isMatch[at] === 1 ? matches : others).push(pair);
  }
  const tableCount = { left: chosen.left.length, right: chosen.right.length };
  for (let at = 0; at < variantCount; at++) {
    const shift = isOneTable ? variantCount : 0;
    matches.push([tableCount.left + at, tableCount.right + shift + at]);
  }
  const counts = { left: vectors.left.length / dimensions, right: vectors.right.length / dimensions };
  const entities = findEntities(labelled(matches), counts.left, counts.right, isOneTable);
  const sideOf = (side: 'left' | 'right'): PartSide => ({
    vectors: vectors[side],
    tableCount: tableCount[side],
    rowOf: chosen[side],
    count: counts[side],
    entityOf: entities[side],
  });
  const leftSide = sideOf('left');
  return {
    dimensions,
    isOneTable,
    left: leftSide,
    right: isOneTable ? leftSide : sideOf('right'),
    entityCount: entities.count,
    matches,
    others,
    variantCount,
  };
}

const labelled = (matches: readonly (readonly [number, number])[]): LabelledPairs => ({
  left: Uint32Array.from(matches, ([left]) => left),
  right: Uint32Array.from(matches, ([, right]) => right),
  isMatch: new Uint8Array(matches.length).fill(1),
});

function choose(
  vectors: Float32Array,
  dimensions: number,
  paired: ReadonlySet<number>,
  random: Random,
): Uint32Array<ArrayBuffer> {
  const count = vectors.length / dimensions;
  const chosen = [...paired];
  const order = count <= MOST_RECORDS ? Uint32Array.from({ length: count }, (_, row) => row) : shuffled(count, random);
  for (const row of order) {
    if (chosen.length >= Math.max(MOST_RECORDS, paired.size)) break;
    if (!paired.has(row) && !isZero(vectors, row, dimensions)) chosen.push(row);
  }
  return Uint32Array.from(chosen).sort();
}

const placesOf = (rows: Uint32Array): ReadonlyMap<number, number> => new Map(Array.from(rows, (row, place) => [row, place]));

function gather(vectors: Float32Array, rows: Uint32Array, further: Float32Array, dimensions: number): Float32Array<ArrayBuffer> {
  const data = new Float32Array(rows.length * dimensions + further.length);
  rows.forEach((row, place) => {
    data.set(vectors.subarray(row * dimensions, (row + 1) * dimensions), place * dimensions);
  });
  data.set(further, rows.length * dimensions);
  return data;
}

function joined(one: Float32Array, other: Float32Array): Float32Array<ArrayBuffer> {
  const data = new Float32Array(one.length + other.length);
  data.set(one);
  data.set(other, one.length);
  return data;
}

function isZero(vectors: Float32Array, row: number, dimensions: number): boolean {
  for (let at = row * dimensions; at < (row + 1) * dimensions; at++) if (vectors[at] !== 0) return false;
  return true;
}
