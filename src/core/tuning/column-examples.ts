import type { Sides } from '../model/types';
import { createRandom } from '../numerics/random';
import type { ColumnExamples } from './column-weights';
import { dealFolds, findEntities, shuffled } from './entities';
import type { LabelledPairs } from './labelled-pairs';
import { createMultiply } from './matrix';
import { findNearest } from './shortlists';

const MOST_QUERIES = 400;
const CANDIDATES = 20;
const FOLDS = 5;

/**
 * What `learnColumnWeights` learns from: left records with a known partner, by lot where there are many, with their partners and the
 * records nearest to them by vectors. O(queries × right records × dimensions).
 *
 * @param pairs of records; both rows of a pair are left ones in one table, and `right` is `left` then
 * @param cells of each pair of columns, by record
 */
export function gatherColumnExamples(
  vectors: Sides<Float32Array>,
  dimensions: number,
  pairs: LabelledPairs,
  cells: readonly Sides<readonly string[]>[],
  isOneTable: boolean,
  seed: number,
): ColumnExamples {
  const random = createRandom(seed);
  const counts = { left: vectors.left.length / dimensions, right: vectors.right.length / dimensions };
  const entities = findEntities(pairs, counts.left, counts.right, isOneTable);
  const paired = Uint32Array.from(entities.left.keys()).filter((record) => entities.left[record]! >= 0);
  const queries = shuffled(paired.length, random)
    .slice(0, MOST_QUERIES)
    .map((at) => paired[at]!);
  const foldOfEntity = dealFolds(entities.count, FOLDS, random);
  const own = new Float32Array(queries.length * dimensions);
  queries.forEach((record, at) => {
    own.set(vectors.left.subarray(record * dimensions, (record + 1) * dimensions), at * dimensions);
  });
  const partnersOf = new Map<number, number[]>();
  entities.right.forEach((entity, record) => {
    if (entity >= 0) partnersOf.set(entity, [...(partnersOf.get(entity) ?? []), record]);
  });
  const nearest = drain(findNearest(own, vectors.right, dimensions, CANDIDATES, createMultiply()));
  const length = Math.min(nearest.k, counts.right);
  const candidates = new Uint32Array(queries.length * length);
  const isPartner = new Uint8Array(queries.length * length);
  const cosines = new Float32Array(queries.length * length);
  queries.forEach((record, query) => {
    const entity = entities.left[record]!;
    const isOther = (other: number): boolean => !(isOneTable && other === record);
    const partners = partnersOf
      .get(entity)!
      .filter(isOther)
      .slice(0, Math.max(1, length >> 1));
    const near = Array.from(nearest.places.subarray(query * nearest.k, (query + 1) * nearest.k));
    const others = near.filter((other) => isOther(other) && entities.right[other] !== entity);
    // Where one table leaves a place empty, the first candidate stands there twice.
    const list = [...partners, ...others].slice(0, length);
    for (let at = 0; at < length; at++) {
      const other = list[at] ?? list[0]!;
      candidates[query * length + at] = other;
      isPartner[query * length + at] = entities.right[other] === entity ? 1 : 0;
      let sum = 0;
      for (let i = 0; i < dimensions; i++) sum += own[query * dimensions + i]! * vectors.right[other * dimensions + i]!;
      cosines[query * length + at] = sum;
    }
  });
  const foldOf = Uint8Array.from(queries, (record) => foldOfEntity[entities.left[record]!]!);
  return { cells, queries, candidates, length, cosines, isPartner, foldOf, folds: FOLDS };
}

function drain<T>(work: Generator<void, T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}
