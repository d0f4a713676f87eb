import type { Sides } from '../model/types';
import { findEntities } from '../tuning/entities';
import type { LabelledPairs } from '../tuning/labelled-pairs';

/** Rows of tables too large to train among all of them, and the pairs with rows numbered by their place among these. */
export interface TrainingSample {
  readonly pairs: LabelledPairs;
  /** Ascending rows of each side; null: the whole table. Of one table `right` is null. */
  readonly left: Uint32Array | null;
  readonly right: Uint32Array | null;
}

export interface SampleLimits {
  /** Rows of a side, apart from those that pairs name. */
  readonly rows: number;
  readonly pairs: number;
}

/** As many vectors as are trained among in about a minute. */
export const SAMPLE_LIMITS: SampleLimits = { rows: 20_000, pairs: 20_000 };

/**
 * What a training of minutes looks at: all rows that pairs name, and others spread evenly over the table until a side has `limits.rows`. Of
 * more than `limits.pairs` pairs those of as many whole entities are taken, spread evenly, so that no entity is both taught and checked.
 * Order stays. O(pairs + rows).
 */
export function sampleForTraining(
  given: LabelledPairs,
  counts: Sides<number>,
  isOneTable: boolean,
  limits: SampleLimits = SAMPLE_LIMITS,
): TrainingSample {
  const pairs = given.left.length > limits.pairs ? someEntities(given, counts, isOneTable, limits.pairs) : given;
  if (isOneTable) {
    const rows = rowsOf([pairs.left, pairs.right], counts.left, limits.rows);
    return { pairs: renumbered(pairs, rows, rows), left: rows, right: null };
  }
  const left = rowsOf([pairs.left], counts.left, limits.rows);
  const right = rowsOf([pairs.right], counts.right, limits.rows);
  return { pairs: renumbered(pairs, left, right), left, right };
}

function someEntities(pairs: LabelledPairs, counts: Sides<number>, isOneTable: boolean, most: number): LabelledPairs {
  const entities = findEntities(pairs, counts.left, isOneTable ? counts.left : counts.right, isOneTable);
  const sizes = new Uint32Array(entities.count);
  const entityOf = (at: number): number => {
    const left = entities.left[pairs.left[at]!]!;
    return left >= 0 ? left : entities.right[pairs.right[at]!]!;
  };
  for (let at = 0; at < pairs.left.length; at++) if (entityOf(at) >= 0) sizes[entityOf(at)]!++;
  const isTaken = new Uint8Array(entities.count);
  // Every n-th entity, then the ones after these, until the pairs are enough.
  const step = Math.max(1, Math.ceil(pairs.left.length / most));
  let taken = 0;
  for (let first = 0; first < step; first++) {
    for (let entity = first; entity < entities.count; entity += step) {
      if (taken + sizes[entity]! > most) continue;
      isTaken[entity] = 1;
      taken += sizes[entity]!;
    }
  }
  return keepPairs(pairs, (at) => entityOf(at) >= 0 && isTaken[entityOf(at)] === 1);
}

function rowsOf(columns: readonly Uint32Array[], count: number, most: number): Uint32Array | null {
  if (count <= most) return null;
  const isIn = new Uint8Array(count);
  let named = 0;
  for (const column of columns) {
    for (const row of column) {
      if (isIn[row] === 0) named++;
      isIn[row] = 1;
    }
  }
  const wanted = Math.max(0, most - named);
  const others = Math.max(1, count - named);
  const rows = new Uint32Array(named + wanted);
  let at = 0;
  let seen = 0;
  let added = 0;
  for (let row = 0; row < count; row++) {
    if (isIn[row] === 0) {
      seen++;
      if (added >= Math.floor((seen * wanted) / others)) continue;
      added++;
    }
    rows[at++] = row;
  }
  return rows;
}

function renumbered(pairs: LabelledPairs, left: Uint32Array | null, right: Uint32Array | null): LabelledPairs {
  const placesIn = (rows: Uint32Array | null, column: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> => {
    if (!rows) return column;
    const placeOf = new Map(Array.from(rows, (row, place) => [row, place]));
    return Uint32Array.from(column, (row) => placeOf.get(row)!);
  };
  return { left: placesIn(left, pairs.left), right: placesIn(right, pairs.right), isMatch: pairs.isMatch };
}

function keepPairs({ left, right, isMatch }: LabelledPairs, isKept: (at: number) => boolean): LabelledPairs {
  const kept = Uint32Array.from(left.keys()).filter(isKept);
  return {
    left: Uint32Array.from(kept, (at) => left[at]!),
    right: Uint32Array.from(kept, (at) => right[at]!),
    isMatch: Uint8Array.from(kept, (at) => isMatch[at]!),
  };
}
