import type { Box, Place } from '../../../core/clusters/graph/arrange';

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The area that boxes take, with a margin around them. */
export function areaOf(boxes: readonly Box[], places: readonly Place[], margin: number): Area {
  if (boxes.length === 0) return { x: -1, y: -1, width: 2, height: 2 };
  const left = Math.min(...boxes.map(({ width }, i) => places[i]!.x - width / 2)) - margin;
  const right = Math.max(...boxes.map(({ width }, i) => places[i]!.x + width / 2)) + margin;
  const top = Math.min(...boxes.map(({ height }, i) => places[i]!.y - height / 2)) - margin;
  const bottom = Math.max(...boxes.map(({ height }, i) => places[i]!.y + height / 2)) + margin;
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** The middle of the part of a line between two boxes that neither box covers. */
export function middleBetween(a: Place, boxA: Box, b: Place, boxB: Box): Place {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const within = ({ width, height }: Box): number =>
    Math.min(0.5, width / 2 / Math.max(1e-6, Math.abs(dx)), height / 2 / Math.max(1e-6, Math.abs(dy)));
  const share = (within(boxA) + 1 - within(boxB)) / 2;
  return { x: a.x + dx * share, y: a.y + dy * share };
}

/** Whether a box touches an area. */
export const touches = (area: Area, { width, height }: Box, { x, y }: Place): boolean =>
  Math.abs(x - area.x - area.width / 2) <= (width + area.width) / 2 &&
  Math.abs(y - area.y - area.height / 2) <= (height + area.height) / 2;

/** The corners around boxes with a margin, convex (Andrew's monotone chain), to be drawn as a closed line. */
export function outline(boxes: readonly Box[], places: readonly Place[], margin: number): readonly Place[] {
  const corners = boxes
    .flatMap(({ width, height }, i) =>
      [-1, 1].flatMap((across) =>
        [-1, 1].map((down) => ({
          x: places[i]!.x + across * (width / 2 + margin),
          y: places[i]!.y + down * (height / 2 + margin),
        })),
      ),
    )
    .sort((a, b) => a.x - b.x || a.y - b.y);
  const half = (points: readonly Place[]): Place[] => {
    const line: Place[] = [];
    for (const point of points) {
      while (line.length > 1 && turn(line.at(-2)!, line.at(-1)!, point) <= 0) line.pop();
      line.push(point);
    }
    return line.slice(0, -1);
  };
  return [...half(corners), ...half([...corners].reverse())];
}

const turn = (a: Place, b: Place, c: Place): number => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);

/** For what only shows what the options of the drawing say in words. */
export const HIDDEN = { 'aria-hidden': true } as const;
