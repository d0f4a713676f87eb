import { cellFinder, type Density } from './density';
import type { Plane } from './principal-plane';

/** Parts of the map, the most populous first. */
export interface Regions {
  /** Region of each point, −1 for one between regions or without a place. */
  readonly of: Int16Array<ArrayBuffer>;
  readonly sizes: readonly number[];
  /** Where each is densest. */
  readonly peaks: readonly { readonly x: number; readonly y: number }[];
}

export const MOST_REGIONS = 24;
/** A valley this high, as a share of the lower of two peaks, does not part them. */
const SHALLOW = 0.6;
/** Points that make a region: so many, and this share of all. */
const FEWEST = 5;
const SMALLEST_SHARE = 0.004;

/**
 * Regions by density: each cell climbs to its steepest neighbour until it stands on a peak; peaks without a clear valley between them are one
 * region (Chazal and others, Persistence-Based Clustering in Riemannian Manifolds, 2013, on a grid). Regions of few points go to the one they
 * touch most, or to none. At most 24. Deterministic. O(points + cells · log cells).
 */
export function findRegions(plane: Plane, density: Density): Regions {
  const { size, values } = density;
  const peakOf = climb(values, size);
  const cellOf = cellFinder(density);
  const cells = new Int32Array(plane.x.length).fill(-1);
  const population = new Uint32Array(values.length);
  for (let at = 0; at < cells.length; at++) {
    if (Number.isNaN(plane.x[at]!)) continue;
    cells[at] = cellOf(plane.x[at]!, plane.y[at]!);
    population[cells[at]!]!++;
  }
  const joined = joinPeaks(peakOf, population, density);
  const counts = new Map<number, number>();
  let placed = 0;
  for (const cell of cells) {
    if (cell < 0) continue;
    placed++;
    const peak = joined(cell);
    if (peak >= 0) counts.set(peak, (counts.get(peak) ?? 0) + 1);
  }
  const least = Math.max(FEWEST, Math.ceil(SMALLEST_SHARE * placed));
  const kept = [...counts].filter(([, count]) => count >= least);
  kept.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  kept.length = Math.min(kept.length, MOST_REGIONS);
  const numbers = new Map(kept.map(([peak], number) => [peak, number]));
  const of = Int16Array.from(cells, (cell) => (cell < 0 ? -1 : (numbers.get(joined(cell)) ?? -1)));
  const width = (density.bounds.right - density.bounds.left) / size;
  const peaks = kept.map(([peak]) => ({
    x: density.bounds.left + ((peak % size) + 0.5) * width,
    y: density.bounds.top + (Math.floor(peak / size) + 0.5) * width,
  }));
  return { of, sizes: kept.map(([, count]) => count), peaks };
}

/** For each cell the peak that it climbs to; −1 for an empty one. */
function climb(values: Float32Array, size: number): Int32Array {
  const order = [...values.keys()].filter((cell) => values[cell]! > 0).sort((a, b) => values[b]! - values[a]! || a - b);
  const peakOf = new Int32Array(values.length).fill(-1);
  for (const cell of order) {
    let best = cell;
    for (const other of around(cell, size)) {
      if (peakOf[other]! < 0) continue;
      if (best === cell || values[other]! > values[best]! || (values[other]! === values[best]! && other < best)) best = other;
    }
    peakOf[cell] = best === cell ? cell : peakOf[best]!;
  }
  return peakOf;
}

/** The peak that stands for a cell once shallow valleys are filled and small regions have gone to their neighbours. */
function joinPeaks(peakOf: Int32Array, population: Uint32Array, { size, values }: Density): (cell: number) => number {
  const parent = new Map<number, number>();
  const root = (peak: number): number => {
    let at = peak;
    while (parent.has(at)) at = parent.get(at)!;
    return at;
  };
  const passes = new Map<string, { readonly a: number; readonly b: number; height: number }>();
  for (let cell = 0; cell < peakOf.length; cell++) {
    if (peakOf[cell]! < 0) continue;
    for (const other of around(cell, size)) {
      const [a, b] = [peakOf[cell]!, peakOf[other]!];
      if (b < 0 || a >= b) continue;
      const height = Math.min(values[cell]!, values[other]!);
      const pass = passes.get(`${a} ${b}`);
      if (!pass) passes.set(`${a} ${b}`, { a, b, height });
      else if (height > pass.height) pass.height = height;
    }
  }
  const sorted = [...passes.values()].sort((p, q) => q.height - p.height || p.a - q.a || p.b - q.b);
  const people = new Map<number, number>();
  let all = 0;
  for (let cell = 0; cell < peakOf.length; cell++) {
    if (peakOf[cell]! < 0) continue;
    people.set(peakOf[cell]!, (people.get(peakOf[cell]!) ?? 0) + population[cell]!);
    all += population[cell]!;
  }
  const least = Math.max(FEWEST, Math.ceil(SMALLEST_SHARE * all));
  for (const { a, b, height } of sorted) {
    const [one, other] = [root(a), root(b)];
    if (one === other) continue;
    const [high, low] = values[one]! >= values[other]! ? [one, other] : [other, one];
    const isSmall = Math.min(people.get(one)!, people.get(other)!) < least;
    if (height < SHALLOW * values[low]! && !isSmall) continue;
    parent.set(low, high);
    people.set(high, people.get(high)! + people.get(low)!);
  }
  return (cell) => (peakOf[cell]! < 0 ? -1 : root(peakOf[cell]!));
}

function* around(cell: number, size: number): Generator<number> {
  const column = cell % size;
  const row = (cell - column) / size;
  for (let dy = -1; dy <= 1; dy++) {
    for (let dx = -1; dx <= 1; dx++) {
      const [x, y] = [column + dx, row + dy];
      if ((dx !== 0 || dy !== 0) && x >= 0 && x < size && y >= 0 && y < size) yield y * size + x;
    }
  }
}
