import { boundsOf } from '../../core/projection/place-rows';
import type { Spot } from '../../core/projection/within-shape';

/** Finds points by place. */
export interface PointIndex {
  /** The nearest point within `reach` that passes; −1 where there is none. Ties go to the lower one. */
  nearest(at: Spot, reach: number, passes: (point: number) => boolean): number;
}

const POINTS_A_CELL = 4;

/** `indexPoints` once somebody asks: a layout that is replaced in a moment needs none. */
export function lazyIndex(x: Float32Array, y: Float32Array): PointIndex {
  let index: PointIndex | null = null;
  return {
    nearest(at, reach, passes) {
      index ??= indexPoints(x, y);
      return index.nearest(at, reach, passes);
    },
  };
}

/** A grid over all points that have a place. O(points) to make, about O(1) to ask. */
export function indexPoints(x: Float32Array, y: Float32Array): PointIndex {
  const bounds = boundsOf({ x, y } as Parameters<typeof boundsOf>[0]);
  const width = Math.max(bounds.right - bounds.left, bounds.bottom - bounds.top, 1e-6);
  const size = Math.max(1, Math.ceil(Math.sqrt(x.length / POINTS_A_CELL)));
  const cell = width / size;
  const column = (value: number): number => Math.max(0, Math.min(size - 1, Math.floor((value - bounds.left) / cell)));
  const line = (value: number): number => Math.max(0, Math.min(size - 1, Math.floor((value - bounds.top) / cell)));
  const starts = new Uint32Array(size * size + 1);
  const cells = Int32Array.from(x, (value, point) => (Number.isNaN(value) ? -1 : line(y[point]!) * size + column(value)));
  for (const at of cells) if (at >= 0) starts[at + 1]!++;
  for (let at = 0; at < size * size; at++) starts[at + 1]! += starts[at]!;
  const next = starts.slice();
  const points = new Uint32Array(starts[size * size]!);
  cells.forEach((at, point) => {
    if (at >= 0) points[next[at]!++] = point;
  });
  return {
    nearest(at, reach, passes) {
      let best = -1;
      let least = reach * reach;
      for (let row = line(at.y - reach); row <= line(at.y + reach); row++) {
        for (let col = column(at.x - reach); col <= column(at.x + reach); col++) {
          for (let place = starts[row * size + col]!; place < starts[row * size + col + 1]!; place++) {
            const point = points[place]!;
            const square = (x[point]! - at.x) ** 2 + (y[point]! - at.y) ** 2;
            if (square > least || (square === least && best >= 0 && best < point) || !passes(point)) continue;
            best = point;
            least = square;
          }
        }
      }
      return best;
    },
  };
}
