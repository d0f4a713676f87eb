import { contractIdentical, type PairGraph } from '../pair-graph';

/** A pair of rows by their places, `a` below `b`. */
export interface PlacedPair {
  readonly a: number;
  readonly b: number;
  readonly score: number;
}

/** One way to take a cluster apart in two. */
export interface Cut {
  /** Places of the smaller half, ascending; of halves of one size, the one without the first place. */
  readonly part: readonly number[];
  /** The pairs between the halves, strongest first; ties by places. */
  readonly pairs: readonly PlacedPair[];
  /** Sum of their scores: what is given up. 0 where no known pair holds the halves together. */
  readonly cost: number;
}

/** Groups of identical rows up to which the cheapest cut is looked for. */
export const MOST_CUT_NODES = 150;
const MOST_PLACES = 5;

/**
 * Where a cluster hangs together least: its cheapest cut, its bridges (pairs of rows, or of groups of identical rows, that alone hold
 * two parts together), and parts that no pair holds. Cheapest first, ties by the first place of the smaller half; at most five.
 * Identical rows are never parted. None where all rows are identical.
 *
 * The cheapest cut is that of Stoer and Wagner (JACM 44, 1997), O(groups³); above `MOST_CUT_NODES` groups of identical rows only
 * bridges and loose parts are found, O(pairs + groups).
 *
 * @param graph  the pairs within one cluster, as `subgraph` makes it
 */
export function findWeakPlaces(graph: PairGraph): readonly Cut[] {
  const { graph: nodes, nodeOf } = contractIdentical(graph);
  if (nodes.rowCount < 2) return [];
  const { loose, bridges } = loosePartsAndBridges(nodes);
  const parts = loose.length > 1 ? loose.slice(0, MOST_PLACES) : [];
  for (const { part } of cheapest(bridges, graph, nodeOf)) parts.push(part());
  if (nodes.rowCount <= MOST_CUT_NODES) parts.push(cheapestPart(graph, nodeOf, nodes.rowCount));
  const cuts = new Map<string, Cut>();
  for (const part of parts) {
    const cut = cutAlong(graph, nodeOf, new Set(part));
    cuts.set(cut.part.join(), cut);
  }
  return [...cuts.values()].sort((x, y) => x.cost - y.cost || x.part[0]! - y.part[0]!).slice(0, MOST_PLACES);
}

/** The cut between chosen places and the others; `part` is the chosen ones where they are the smaller half. O(pairs). */
export function cutBetween(graph: PairGraph, chosen: ReadonlySet<number>): Cut {
  return cutAlong(graph, null, chosen);
}

function cutAlong(graph: PairGraph, nodeOf: Uint32Array | null, chosen: ReadonlySet<number>): Cut {
  const isChosen = (place: number): boolean => chosen.has(nodeOf ? nodeOf[place]! : place);
  const inside: number[] = [];
  const outside: number[] = [];
  const pairs: PlacedPair[] = [];
  for (let a = 0; a < graph.rowCount; a++) {
    (isChosen(a) ? inside : outside).push(a);
    for (let at = graph.offsets[a]!; at < graph.offsets[a + 1]!; at++) {
      const b = graph.neighbour[at]!;
      if (b > a && isChosen(a) !== isChosen(b)) pairs.push({ a, b, score: graph.score[at]! });
    }
  }
  const isInsideSmaller = inside.length < outside.length || (inside.length === outside.length && inside[0] !== 0);
  return {
    part: isInsideSmaller ? inside : outside,
    pairs: pairs.sort((x, y) => y.score - x.score || x.a - y.a || x.b - y.b),
    cost: pairs.reduce((sum, { score }) => sum + score, 0),
  };
}

interface Bridge {
  readonly from: number;
  readonly to: number;
  /** The nodes on one side of it. */
  part(): readonly number[];
}

