import type { Sides } from '../model/types';
import { createRandom } from '../numerics/random';
import { gatherRows } from './anchors';
import { applyAdapter, type Projection } from './apply-adapter';
import type { ColumnExamples } from './column-weights';
import { dealFolds, shuffled } from './entities';
import type { ColumnReaders, Part, PartSide } from './examples';
import type { MultiplyRows } from './matrix';
import { findNearest } from './shortlists';

const MOST_QUERIES = 400;
const CANDIDATES = 20;
const FOLDS = 5;

/**
 * What `learnColumnWeights` learns from: left records with a known partner, by lot where there are many, with their partners and the
 * records nearest to them, in portions. Cosines are those under `adapter`. O(queries × right records × dimensions).
 */
export function* gatherColumnExamples(
  part: Part,
  readers: ColumnReaders,
  adapter: Projection | null,
  seed: number,
  multiply: MultiplyRows,
): Generator<void, ColumnExamples> {
  const { dimensions, left, right, isOneTable } = part;
  const random = createRandom(seed);
  const paired = Uint32Array.from({ length: left.tableCount }, (_, record) => record).filter(
    (record) => left.entityOf[record]! >= 0,
  );
  const queries = Uint32Array.from(shuffled(paired.length, random).subarray(0, MOST_QUERIES), (at) => paired[at]!);
  const foldOfEntity = dealFolds(part.entityCount, FOLDS, random);
  const partnersOf = tablePartners(right);
  const pool = right.vectors.subarray(0, right.tableCount * dimensions);
  const nearest = yield* findNearest(gatherRows(left, queries, dimensions), pool, dimensions, CANDIDATES, multiply);
  const length = nearest.k;
  const candidates = new Uint32Array(queries.length * length);
  const isPartner = new Uint8Array(queries.length * length);
  queries.forEach((record, query) => {
    const entity = left.entityOf[record]!;
    const isOther = (other: number): boolean => !(isOneTable && other === record);
    const partners = (partnersOf.get(entity) ?? []).filter(isOther).slice(0, Math.max(1, length >> 1));
    const near = Array.from(nearest.places.subarray(query * length, (query + 1) * length));
    const list = [...partners, ...near.filter((other) => isOther(other) && right.entityOf[other] !== entity)];
    for (let at = 0; at < length; at++) {
      // Where the table has too few records, the first candidate stands in the last places too.
      candidates[query * length + at] = list[at] ?? list[0] ?? near[0]!;
      isPartner[query * length + at] = right.entityOf[candidates[query * length + at]!] === entity ? 1 : 0;
    }
  });
  yield;
  const own = { left: compact(queries), right: compact(candidates) };
  const moved = (side: PartSide, records: Uint32Array): Float32Array => {
    const data = gatherRows(side, records, dimensions);
    if (adapter) applyAdapter(adapter, data);
    return data;
  };
  const vectors = { left: moved(left, own.left.records), right: moved(right, own.right.records) };
  const cosines = Float32Array.from(own.right.places, (place, at) => {
    const a = own.left.places[Math.floor(at / length)]! * dimensions;
    let sum = 0;
    for (let i = 0; i < dimensions; i++) sum += vectors.left[a + i]! * vectors.right[place * dimensions + i]!;
    return sum;
  });
  return {
    cells: readers.left.map(
      (readLeft, column): Sides<readonly string[]> => ({
        left: Array.from(own.left.records, (record) => readLeft(left.rowOf[record]!)),
        right: Array.from(own.right.records, (record) => readers.right[column]!(right.rowOf[record]!)),
      }),
    ),
    queries: own.left.places,
    candidates: own.right.places,
    length,
    cosines,
    isPartner,
    entityOf: Int32Array.from(queries, (record) => left.entityOf[record]!),
    foldOf: Uint8Array.from(queries, (record) => foldOfEntity[left.entityOf[record]!]!),
    folds: FOLDS,
  };
}

function tablePartners({ entityOf, tableCount }: PartSide): ReadonlyMap<number, readonly number[]> {
  const partners = new Map<number, number[]>();
  for (let record = 0; record < tableCount; record++) {
    const entity = entityOf[record]!;
    if (entity < 0) continue;
    const known = partners.get(entity);
    if (known) known.push(record);
    else partners.set(entity, [record]);
  }
  return partners;
}

/** Records numbered by first mention, and the number of each. */
function compact(given: Uint32Array): { readonly records: Uint32Array; readonly places: Uint32Array } {
  const placeOf = new Map<number, number>();
  const places = Uint32Array.from(given, (record) => {
    const place = placeOf.get(record) ?? placeOf.size;
    placeOf.set(record, place);
    return place;
  });
  return { records: Uint32Array.from(placeOf.keys()), places };
}
