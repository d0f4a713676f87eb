/** A place on the map. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Points tested before others get their turn: a millisecond or so. */
const POINTS_A_STEP = 20_000;

/**
 * Which points lie inside a closed line, by the even-odd rule; a point exactly on a side may go either way. Yields every 20,000 points.
 * O(points + points in the box of the line · its corners).
 */
export function* pointsWithin(
  { x, y }: { readonly x: Float32Array; readonly y: Float32Array },
  corners: readonly Spot[],
): Generator<void, Uint32Array> {
  const xs = Float64Array.from(corners, (corner) => corner.x);
  const ys = Float64Array.from(corners, (corner) => corner.y);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  const found: number[] = [];
  for (let at = 0; at < x.length; at++) {
    if (at % POINTS_A_STEP === POINTS_A_STEP - 1) yield;
    const px = x[at]!;
    const py = y[at]!;
    if (!(px >= left && px <= right && py >= top && py <= bottom)) continue;
    let isInside = false;
    for (let i = 0, j = xs.length - 1; i < xs.length; j = i++) {
      if (ys[i]! > py !== ys[j]! > py && px < ((xs[j]! - xs[i]!) * (py - ys[i]!)) / (ys[j]! - ys[i]!) + xs[i]!)
        isInside = !isInside;
    }
    if (isInside) found.push(at);
  }
  return Uint32Array.from(found);
}

/** A rectangle between two places, and a circle, as closed lines. */
export const rectangle = (a: Spot, b: Spot): readonly Spot[] => [a, { x: b.x, y: a.y }, b, { x: a.x, y: b.y }];
export const circle = (middle: Spot, radius: number): readonly Spot[] =>
  Array.from({ length: 48 }, (_, at) => ({
    x: middle.x + radius * Math.cos((at * Math.PI) / 24),
    y: middle.y + radius * Math.sin((at * Math.PI) / 24),
  }));
