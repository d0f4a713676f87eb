import type { Camera, Size } from './camera';

/** Red, green and blue of a colour, 0…255. */
export type Rgb = readonly [number, number, number];

export interface PointsToPaint {
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** From this point on they are of the right table. */
  readonly leftCount: number;
  /** Index into `colours` for each point. */
  readonly statuses: Uint8Array;
  /** Points in the order in which they are painted, those that are not shown left out. */
  readonly order: Uint32Array;
  /** Where some are chosen: 1 for each; the others are painted faint. */
  readonly chosen: Uint8Array | null;
}

export interface Paint {
  readonly colours: readonly Rgb[];
  /** Whether points of a status are drawn as outlines. */
  readonly hollow: readonly boolean[];
}

interface Stamp {
  readonly half: number;
  /** Opacity of each pixel, row by row. */
  readonly mask: Uint8Array;
}

/**
 * Paints points into pixels of a transparent picture: circles for the left table, triangles for the right one. Where points overlap the later one
 * is on top. O(points · pixels of a point): some milliseconds for 100,000 small points.
 *
 * @param pixels RGBA, `[height × width]`, cleared first @param ratio pixels of the picture to a CSS pixel
 */
export function paintPoints(
  pixels: Uint32Array,
  size: Size,
  ratio: number,
  camera: Camera,
  radius: number,
  points: PointsToPaint,
  paint: Paint,
): void {
  pixels.fill(0);
  const { width, height } = size;
  const { x, y, leftCount, statuses, order, chosen } = points;
  const stamps = [false, true].map((isRight) =>
    paint.hollow.map((isHollow) => stampOf(isRight, isHollow && radius * ratio >= 2.5, radius * ratio)),
  );
  const packed = paint.colours.map(pack);
  const [scale, left, top] = [camera.scale * ratio, camera.left * ratio, camera.top * ratio];
  for (let turn = 0; turn < 2; turn++) {
    // Chosen points are painted last, on top of the faint ones.
    if (turn === 1 && !chosen) break;
    const strength = chosen && turn === 0 ? FAINT : 1;
    for (const point of order) {
      if (chosen && chosen[point] !== turn) continue;
      const px = Math.round(x[point]! * scale + left);
      const py = Math.round(y[point]! * scale + top);
      const status = statuses[point]!;
      const { half, mask } = stamps[point < leftCount ? 0 : 1]![status]!;
      if (px < -half || py < -half || px >= width + half || py >= height + half) continue;
      const colour = packed[status]!;
      const across = 2 * half + 1;
      const fromX = Math.max(0, half - px);
      const toX = Math.min(across, width + half - px);
      const fromY = Math.max(0, half - py);
      const toY = Math.min(across, height + half - py);
      for (let row = fromY; row < toY; row++) {
        let at = (py - half + row) * width + px - half + fromX;
        for (let col = fromX, from = row * across + fromX; col < toX; col++, from++, at++) {
          const opacity = mask[from]! * strength;
          if (opacity === 255 || opacity > pixels[at]! >>> 24) pixels[at] = colour | (opacity << 24);
        }
      }
    }
  }
}

/** Little-endian, as all browsers have it: red is the lowest byte; the highest is for opacity. */
const pack = ([red, green, blue]: Rgb): number => (blue << 16) | (green << 8) | red;

/** Opacity of points that are not chosen, where some are. */
const FAINT = 0.25;

/** A triangle has to be larger than a circle to look as large. */
const TRIANGLE = 1.25;

function stampOf(isRight: boolean, isHollow: boolean, radius: number): Stamp {
  const half = Math.ceil(radius * (isRight ? TRIANGLE : 1) + 0.5);
  const across = 2 * half + 1;
  const thick = Math.max(1.2, radius * 0.38);
  const mask = new Uint8Array(across * across);
  for (let row = 0; row < across; row++) {
    for (let col = 0; col < across; col++) {
      const outside = isRight ? fromTriangle(col - half, row - half, radius) : Math.hypot(col - half, row - half) - radius;
      const away = isHollow ? Math.max(outside, -outside - thick) : outside;
      mask[row * across + col] = Math.round(255 * Math.max(0, Math.min(1, 0.5 - away)));
    }
  }
  return { half, mask };
}

/** Distance outside an upright triangle about the middle, negative inside; exact but for its corners. */
function fromTriangle(x: number, y: number, radius: number): number {
  const inner = radius * TRIANGLE * 0.62;
  return Math.max(y, 0.866 * Math.abs(x) - 0.5 * y) - inner;
}
