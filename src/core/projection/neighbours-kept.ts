import type { TopPairs } from '../candidates/top-pairs';
import type { Sides } from '../model/types';
import type { Plane } from './principal-plane';

/** How far a map can be believed. */
export interface NeighboursKept {
  /** Of the ten nearest on the map, how many are among the `nearest.k` nearest by meaning: mean of the records asked, 0…10. */
  readonly ofTen: number;
  /** The same for records thrown on the map by chance. */
  readonly byChance: number;
}

const ASKED = 600;
const TEN = 10;

/** Asks at most 600 records, evenly taken. Null for fewer than twelve. O(600 · n). */
export function neighboursKept({ x, y }: Plane, nearest: TopPairs): NeighboursKept | null {
  const count = x.length;
  if (count < TEN + 2) return null;
  const asked = Math.min(ASKED, count);
  const best = new Float64Array(TEN);
  const who = new Uint32Array(TEN);
  let kept = 0;
  for (let turn = 0; turn < asked; turn++) {
    const at = Math.floor(((turn + 0.5) * count) / asked);
    best.fill(Number.POSITIVE_INFINITY);
    for (let other = 0; other < count; other++) {
      const square = (x[other]! - x[at]!) ** 2 + (y[other]! - y[at]!) ** 2;
      if (other === at || square >= best[TEN - 1]!) continue;
      let place = TEN - 1;
      for (; place > 0 && best[place - 1]! > square; place--) {
        best[place] = best[place - 1]!;
        who[place] = who[place - 1]!;
      }
      best[place] = square;
      who[place] = other;
    }
    const near = new Set(nearest.index.subarray(at * nearest.k, at * nearest.k + nearest.count[at]!));
    for (const other of who) if (near.has(other)) kept++;
  }
  return { ofTen: kept / asked, byChance: TEN * Math.min(1, nearest.k / (count - 1)) };
}

/**
 * Of ten left records, how many have their nearest right record by meaning among the ten right ones that are nearest on the map. Asks at most
 * 600, evenly taken; null where a side has none. O(600 · right).
 *
 * @param nodes the point of each record @param nearest right records of each left one, best first
 */
export function partnersNear({ x, y }: Plane, nodes: Sides<Uint32Array>, nearest: TopPairs): number | null {
  const count = nodes.left.length;
  if (count === 0 || nodes.right.length === 0) return null;
  const asked = Math.min(ASKED, count);
  let near = 0;
  for (let turn = 0; turn < asked; turn++) {
    const left = Math.floor(((turn + 0.5) * count) / asked);
    const at = nodes.left[left]!;
    const partner = nodes.right[nearest.index[left * nearest.k]!]!;
    const away = (other: number): number => (x[other]! - x[at]!) ** 2 + (y[other]! - y[at]!) ** 2;
    const limit = away(partner);
    let closer = 0;
    for (const other of nodes.right) if (away(other) < limit) closer++;
    if (closer < TEN) near++;
  }
  return (TEN * near) / asked;
}
