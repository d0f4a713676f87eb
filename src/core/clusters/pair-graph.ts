import { leftOf } from '../candidates/pair-list';
import { IDENTICAL_SCORE } from '../candidates/score/match-score';
import type { CandidateSet } from '../model/types';
import { createDisjointSets } from './disjoint-sets';

/**
 * Scored pairs of rows of one table, both directions of every pair, none twice, no row with itself. The partners of a row are
 * `neighbour[offsets[row]..offsets[row + 1]]`, ascending; `score` is 0…1.
 */
export interface PairGraph {
  readonly rowCount: number;
  readonly offsets: Uint32Array;
  readonly neighbour: Uint32Array;
  readonly score: Float32Array;
}

/** A pair list, parallel arrays, in any order and direction. */
export interface ScoredPairs {
  readonly left: ArrayLike<number>;
  readonly right: ArrayLike<number>;
  readonly score: ArrayLike<number>;
}

/**
 * The graph of a pair list. A pair that is listed more than once, in either direction, keeps its highest score; a row paired with
 * itself is left out, and so are scores that are no number. O(pairs · log of a row's pairs).
 */
export function buildPairGraph(rowCount: number, pairs: ScoredPairs): PairGraph {
  const counts = new Uint32Array(rowCount + 1);
  const isUsed = (at: number): boolean => pairs.left[at] !== pairs.right[at] && !Number.isNaN(pairs.score[at]!);
  for (let at = 0; at < pairs.left.length; at++) {
    if (!isUsed(at)) continue;
    counts[pairs.left[at]! + 1]!++;
    counts[pairs.right[at]! + 1]!++;
  }
  for (let row = 0; row < rowCount; row++) counts[row + 1]! += counts[row]!;
  const next = counts.slice();
  const neighbour = new Uint32Array(counts[rowCount]!);
  const score = new Float32Array(counts[rowCount]!);
  const put = (from: number, to: number, value: number): void => {
    const slot = next[from]!++;
    neighbour[slot] = to;
    score[slot] = value;
  };
  for (let at = 0; at < pairs.left.length; at++) {
    if (!isUsed(at)) continue;
    put(pairs.left[at]!, pairs.right[at]!, pairs.score[at]!);
    put(pairs.right[at]!, pairs.left[at]!, pairs.score[at]!);
  }
  return mergeRepeats(rowCount, counts, neighbour, score);
}

/** The graph of candidates within one table, by match score or by another figure a pair. */
export function graphOfCandidates(set: CandidateSet, score: Float32Array = set.matchScore): PairGraph {
  return buildPairGraph(Math.max(set.leftCount, set.rightCount), { left: leftOf(set), right: set.right, score });
}

function mergeRepeats(rowCount: number, from: Uint32Array, neighbour: Uint32Array, score: Float32Array): PairGraph {
  const offsets = new Uint32Array(rowCount + 1);
  let end = 0;
  for (let row = 0; row < rowCount; row++) {
    const slots = Array.from({ length: from[row + 1]! - from[row]! }, (_, i) => from[row]! + i);
    slots.sort((a, b) => neighbour[a]! - neighbour[b]! || score[b]! - score[a]!);
    // The kept slots never run ahead of the read ones, but sorted reading jumps: copy first.
    const partners = slots.map((slot) => neighbour[slot]!);
    const scores = slots.map((slot) => score[slot]!);
    for (let i = 0; i < slots.length; i++) {
      if (i > 0 && partners[i] === partners[i - 1]) continue;
      neighbour[end] = partners[i]!;
      score[end] = scores[i]!;
      end++;
    }
    offsets[row + 1] = end;
  }
  return { rowCount, offsets, neighbour: neighbour.slice(0, end), score: score.slice(0, end) };
}

/** The score of a pair, or NaN where the graph does not hold it. O(log of the row's pairs). */
export function scoreOfPair({ offsets, neighbour, score }: PairGraph, a: number, b: number): number {
  let low = offsets[a]!;
  let high = offsets[a + 1]!;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (neighbour[middle]! < b) low = middle + 1;
    else high = middle;
  }
  return low < offsets[a + 1]! && neighbour[low] === b ? score[low]! : Number.NaN;
}

/** The pairs among chosen rows only, with rows numbered by their place in `rows`. */
export function subgraph(graph: PairGraph, rows: ArrayLike<number>): PairGraph {
  const placeOf = new Map<number, number>();
  for (let place = 0; place < rows.length; place++) placeOf.set(rows[place]!, place);
  const left: number[] = [];
  const right: number[] = [];
  const score: number[] = [];
  for (const [row, place] of placeOf) {
    for (let at = graph.offsets[row]!; at < graph.offsets[row + 1]!; at++) {
      const other = placeOf.get(graph.neighbour[at]!);
      if (other === undefined || other < place) continue;
      left.push(place);
      right.push(other);
      score.push(graph.score[at]!);
    }
  }
  return buildPairGraph(rows.length, { left, right, score });
}

/** Groups of identical rows taken together: node → rows, and the graph between nodes. */
export interface ContractedGraph {
  readonly graph: PairGraph;
  /** Row → node; nodes are numbered by their first row. */
  readonly nodeOf: Uint32Array;
  /** Node → its first row, and how many rows it holds. */
  readonly firstRow: Uint32Array;
  readonly size: Uint32Array;
}

/**
 * Joins rows whose pair has the score of identical texts, transitively, before anything else is looked at. Two nodes have the
 * highest score known between their rows. O(pairs).
 */
export function contractIdentical(graph: PairGraph): ContractedGraph {
  const sets = createDisjointSets(graph.rowCount);
  for (let row = 0; row < graph.rowCount; row++) {
    for (let at = graph.offsets[row]!; at < graph.offsets[row + 1]!; at++) {
      if (graph.score[at]! >= IDENTICAL_SCORE) sets.join(row, graph.neighbour[at]!);
    }
  }
  const nodes = new Map<number, number>();
  const firstRows: number[] = [];
  const sizes: number[] = [];
  const nodeOf = new Uint32Array(graph.rowCount);
  for (let row = 0; row < graph.rowCount; row++) {
    const root = sets.find(row);
    let node = nodes.get(root);
    if (node === undefined) {
      node = firstRows.length;
      nodes.set(root, node);
      firstRows.push(row);
      sizes.push(0);
    }
    nodeOf[row] = node;
    sizes[node]!++;
  }
  const names = { nodeOf, firstRow: Uint32Array.from(firstRows), size: Uint32Array.from(sizes) };
  if (firstRows.length === graph.rowCount) return { graph, ...names };
  const left = new Uint32Array(graph.neighbour.length);
  for (let row = 0; row < graph.rowCount; row++) left.fill(nodeOf[row]!, graph.offsets[row]!, graph.offsets[row + 1]!);
  const right = graph.neighbour.map((row) => nodeOf[row]!);
  return { graph: buildPairGraph(firstRows.length, { left, right, score: graph.score }), ...names };
}
