import { type Bounds, boundsOf } from './place-rows';
import type { Plane } from './principal-plane';

/** How close points lie, cell by cell, row-major from the upper left. */
export interface Density {
  readonly size: number;
  /** The area that the cells cover: all points, with a border of empty cells. */
  readonly bounds: Bounds;
  readonly values: Float32Array<ArrayBuffer>;
}

const COARSEST = 20;
const FINEST = 128;
/** Cells of border on each side, and how far a point is felt. */
const BORDER = 4;
const BLUR = [0.06, 0.24, 0.4, 0.24, 0.06] as const;

/** Counts smoothed over about two cells; the more points, the finer. O(points + cells). */
export function densityOf(plane: Plane): Density {
  let placed = 0;
  for (const value of plane.x) if (!Number.isNaN(value)) placed++;
  const size = Math.round(Math.max(COARSEST, Math.min(FINEST, 2 * Math.sqrt(placed)))) + 2 * BORDER;
  const tight = boundsOf(plane);
  const width = Math.max(tight.right - tight.left, tight.bottom - tight.top, 1e-6);
  const cell = width / (size - 2 * BORDER);
  const [midX, midY] = [(tight.left + tight.right) / 2, (tight.top + tight.bottom) / 2];
  const half = (size * cell) / 2;
  const bounds = { left: midX - half, right: midX + half, top: midY - half, bottom: midY + half };
  const density = { size, bounds, values: new Float32Array(size * size) };
  const cellOf = cellFinder(density);
  for (let at = 0; at < plane.x.length; at++) {
    if (!Number.isNaN(plane.x[at]!)) density.values[cellOf(plane.x[at]!, plane.y[at]!)]!++;
  }
  return { ...density, values: blurred(blurred(density.values, size), size) };
}

/** Finds the cell of a place; places outside belong to the nearest cell of the edge. */
export function cellFinder({ size, bounds }: Pick<Density, 'size' | 'bounds'>): (x: number, y: number) => number {
  const scale = size / (bounds.right - bounds.left);
  const inside = (at: number): number => Math.max(0, Math.min(size - 1, Math.floor(at)));
  return (x, y) => inside((y - bounds.top) * scale) * size + inside((x - bounds.left) * scale);
}

function blurred(values: Float32Array, size: number): Float32Array<ArrayBuffer> {
  const along = (from: Float32Array, step: number, across: number): Float32Array<ArrayBuffer> => {
    const out = new Float32Array(from.length);
    for (let line = 0; line < size; line++) {
      for (let at = 0; at < size; at++) {
        let sum = 0;
        for (let i = -2; i <= 2; i++) {
          const place = at + i;
          if (place >= 0 && place < size) sum += BLUR[i + 2]! * from[line * across + place * step]!;
        }
        out[line * across + at * step] = sum;
      }
    }
    return out;
  };
  return along(along(values, 1, size), size, 1);
}