/** The bridges that cost least; a bridge between groups of identical rows may be several pairs of rows. */
function cheapest(bridges: readonly Bridge[], graph: PairGraph, nodeOf: Uint32Array): readonly Bridge[] {
  const nameOf = (a: number, b: number): number => Math.min(a, b) * graph.rowCount + Math.max(a, b);
  const costs = new Map(bridges.map(({ from, to }) => [nameOf(from, to), 0]));
  for (let row = 0; row < graph.rowCount; row++) {
    for (let at = graph.offsets[row]!; at < graph.offsets[row + 1]!; at++) {
      const name = nameOf(nodeOf[row]!, nodeOf[graph.neighbour[at]!]!);
      const cost = costs.get(name);
      if (cost !== undefined) costs.set(name, cost + graph.score[at]!);
    }
  }
  const costOf = ({ from, to }: Bridge): number => costs.get(nameOf(from, to))!;
  return [...bridges].sort((x, y) => costOf(x) - costOf(y)).slice(0, MOST_PLACES);
}

/** One side of the cheapest cut, as nodes. */
function cheapestPart(graph: PairGraph, nodeOf: Uint32Array, count: number): readonly number[] {
  const weight = new Float64Array(count * count);
  for (let row = 0; row < graph.rowCount; row++) {
    for (let at = graph.offsets[row]!; at < graph.offsets[row + 1]!; at++) {
      const from = nodeOf[row]!;
      const to = nodeOf[graph.neighbour[at]!]!;
      if (from !== to) weight[from * count + to]! += graph.score[at]!;
    }
  }
  const merged: number[][] = Array.from({ length: count }, (_, node) => [node]);
  const open = Array.from({ length: count }, (_, node) => node);
  let best: readonly number[] = [];
  let lowest = Number.POSITIVE_INFINITY;
  while (open.length > 1) {
    // One phase: nodes are taken in order of what ties them to those taken before; the last one is a cut.
    const tied = new Float64Array(count);
    const left = [...open];
    let before = -1;
    let last = -1;
    while (left.length > 0) {
      let at = 0;
      for (let i = 1; i < left.length; i++) if (tied[left[i]!]! > tied[left[at]!]!) at = i;
      before = last;
      last = left.splice(at, 1)[0]!;
      for (const node of left) tied[node]! += weight[last * count + node]!;
    }
    if (tied[last]! < lowest) {
      lowest = tied[last]!;
      best = merged[last]!;
    }
    merged[before] = [...merged[before]!, ...merged[last]!];
    open.splice(open.indexOf(last), 1);
    for (const node of open) {
      if (node === before) continue;
      weight[before * count + node]! += weight[last * count + node]!;
      weight[node * count + before] = weight[before * count + node]!;
    }
  }
  return best;
}

/** Parts of nodes that no pair ties to the others, and bridges (Tarjan, 1974). Without recursion: chains are long. */
function loosePartsAndBridges({ rowCount, offsets, neighbour }: PairGraph) {
  const seen = new Int32Array(rowCount).fill(-1);
  const low = new Int32Array(rowCount);
  const next = offsets.slice();
  const order: number[] = [];
  const bridges: Bridge[] = [];
  const loose: (readonly number[])[] = [];
  for (let root = 0; root < rowCount; root++) {
    if (seen[root]! >= 0) continue;
    const path: number[] = [];
    const start = order.length;
    const enter = (node: number): void => {
      seen[node] = order.length;
      low[node] = order.length;
      order.push(node);
      path.push(node);
    };
    enter(root);
    while (path.length > 0) {
      const node = path.at(-1)!;
      const parent = path.at(-2) ?? -1;
      if (next[node]! < offsets[node + 1]!) {
        const other = neighbour[next[node]!++]!;
        if (seen[other]! < 0) enter(other);
        else if (other !== parent) low[node] = Math.min(low[node]!, seen[other]!);
        continue;
      }
      path.pop();
      if (parent < 0) continue;
      low[parent] = Math.min(low[parent]!, low[node]!);
      const [first, end] = [seen[node]!, order.length];
      if (low[node] === first) bridges.push({ from: parent, to: node, part: () => order.slice(first, end) });
    }
    loose.push(order.slice(start));
  }
  return { loose, bridges };
}
