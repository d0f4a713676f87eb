import { readDates } from '../table/dates';
import { readNumbers } from '../text/numbers';

/** A value, a range of numbers, a range of years, all rarer values together, or empty cells. */
export type GroupKind = 'value' | 'numbers' | 'years' | 'others' | 'empty';

export interface RowGroup {
  readonly kind: GroupKind;
  /** Of `value` as it is written in its first cell; else ''. */
  readonly value: string;
  /** Of ranges, both ends included; else null. */
  readonly from: number | null;
  readonly to: number | null;
  readonly rows: number;
  /** Of `others`: how many values they have. */
  readonly values: number;
}

/** Every row is in one group: `of[row]` is its place in `groups`. */
export interface RowGroups {
  readonly groups: readonly RowGroup[];
  readonly of: Uint8Array;
}

/** Values with a group of their own; the rarer ones are one group. */
export const MOST_VALUES = 20;
const RANGES = 5;
/** A column is one of numbers, or of dates, when this share of its filled cells is. */
const MAJORITY = 0.9;

/**
 * Groups rows by one column. Values are compared trimmed, in NFKC and without regard to case. Up to `MOST_VALUES` values are groups, the
 * most frequent first, ties by value; rarer ones are `others`. Where there are more, and they are numbers or dates, rows fall into five
 * ranges with about equally many rows (equal values stay together), in their order. Empty cells come last. O(characters + n log n).
 */
export function groupRows(cells: readonly string[]): RowGroups {
  const places = new Map<string, number>();
  const shown: string[] = [];
  const counts: number[] = [];
  const placeOf = new Int32Array(cells.length).fill(-1);
  let filled = 0;
  cells.forEach((cell, row) => {
    const trimmed = cell.trim();
    if (trimmed === '') return;
    filled++;
    const key = trimmed.normalize('NFKC').toLowerCase();
    let place = places.get(key);
    if (place === undefined) {
      place = shown.length;
      places.set(key, place);
      shown.push(trimmed);
      counts.push(0);
    }
    counts[place]!++;
    placeOf[row] = place;
  });
  if (shown.length > MOST_VALUES) {
    const years = readDates(cells).map((time) => (Number.isNaN(time) ? Number.NaN : new Date(time).getUTCFullYear()));
    if (shareKnown(years, filled) >= MAJORITY) return withEmpty(inRanges('years', years), cells.length);
    const numbers = readNumbers(cells);
    if (shareKnown(numbers, filled) >= MAJORITY) return withEmpty(inRanges('numbers', numbers), cells.length);
  }
  const keys = [...places.keys()];
  const order = [...shown.keys()].sort((a, b) => counts[b]! - counts[a]! || (keys[a]! < keys[b]! ? -1 : 1));
  const own = shown.length > MOST_VALUES ? order.slice(0, MOST_VALUES - 1) : order;
  const rest = order.slice(own.length);
  const groups: RowGroup[] = own.map((place) => ({
    ...NO_RANGE,
    kind: 'value',
    value: shown[place]!,
    rows: counts[place]!,
    values: 1,
  }));
  if (rest.length > 0) {
    const rows = rest.reduce((sum, place) => sum + counts[place]!, 0);
    groups.push({ ...NO_RANGE, kind: 'others', value: '', rows, values: rest.length });
  }
  const groupOf = new Int32Array(shown.length).fill(own.length);
  own.forEach((place, group) => {
    groupOf[place] = group;
  });
  const of = Int32Array.from(placeOf, (place) => (place < 0 ? -1 : groupOf[place]!));
  return withEmpty({ groups, of }, cells.length);
}

const NO_RANGE = { from: null, to: null } as const;

function shareKnown(values: Float64Array, filled: number): number {
  let known = 0;
  for (const value of values) if (!Number.isNaN(value)) known++;
  return filled === 0 ? 0 : known / filled;
}

interface Placed {
  readonly groups: readonly RowGroup[];
  /** −1: no group yet. */
  readonly of: Int32Array;
}

function inRanges(kind: 'numbers' | 'years', values: Float64Array): Placed {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const ends: number[] = [];
  for (let range = 1; range <= RANGES; range++) {
    const end = sorted[Math.ceil((range * sorted.length) / RANGES) - 1]!;
    if (ends.at(-1) !== end) ends.push(end);
  }
  const of = Int32Array.from(values, (value) => (Number.isNaN(value) ? -1 : ends.findIndex((end) => value <= end)));
  const rows = new Uint32Array(ends.length);
  const from = new Float64Array(ends.length).fill(Number.POSITIVE_INFINITY);
  of.forEach((group, row) => {
    if (group < 0) return;
    rows[group]!++;
    from[group] = Math.min(from[group]!, values[row]!);
  });
  return {
    of,
    groups: ends.map((to, range) => ({ kind, value: '', from: from[range]!, to, rows: rows[range]!, values: 0 })),
  };
}

/** Rows without a group of their own have nothing, or nothing that can be read, in their cell. */
function withEmpty({ groups, of }: Placed, rowCount: number): RowGroups {
  const rows = rowCount - groups.reduce((sum, group) => sum + group.rows, 0);
  if (rows === 0) return { groups, of: Uint8Array.from(of) };
  const empty: RowGroup = { ...NO_RANGE, kind: 'empty', value: '', rows, values: 0 };
  return { groups: [...groups, empty], of: Uint8Array.from(of, (group) => (group < 0 ? groups.length : group)) };
}
