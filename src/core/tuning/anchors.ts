import type { Part, PartSide } from './examples';
import type { MultiplyRows } from './matrix';
import { findNearest } from './shortlists';

/** The records of one side that have a match, each with its partners and the records of the other side that look most like it. */
export interface Anchors {
  readonly records: Uint32Array;
  /** Place of a record in `records`, −1 for others. */
  readonly placeOf: Int32Array;
  /** [anchors × length] records of the other side, the most alike first, partners and the record itself among them. */
  readonly shortlist: Uint32Array;
  readonly length: number;
}

/** Records of a shortlist: of these the hardest are mined, and validation ranks partners among them. */
export const SHORTLIST = 50;

/** The anchors of one side, in portions. O(anchors × records of the other side × dimensions). */
export function* findAnchors(part: Part, side: 'left' | 'right', multiply: MultiplyRows): Generator<void, Anchors> {
  const own = part[side];
  const other = part[side === 'left' ? 'right' : 'left'];
  const records = Uint32Array.from({ length: own.count }, (_, record) => record).filter((record) => own.entityOf[record]! >= 0);
  const firstVariant = records.findIndex((record) => record >= own.tableCount);
  const split = firstVariant < 0 ? records.length : firstVariant;
  const { dimensions } = part;
  const search = function* (from: number, to: number, poolFrom: number, poolTo: number) {
    const queries = gatherRows(own, records.subarray(from, to), dimensions);
    const pool = other.vectors.subarray(poolFrom * dimensions, poolTo * dimensions);
    return yield* findNearest(queries, pool, dimensions, SHORTLIST, multiply);
  };
  const table = yield* search(0, split, 0, other.tableCount);
  const variants = yield* search(split, records.length, other.tableCount, other.count);
  const length = Math.max(split > 0 ? table.k : 0, split < records.length ? variants.k : 0);
  const shortlist = new Uint32Array(records.length * length).fill(NOBODY);
  copyLists(table.places, table.k, 0, shortlist, 0, length);
  copyLists(variants.places, variants.k, other.tableCount, shortlist, split * length, length);
  const placeOf = new Int32Array(own.count).fill(-1);
  records.forEach((record, place) => {
    placeOf[record] = place;
  });
  return { records, placeOf, shortlist, length };
}

/** In place of a record, where a list is shorter. */
export const NOBODY = 0xffffffff;

function copyLists(places: Uint32Array, k: number, shift: number, target: Uint32Array, at: number, length: number): void {
  for (let from = 0, to = at; k > 0 && from < places.length; from += k, to += length) {
    for (let i = 0; i < k; i++) target[to + i] = places[from + i]! + shift;
  }
}

export function gatherRows({ vectors }: PartSide, records: Uint32Array, dimensions: number): Float32Array {
  const data = new Float32Array(records.length * dimensions);
  records.forEach((record, place) => {
    data.set(vectors.subarray(record * dimensions, (record + 1) * dimensions), place * dimensions);
  });
  return data;
}
