import { DEFAULT_PREFIX_LENGTH, foldKey, prefixOf } from '../candidates/blocking/blocking-keys';
import { findEqualRows } from '../checks/equal-rows';
import { createDisjointSets } from '../clusters/disjoint-sets';
import type { BlockingRule } from '../model/settings';
import type { Dataset } from '../model/types';
import { cellReader, columnIndex } from '../table/cells';

export const MOST_REVIEWERS = 8;
/** Percent of the records that all reviewers may see; each divides 100. */
export const SHARED_PERCENTS = [0, 5, 10, 20] as const;

/** How the records of a review are shared out among several people. */
export interface Split {
  /** 2 … `MOST_REVIEWERS`. */
  readonly reviewers: number;
  /** `rows`: in turns, with two the even and the odd rows. `blocks`: rows with the same blocking key stay together; without keys, contiguous parts. */
  readonly by: 'rows' | 'blocks';
  /** Rows with equal compared cells go to the same person. */
  readonly keepsEqual: boolean;
  /** One of `SHARED_PERCENTS`: drawn for everybody, so that agreement can be told. */
  readonly sharedPercent: number;
}

/** One person's part of a split. */
export interface ReviewPart extends Split {
  /** 1 … `reviewers`. */
  readonly reviewer: number;
}

/** Place in `partOf` of a row that everybody sees. */
export const EVERYBODY = 255;

/**
 * Shares the left rows out. It goes by the table, the compared columns and the blocking rules alone, never by candidates or scores, so that a
 * new run changes nothing and two computers with the same table agree.
 *
 * What stays together is a unit: a row, its equals, its block, or both joined. The largest units go first, each to the part that has the
 * fewest rows so far, at equal counts to the first; so the parts differ by at most the rows of one unit. Contiguous parts are cut at the unit
 * nearest to an even cut in the same way. Rows for everybody are drawn before that, one unit of equal rows out of each stretch of
 * 100 / percent of them, where a hash of the place of the stretch says. O(rows + bytes of the columns); yields now and then.
 *
 * @param on compared columns; those that the table lacks are left out
 * @returns the part of each left row, from 0, or `EVERYBODY`
 */
export function* splitRows(
  left: Dataset,
  on: readonly string[],
  blocking: readonly BlockingRule[],
  split: Split,
): Generator<unknown, Uint8Array> {
  const equals = split.keepsEqual ? yield* equalUnits(left, on) : ownUnits(left.rowCount);
  const shared = drawShared(equals, split.sharedPercent);
  const keyed = blocking.filter(({ key, left: name }) => key !== 'numeric-range' && columnIndex(left, name) >= 0);
  const isByKey = split.by === 'blocks' && keyed.length > 0;
  const units = isByKey ? yield* joined(equals, yield* blockUnits(left, keyed)) : equals;
  yield;
  const sizes = new Uint32Array(units.length);
  for (let row = 0; row < units.length; row++) if (!shared[row]) sizes[units[row]!]!++;
  yield;
  const isContiguous = split.by === 'blocks' && !isByKey;
  const partOf = isContiguous ? contiguousParts(sizes, split.reviewers) : yield* evenParts(sizes, split.reviewers);
  yield;
  // Units are named by their first row, so a row is read before it is written.
  for (let row = units.length - 1; row >= 0; row--) partOf[row] = shared[row] ? EVERYBODY : partOf[units[row]!]!;
  return partOf;
}

/** Whether a row is for this person. */
export const isInPart = (partOf: Uint8Array, row: number, reviewer: number): boolean =>
  partOf[row] === EVERYBODY || partOf[row] === reviewer - 1;

/** Names each unit by its first row. */
function ownUnits(rowCount: number): Uint32Array {
  const units = new Uint32Array(rowCount);
  for (let row = 0; row < rowCount; row++) units[row] = row;
  return units;
}

function* equalUnits(left: Dataset, on: readonly string[]): Generator<unknown, Uint32Array> {
  const columns = on.flatMap((name) => left.cells[columnIndex(left, name)] ?? []);
  if (columns.length === 0) return ownUnits(left.rowCount);
  return (yield* findEqualRows(columns, left.rowCount, CELLS_A_STEP)).firstOf;
}

/** Between two yields: some milliseconds. */
const CELLS_A_STEP = 10_000;
const ROWS_A_STEP = 2_000;

