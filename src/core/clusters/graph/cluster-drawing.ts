import { createDisjointSets } from '../disjoint-sets';
import type { ClusterBook } from '../edits';
import type { PairGraph } from '../pair-graph';
import type { ClusterOf } from '../partition';

/** What a person settled about two rows: that they belong together, or that they do not; null where the rule has the word. */
export type Settled = 'together' | 'apart' | null;

/** A pair that is drawn, by rows; `a` is a member, and so is `b` but for the pair of a neighbour. */
export interface DrawnPair {
  readonly a: number;
  readonly b: number;
  /** 0…1. */
  readonly score: number;
  /** Reaches the threshold, so that it alone would join its rows. */
  readonly isReaching: boolean;
  readonly settled: Settled;
  /** Among the pairs that are drawn of a cluster with too many to look through. */
  readonly isMain: boolean;
}

/** The row of a neighbouring cluster that is most like one of the members drawn. */
export interface Neighbour {
  readonly row: number;
  readonly cluster: number;
  readonly pair: DrawnPair;
}

/** What is drawn of a cluster. */
export interface ClusterDrawing {
  /** Members, the one drawn first leading, then as strength leads on. */
  readonly rows: readonly number[];
  readonly hidden: number;
  /** Pairs between drawn members, strongest first; ties by rows. */
  readonly pairs: readonly DrawnPair[];
  /** Of other clusters, strongest first; ties by row. */
  readonly neighbours: readonly Neighbour[];
}

export interface DrawingInput {
  readonly graph: PairGraph;
  readonly clusterOf: ClusterOf;
  /** Rows of the cluster, ascending. */
  readonly rows: ArrayLike<number>;
  readonly threshold: number;
  readonly book: Pick<ClusterBook, 'placementOf'>;
  /** Members that are drawn in any case, in this order; the drawing grows from the first. */
  readonly wanted?: readonly number[];
}

/** Members that fit on a screen to be read. */
export const MOST_DRAWN = 60;
const MOST_NEIGHBOURS = 6;
/** Pairs that can all be drawn and still be told apart. */
const MOST_PAIRS = 90;
/** Beyond that, each row has this many of its strongest, beside those that hold all together. */
const PAIRS_A_ROW = 2;

/**
 * What to draw of a cluster: all of it, or of a larger one the strongest part, which grows from a wanted row, or from the one with the
 * highest sum of scores, along the strongest pair each time (Prim). Neighbours are the clusters with the strongest pairs to the members
 * drawn, one row each, as long as the pair has at least half of the threshold. O(pairs of the members).
 */
export function drawCluster(input: DrawingInput, most = MOST_DRAWN): ClusterDrawing {
  const { graph, clusterOf, threshold, book } = input;
  const rows = strongestPart(input, most);
  const drawn = new Set(rows);
  const limit = Math.fround(threshold);
  const pairs: Omit<DrawnPair, 'isMain'>[] = [];
  const best = new Map<number, Omit<DrawnPair, 'isMain'>>();
  for (const a of rows) {
    for (let at = graph.offsets[a]!; at < graph.offsets[a + 1]!; at++) {
      const b = graph.neighbour[at]!;
      const score = graph.score[at]!;
      const cluster = clusterOf[b]!;
      if (drawn.has(b)) {
        if (b > a) pairs.push({ a, b, score, isReaching: score >= limit, settled: settledBetween(book, a, b) });
        continue;
      }
      if (cluster === clusterOf[a] || score < threshold / 2) continue;
      const known = best.get(cluster);
      if (known && (known.score > score || (known.score === score && known.b <= b))) continue;
      best.set(cluster, { a, b, score, isReaching: score >= limit, settled: settledBetween(book, a, b) });
    }
  }
  pairs.sort(byStrength);
  const main = mainPairs(pairs, rows);
  return {
    rows,
    hidden: input.rows.length - rows.length,
    pairs: pairs.map((pair) => ({ ...pair, isMain: main === null || main.has(pair) })),
    neighbours: [...best]
      .map(([cluster, pair]) => ({ row: pair.b, cluster, pair: { ...pair, isMain: true } }))
      .sort((x, y) => y.pair.score - x.pair.score || x.row - y.row)
      .slice(0, MOST_NEIGHBOURS),
  };
}

const byStrength = (x: Pick<DrawnPair, 'a' | 'b' | 'score'>, y: Pick<DrawnPair, 'a' | 'b' | 'score'>): number =>
  y.score - x.score || x.a - y.a || x.b - y.b;

/** What a person's placements say of two rows. */
export function settledBetween(book: Pick<ClusterBook, 'placementOf'>, a: number, b: number): Settled {
  const [first, second] = [book.placementOf(a), book.placementOf(b)];
  if (!first && !second) return null;
  return first?.group === second?.group ? 'together' : 'apart';
}

function strongestPart({ graph, clusterOf, rows, wanted = [] }: DrawingInput, most: number): readonly number[] {
  if (rows.length === 0) return [];
  const cluster = clusterOf[rows[0]!];
  const part = new Set(wanted.filter((row) => clusterOf[row] === cluster).slice(0, most));
  if (part.size === 0) part.add(strongestRow(graph, clusterOf, rows));
  const reach = new Map<number, number>();
  const enter = (row: number): void => {
    reach.delete(row);
    for (let at = graph.offsets[row]!; at < graph.offsets[row + 1]!; at++) {
      const other = graph.neighbour[at]!;
      if (clusterOf[other] !== cluster || part.has(other)) continue;
      reach.set(other, Math.max(reach.get(other) ?? 0, graph.score[at]!));
    }
  };
  for (const row of part) enter(row);
  let unreached = 0;
  while (part.size < Math.min(most, rows.length)) {
    let next = -1;
    let highest = Number.NEGATIVE_INFINITY;
    for (const [row, score] of reach) {
      if (score < highest || (score === highest && row > next)) continue;
      next = row;
      highest = score;
    }
    // Nothing known leads on: the rows that are left, from the lowest.
    while (next < 0) {
      const row = rows[unreached++]!;
      if (!part.has(row)) next = row;
    }
    part.add(next);
    enter(next);
  }
  return [...part];
}

function strongestRow(graph: PairGraph, clusterOf: ClusterOf, rows: ArrayLike<number>): number {
  let best = rows[0]!;
  let highest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    let sum = 0;
    for (let at = graph.offsets[row]!; at < graph.offsets[row + 1]!; at++) {
      if (clusterOf[graph.neighbour[at]!] === clusterOf[row]) sum += graph.score[at]!;
    }
    if (sum <= highest) continue;
    best = row;
    highest = sum;
  }
  return best;
}

/** Of many pairs, those of a maximum spanning forest and the strongest of every row; null where all can be drawn. */
function mainPairs<T extends Pick<DrawnPair, 'a' | 'b'>>(strongestFirst: readonly T[], rows: readonly number[]): Set<T> | null {
  if (strongestFirst.length <= MOST_PAIRS) return null;
  const placeOf = new Map(rows.map((row, place) => [row, place]));
  const sets = createDisjointSets(rows.length);
  const count = new Map<number, number>();
  const main = new Set<T>();
  for (const pair of strongestFirst) {
    const isLink = sets.join(placeOf.get(pair.a)!, placeOf.get(pair.b)!);
    const [a, b] = [count.get(pair.a) ?? 0, count.get(pair.b) ?? 0];
    if (!isLink && a >= PAIRS_A_ROW && b >= PAIRS_A_ROW) continue;
    main.add(pair);
    count.set(pair.a, a + 1).set(pair.b, b + 1);
  }
  return main;
}
