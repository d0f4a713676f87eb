import { NO_TEXT } from '../model/types';
import type { Plane } from './principal-plane';

/** Turn from one member of a group to the next, as in a sunflower. */
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));
/** Distance between members, and the widest group, as parts of the width of the map. */
const GAP = 1 / 2000;
const WIDEST = 1 / 40;

/**
 * Nodes that were not laid out, beside the nearest that was: the first ring about it is theirs, in their order. O(nodes).
 *
 * @param laidOut nodes with a place, ascending, and their plane @param hosts for each of the other nodes, ascending, its nearest as an index into `laidOut`
 */
export function placeRest(count: number, laidOut: Uint32Array, { x, y }: Plane, hosts: Uint32Array): Plane {
  const plane = { x: new Float32Array(count).fill(Number.NaN), y: new Float32Array(count) };
  laidOut.forEach((node, at) => {
    plane.x[node] = x[at]!;
    plane.y[node] = y[at]!;
  });
  const gap = GAP * widthOf({ x, y });
  const guests = new Uint32Array(laidOut.length);
  for (let node = 0, at = 0; node < count; node++) {
    if (!Number.isNaN(plane.x[node]!)) continue;
    const host = hosts[at++]!;
    const turn = ++guests[host]!;
    const away = 2 * gap * Math.sqrt(turn);
    plane.x[node] = x[host]! + away * Math.cos(turn * GOLDEN_ANGLE);
    plane.y[node] = y[host]! + away * Math.sin(turn * GOLDEN_ANGLE);
  }
  return plane;
}

/**
 * Places of rows: where the node of their text is, rows of one text side by side. NaN for a row without text. O(rows).
 *
 * @param nodeOf node of each row, or `NO_TEXT`
 */
export function placeRows(nodeOf: Uint32Array, nodes: Plane): Plane {
  const count = nodes.x.length;
  const sizes = new Uint32Array(count);
  for (const node of nodeOf) if (node !== NO_TEXT) sizes[node]!++;
  const width = widthOf(nodes);
  const seen = new Uint32Array(count);
  const x = new Float32Array(nodeOf.length).fill(Number.NaN);
  const y = new Float32Array(nodeOf.length).fill(Number.NaN);
  nodeOf.forEach((node, row) => {
    if (node === NO_TEXT) return;
    const turn = seen[node]!++;
    const gap = width * Math.min(GAP, WIDEST / Math.sqrt(sizes[node]!));
    const away = gap * Math.sqrt(turn);
    x[row] = nodes.x[node]! + away * Math.cos(turn * GOLDEN_ANGLE);
    y[row] = nodes.y[node]! + away * Math.sin(turn * GOLDEN_ANGLE);
  });
  return { x, y };
}

function widthOf({ x, y }: Plane): number {
  const { left, right, top, bottom } = boundsOf({ x, y });
  return Math.max(right - left, bottom - top, 0);
}

export interface Bounds {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The smallest upright rectangle around all points that have a place; 0…1 both ways where there are none. O(n). */
export function boundsOf({ x, y }: Pick<Plane, 'x' | 'y'>): Bounds {
  let left = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  let top = Number.POSITIVE_INFINITY;
  let bottom = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < x.length; at++) {
    const px = x[at]!;
    if (Number.isNaN(px)) continue;
    const py = y[at]!;
    if (px < left) left = px;
    if (px > right) right = px;
    if (py < top) top = py;
    if (py > bottom) bottom = py;
  }
  return left <= right ? { left, right, top, bottom } : { left: 0, right: 1, top: 0, bottom: 1 };
}