/** Rows with the same keys under all rules, as these are compared; a row with an empty key stays alone. */
function* blockUnits(left: Dataset, rules: readonly BlockingRule[]): Generator<unknown, Uint32Array> {
  const readers = rules.map(({ left: name, key, length }) => {
    const cellOf = cellReader(left, columnIndex(left, name));
    const most = key === 'prefix' ? (length ?? DEFAULT_PREFIX_LENGTH) : Number.POSITIVE_INFINITY;
    return (row: number): string => prefixOf(foldKey(cellOf(row)), most);
  });
  const firstOf = new Map<string, number>();
  const units = ownUnits(left.rowCount);
  for (let row = 0; row < units.length; row++) {
    if (row % ROWS_A_STEP === ROWS_A_STEP - 1) yield;
    const keys = readers.map((keyOf) => keyOf(row));
    if (keys.includes('')) continue;
    const key = keys.join('\n');
    const first = firstOf.get(key);
    if (first === undefined) firstOf.set(key, row);
    else units[row] = first;
  }
  return units;
}

const ROWS_JOINED_A_STEP = 50_000;
const NONE = 0xffff_ffff;

/** Units that share a row become one, named by the first row of all. */
function* joined(one: Uint32Array, other: Uint32Array): Generator<void, Uint32Array> {
  const sets = createDisjointSets(one.length);
  for (let row = 0; row < one.length; row++) {
    if (row % ROWS_JOINED_A_STEP === ROWS_JOINED_A_STEP - 1) yield;
    sets.join(row, one[row]!);
    sets.join(row, other[row]!);
  }
  const firstOf = new Uint32Array(one.length).fill(NONE);
  const units = new Uint32Array(one.length);
  for (let row = 0; row < one.length; row++) {
    if (row % ROWS_JOINED_A_STEP === ROWS_JOINED_A_STEP - 1) yield;
    const root = sets.find(row);
    if (firstOf[root] === NONE) firstOf[root] = row;
    units[row] = firstOf[root]!;
  }
  return units;
}

/** 1 for each row of the units that everybody sees. */
function drawShared(units: Uint32Array, percent: number): Uint8Array {
  const shared = new Uint8Array(units.length);
  if (percent === 0) return shared;
  const stretch = 100 / percent;
  let place = 0;
  for (let row = 0; row < units.length; row++) {
    if (units[row] !== row) {
      shared[row] = shared[units[row]!]!;
      continue;
    }
    const number = Math.floor(place / stretch);
    if (place % stretch === hashOf(number) % stretch) shared[row] = 1;
    place++;
  }
  return shared;
}

/** 32 bits, each depending on all bits of the number: the finaliser of MurmurHash3. */
function hashOf(number: number): number {
  let hash = Math.imul(number + 1, 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Largest units first, each to the smallest part. */
function* evenParts(sizes: Uint32Array, count: number): Generator<void, Uint8Array> {
  const parts = new Uint8Array(sizes.length);
  const filled = new Float64Array(count);
  const order = largestFirst(sizes);
  yield;
  for (let place = 0; place < order.length; place++) {
    if (place % ROWS_JOINED_A_STEP === ROWS_JOINED_A_STEP - 1) yield;
    const unit = order[place]!;
    let least = 0;
    for (let part = 1; part < count; part++) if (filled[part]! < filled[least]!) least = part;
    parts[unit] = least;
    filled[least]! += sizes[unit]!;
  }
  return parts;
}

/** Units with rows, by size; those of one size in their order. A counting sort. */
function largestFirst(sizes: Uint32Array): Uint32Array {
  let most = 0;
  for (let unit = 0; unit < sizes.length; unit++) if (sizes[unit]! > most) most = sizes[unit]!;
  const next = new Uint32Array(most + 2);
  for (let unit = 0; unit < sizes.length; unit++) next[sizes[unit]!]!++;
  let before = 0;
  for (let size = most; size > 0; size--) {
    const here = next[size]!;
    next[size] = before;
    before += here;
  }
  const order = new Uint32Array(before);
  for (let unit = 0; unit < sizes.length; unit++) {
    const size = sizes[unit]!;
    if (size > 0) order[next[size]!++] = unit;
  }
  return order;
}

/** Units in their order: each to the part in which the middle of its rows falls. */
function contiguousParts(sizes: Uint32Array, count: number): Uint8Array {
  let total = 0;
  for (let unit = 0; unit < sizes.length; unit++) total += sizes[unit]!;
  const parts = new Uint8Array(sizes.length);
  let before = 0;
  for (let unit = 0; unit < sizes.length; unit++) {
    const middle = before + sizes[unit]! / 2;
    before += sizes[unit]!;
    parts[unit] = total === 0 ? 0 : Math.min(count - 1, Math.floor((middle * count) / total));
  }
  return parts;
}
