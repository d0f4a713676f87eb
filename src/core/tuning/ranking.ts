import { type Estimate, estimateShare } from '../evaluation/intervals';
import type { ValidationFigures } from './adapter';
import { type Anchors, NOBODY } from './anchors';
import type { Part } from './examples';
import type { MultiplyRows } from './matrix';

/** 1 / rank of the best partner of each query, and the share of a hit at rank 1 (ties share it). */
export interface Ranks {
  readonly reciprocal: Float64Array;
  readonly hit: Float64Array;
  /** The entity of each query: ranks of one entity rise and fall together. */
  readonly entity: Int32Array;
}

/** Vectors of all records of both sides, under some adapter. */
export interface MovedVectors {
  readonly left: Float32Array;
  readonly right: Float32Array;
}

/** Ranks the partners of left records among their shortlists. `queries` are places in `anchors.records`. O(queries × shortlist × dimensions). */
export function rankInShortlists(part: Part, anchors: Anchors, queries: Uint32Array, moved: MovedVectors): Ranks {
  const { dimensions, left, right, isOneTable } = part;
  const ranks = noRanks(queries.length);
  const partnersOf = partnersByEntity(part);
  queries.forEach((place, at) => {
    const record = anchors.records[place]!;
    const entity = left.entityOf[record]!;
    let best = Number.NEGATIVE_INFINITY;
    for (const partner of partnersOf(entity)) {
      if (isOneTable && partner === record) continue;
      best = Math.max(best, cosineOf(moved, record, partner, dimensions));
    }
    let above = 0;
    let ties = 0;
    for (let i = place * anchors.length; i < (place + 1) * anchors.length; i++) {
      const other = anchors.shortlist[i]!;
      if (other === NOBODY || right.entityOf[other] === entity) continue;
      const cosine = cosineOf(moved, record, other, dimensions);
      if (cosine > best) above++;
      else if (cosine === best) ties++;
    }
    setRank(ranks, at, entity, above, ties);
  });
  return ranks;
}

/** The same among all records of the other table, in portions. O(queries × records × dimensions). */
export function* rankInTable(
  part: Part,
  anchors: Anchors,
  queries: Uint32Array,
  moved: MovedVectors,
  multiply: MultiplyRows,
): Generator<void, Ranks> {
  const { dimensions, left, right, isOneTable } = part;
  const portion = 64;
  const ranks = noRanks(queries.length);
  const partnersOf = partnersByEntity(part);
  for (let from = 0; from < queries.length; from += portion) {
    const taken = queries.subarray(from, from + portion);
    const own = new Float32Array(taken.length * dimensions);
    taken.forEach((place, at) => {
      const record = anchors.records[place]!;
      own.set(moved.left.subarray(record * dimensions, (record + 1) * dimensions), at * dimensions);
    });
    const cosines = new Float32Array(taken.length * right.count);
    multiply(own, taken.length, moved.right, right.count, dimensions, cosines);
    taken.forEach((place, at) => {
      const record = anchors.records[place]!;
      const entity = left.entityOf[record]!;
      const line = cosines.subarray(at * right.count, (at + 1) * right.count);
      let best = Number.NEGATIVE_INFINITY;
      for (const partner of partnersOf(entity)) if (!(isOneTable && partner === record)) best = Math.max(best, line[partner]!);
      const isVariant = record >= left.tableCount;
      const first = isVariant ? right.tableCount : 0;
      const end = isVariant ? right.count : right.tableCount;
      let above = 0;
      let ties = 0;
      for (let other = first; other < end; other++) {
        if (line[other]! < best || right.entityOf[other] === entity || (isOneTable && other === record)) continue;
        if (line[other]! > best) above++;
        else ties++;
      }
      setRank(ranks, from + at, entity, above, ties);
    });
    yield;
  }
  return ranks;
}

export const meanOf = (values: Float64Array): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

/** Joins the ranks of several parts of the queries. */
export const joinRanks = (parts: readonly Ranks[]): Ranks => ({
  reciprocal: Float64Array.from(parts.flatMap(({ reciprocal }) => [...reciprocal])),
  hit: Float64Array.from(parts.flatMap(({ hit }) => [...hit])),
  entity: Int32Array.from(parts.flatMap(({ entity }) => [...entity])),
});

/**
 * With 95 % intervals: of the share that comes first by Wilson's score for as many independent records as its error is worth, so that all of
 * few is not all; of mean ranks by the normal distribution of a mean, cut to 0…1.
 */
export function figuresOf({ reciprocal, hit, entity }: Ranks): ValidationFigures {
  return {
    queries: hit.length,
    recallAt1: estimateFirst(hit, entity),
    meanReciprocalRank: estimateMean(reciprocal, entity),
  };
}

function estimateFirst(hit: Float64Array, groupOf: Int32Array): Estimate {
  const value = meanOf(hit);
  const error = standardError(hit, groupOf);
  if (Number.isNaN(error)) return { value, low: 0, high: 1 };
  const groups = new Set(groupOf).size;
  const worth = error > 0 ? Math.min(hit.length, (value * (1 - value)) / error ** 2) : groups;
  return { ...estimateShare(value * worth, worth), value };
}

function estimateMean(values: Float64Array, groupOf: Int32Array): Estimate {
  const value = meanOf(values);
  const reach = 1.959963984540054 * standardError(values, groupOf);
  if (Number.isNaN(reach)) return { value, low: 0, high: 1 };
  return { value, low: Math.max(0, value - reach), high: Math.min(1, value + reach) };
}

/**
 * Of the mean of values that come in groups whose members are alike (cluster-robust, Liang and Zeger, 1986); with one value a group the
 * usual one. NaN for fewer than two groups.
 */
export function standardError(values: Float64Array, groupOf: ArrayLike<number>): number {
  const mean = meanOf(values);
  const sums = new Map<number, number>();
  values.forEach((value, at) => {
    sums.set(groupOf[at]!, (sums.get(groupOf[at]!) ?? 0) + value - mean);
  });
  if (sums.size < 2) return Number.NaN;
  let squares = 0;
  for (const sum of sums.values()) squares += sum ** 2;
  return Math.sqrt((squares * sums.size) / (sums.size - 1)) / values.length;
}

const noRanks = (count: number): Ranks => ({
  reciprocal: new Float64Array(count),
  hit: new Float64Array(count),
  entity: new Int32Array(count),
});

function setRank({ reciprocal, hit, entity: entityOf }: Ranks, at: number, entity: number, above: number, ties: number): void {
  entityOf[at] = entity;
  reciprocal[at] = 1 / (1 + above + ties / 2);
  hit[at] = above > 0 ? 0 : 1 / (1 + ties);
}

function partnersByEntity({ entityCount, right }: Part): (entity: number) => readonly number[] {
  const partners = Array.from({ length: entityCount }, (): number[] => []);
  right.entityOf.forEach((entity, record) => {
    if (entity >= 0) partners[entity]!.push(record);
  });
  return (entity) => partners[entity]!;
}

export function cosineOf({ left, right }: MovedVectors, record: number, other: number, dimensions: number): number {
  const a = record * dimensions;
  const b = other * dimensions;
  let sum = 0;
  for (let i = 0; i < dimensions; i++) sum += left[a + i]! * right[b + i]!;
  return sum;
}
