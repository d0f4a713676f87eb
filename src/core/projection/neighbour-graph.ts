import type { TopPairs } from '../candidates/top-pairs';
import type { Sides } from '../model/types';

/** Weighted edges between records, both ways: edge `i` leads from `from[i]` to `to[i]`. */
export interface NeighbourGraph {
  readonly count: number;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** How much the two belong together: 0…1 for neighbours, up to `PARTNER_WEIGHT` for partners. */
  readonly weight: Float32Array;
}

const HALVINGS = 48;
const SMALLEST_SCALE = 1e-3;

/**
 * The graph that the layout keeps (UMAP: McInnes, Healy, Melville, 2018, algorithms 2 and 3). Distance is 1 − cosine. Each record measures by
 * its own scale: its nearest neighbour has weight 1, and all of them sum to log2(k). A pair that both name with `a` and `b` weighs
 * a + b − a·b. Cost O(n · k²).
 *
 * @param nearest neighbours of every record, itself not among them @param most of them that count
 */
export function neighbourGraph(nearest: TopPairs, most: number): NeighbourGraph {
  const count = nearest.count.length;
  const own = new Float32Array(count * most);
  for (let at = 0; at < count; at++) weigh(nearest, at, Math.min(most, nearest.count[at]!), most, own);
  const from: number[] = [];
  const to: number[] = [];
  const weight: number[] = [];
  const ownWeight = (at: number, other: number): number => {
    const size = Math.min(most, nearest.count[at]!);
    for (let i = 0; i < size; i++) if (nearest.index[at * nearest.k + i] === other) return own[at * most + i]!;
    return 0;
  };
  for (let at = 0; at < count; at++) {
    const size = Math.min(most, nearest.count[at]!);
    for (let i = 0; i < size; i++) {
      const other = nearest.index[at * nearest.k + i]!;
      const there = own[at * most + i]!;
      const back = ownWeight(other, at);
      // A pair that both name is met twice; each time it makes its own direction.
      const together = there + back - there * back;
      if (together <= 0) continue;
      from.push(at);
      to.push(other);
      weight.push(together);
      if (back > 0) continue;
      from.push(other);
      to.push(at);
      weight.push(together);
    }
  }
  return { count, from: Uint32Array.from(from), to: Uint32Array.from(to), weight: Float32Array.from(weight) };
}

function weigh({ k, index: _, value }: TopPairs, at: number, size: number, most: number, out: Float32Array): void {
  if (size === 0) return;
  const distance = (i: number): number => Math.max(0, 1 - value[at * k + i]!);
  const nearest = distance(0);
  const wanted = Math.log2(Math.max(2, size));
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  let scale = 1;
  let mean = 0;
  for (let i = 0; i < size; i++) mean += distance(i) / size;
  for (let turn = 0; turn < HALVINGS; turn++) {
    let sum = 0;
    for (let i = 0; i < size; i++) sum += Math.exp(-(distance(i) - nearest) / scale);
    if (Math.abs(sum - wanted) < 1e-5) break;
    if (sum > wanted) high = scale;
    else low = scale;
    scale = high === Number.POSITIVE_INFINITY ? scale * 2 : (low + high) / 2;
  }
  scale = Math.max(scale, SMALLEST_SCALE * mean, 1e-9);
  for (let i = 0; i < size; i++) out[at * most + i] = Math.exp(-(distance(i) - nearest) / scale);
}

const PARTNER_WEIGHT = 3;

/**
 * Edges between records of two tables that each name the other among their nearest of the other table, so that partners lie together also where
 * two languages lie apart, and a record without a partner is not drawn to somebody else's. Weight: the product of how near each comes to the
 * best of its list, times three. O(left · k²).
 *
 * @param top nearest of the other side, best first @param nodes the node of each record in the graph
 */
export function partnerGraph(count: number, top: Sides<TopPairs>, nodes: Sides<Uint32Array>): NeighbourGraph {
  const from: number[] = [];
  const to: number[] = [];
  const weight: number[] = [];
  for (let left = 0; left < nodes.left.length; left++) {
    for (let place = 0; place < top.left.count[left]!; place++) {
      const right = top.left.index[left * top.left.k + place]!;
      const [a, b] = [nodes.left[left]!, nodes.right[right]!];
      let back = 0;
      while (back < top.right.count[right]! && top.right.index[right * top.right.k + back] !== left) back++;
      if (a === b || back === top.right.count[right]) continue;
      const together = PARTNER_WEIGHT * nearness(top.left, left, place) * nearness(top.right, right, back);
      from.push(a, b);
      to.push(b, a);
      weight.push(together, together);
    }
  }
  return { count, from: Uint32Array.from(from), to: Uint32Array.from(to), weight: Float32Array.from(weight) };
}

/** 1 for the first of a list, e⁻¹ for one as far behind it as the list is on average. */
function nearness({ k, count, value }: TopPairs, at: number, place: number): number {
  const best = value[at * k]!;
  let behind = 0;
  for (let i = 0; i < count[at]!; i++) behind += (best - value[at * k + i]!) / count[at]!;
  return Math.exp(-(best - value[at * k + place]!) / Math.max(behind, 1e-6));
}

/** The edges of both graphs, which have the same records. */
export function joinGraphs(one: NeighbourGraph, other: NeighbourGraph): NeighbourGraph {
  const joined = <T extends Uint32Array | Float32Array>(both: T, a: T, b: T): T => {
    both.set(a);
    both.set(b, a.length);
    return both;
  };
  const length = one.from.length + other.from.length;
  return {
    count: one.count,
    from: joined(new Uint32Array(length), one.from, other.from),
    to: joined(new Uint32Array(length), one.to, other.to),
    weight: joined(new Float32Array(length), one.weight, other.weight),
  };
}
