import type { Bounds } from '../../core/projection/place-rows';
import type { Spot } from '../../core/projection/within-shape';

/** How the map lies on the screen: a place is at `x · scale + left`, `y · scale + top`, in CSS pixels. */
export interface Camera {
  readonly scale: number;
  readonly left: number;
  readonly top: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

const MARGIN = 24;
/** How many times nearer than the whole map, and how much farther away. */
const CLOSEST = 200;
const FARTHEST = 0.5;

export function fitting({ left, right, top, bottom }: Bounds, { width, height }: Size): Camera {
  const room = { width: Math.max(1, width - 2 * MARGIN), height: Math.max(1, height - 2 * MARGIN) };
  const scale = Math.min(room.width / Math.max(right - left, 1e-6), room.height / Math.max(bottom - top, 1e-6));
  return { scale, left: width / 2 - ((left + right) / 2) * scale, top: height / 2 - ((top + bottom) / 2) * scale };
}

export const toScreen = ({ scale, left, top }: Camera, { x, y }: Spot): Spot => ({ x: x * scale + left, y: y * scale + top });
export const toMap = ({ scale, left, top }: Camera, { x, y }: Spot): Spot => ({ x: (x - left) / scale, y: (y - top) / scale });

/** `factor` times nearer, the place under `at` staying where it is; within limits about the fitting scale. */
export function zoomed(camera: Camera, factor: number, at: Spot, fit: number): Camera {
  const scale = Math.max(FARTHEST * fit, Math.min(CLOSEST * fit, camera.scale * factor));
  const own = toMap(camera, at);
  return { scale, left: at.x - own.x * scale, top: at.y - own.y * scale };
}

export const moved = (camera: Camera, dx: number, dy: number): Camera => ({
  ...camera,
  left: camera.left + dx,
  top: camera.top + dy,
});

/** Radius of a point in CSS pixels: small where there are many, larger the nearer. */
export function pointRadius(count: number, zoom: number): number {
  return Math.max(1.1, Math.min(7, 5.5 * (400 / Math.max(400, count)) ** 0.27 * Math.max(0.6, zoom) ** 0.35));
}
