import type { MapReading } from '../../core/projection/record-map';
import { hasNothing, isDecided } from './point-status';

/** A part of the map as a line of the table. */
export interface RegionRow {
  /** 0 or more: a region; `between`: outside all of them; `odd`: records least like any other, which are in a region as well. */
  readonly key: number | 'between' | 'odd';
  readonly words: readonly string[];
  readonly left: number;
  readonly right: number;
  /** Left records with a decision. */
  readonly decided: number;
  /** Records of either table without a candidate at or above the threshold. */
  readonly nothing: number;
}

/** One line a region, then what lies between, then odd ones. O(points). */
export function regionRows(
  { regions, words, odd }: MapReading,
  x: Float32Array,
  statuses: Uint8Array,
  leftCount: number,
): readonly RegionRow[] {
  const count = regions.sizes.length;
  const left = new Uint32Array(count + 2);
  const right = new Uint32Array(count + 2);
  const decided = new Uint32Array(count + 2);
  const nothing = new Uint32Array(count + 2);
  const add = (line: number, point: number): void => {
    const isLeft = point < leftCount;
    (isLeft ? left : right)[line]!++;
    if (isLeft && isDecided(statuses[point]!)) decided[line]!++;
    if (hasNothing(statuses[point]!)) nothing[line]!++;
  };
  for (let point = 0; point < x.length; point++) {
    if (!Number.isNaN(x[point]!)) add(regions.of[point]! < 0 ? count : regions.of[point]!, point);
  }
  for (const point of odd) add(count + 1, point);
  const keyOf = (line: number): RegionRow['key'] => (line < count ? line : line === count ? 'between' : 'odd');
  return Array.from(left, (own, line) => ({
    key: keyOf(line),
    words: words[line] ?? [],
    left: own,
    right: right[line]!,
    decided: decided[line]!,
    nothing: nothing[line]!,
  })).filter((row) => row.left + row.right > 0);
}

/** The points of a line of the table, ascending. O(points). */
export function pointsOfRegion({ regions, odd }: MapReading, x: Float32Array, key: RegionRow['key']): Uint32Array {
  if (key === 'odd') return odd;
  const wanted = key === 'between' ? -1 : key;
  const found: number[] = [];
  for (let point = 0; point < x.length; point++) if (regions.of[point] === wanted && !Number.isNaN(x[point]!)) found.push(point);
  return Uint32Array.from(found);
}
