import { leftOf as leftOfPairs } from '../candidates/pair-list';
import type { Sides } from '../model/types';
import { bidForPairs } from './bidding';
import type { PairGraph } from './pair-graph';
import { createPathQueue } from './path-queue';
import { settleTies } from './row-order';

/**
 * The pairs of greatest total gain such that no left record is in more than `capacity.left` of them and no right one in more than
 * `capacity.right`: maximum-weight b-matching on the sparse graph, exact. With 1 and 1 it is the one-to-one assignment.
 *
 * One-to-one starts from bids (see `bidForPairs`). Then each unit of each left record in turn takes the cheapest augmenting path
 * (successive shortest paths with node potentials: Jonker and Volgenant 1987; Ahuja, Magnanti and Orlin 1993, 9.7). A record may
 * stay alone, so a pair is only taken where it adds gain, and a path never leaves its connected component. Among equal totals an
 * earlier left row keeps what it has; one-to-one, it also gets the lower right row (see `settleTies`).
 *
 * Cost O(units · (pairs + records) · log) at worst; near linear while paths stay short, as they do on candidate lists. Yields
 * between paths, so that the caller can let a cancel through.
 *
 * @param graph gains above 0; a pair of gain 0 is never taken
 * @returns 1 for every pair that is taken, in the order of the graph
 */
export function* assignPairs(graph: PairGraph, capacity: Sides<number>): Generator<number, Uint8Array> {
  const { leftCount, rightCount, offsets, right, gain } = graph;
  const leftOf = leftOfPairs(graph);
  const taken = new Uint8Array(right.length);
  const held = createHeldPairs(graph);
  // Nodes: left records first, then right ones. Staying alone and spare room are the end of a path.
  const nodeCount = leftCount + rightCount;
  const potential = new Float64Array(nodeCount);
  const distance = new Float64Array(nodeCount).fill(Number.POSITIVE_INFINITY);
  const settled = new Uint8Array(nodeCount);
  const cameBy = new Int32Array(nodeCount);
  const touched: number[] = [];
  const queue = createPathQueue();

  const reach = (node: number, length: number, pair: number): void => {
    if (settled[node] || length >= distance[node]! - EPSILON) return;
    if (distance[node] === Number.POSITIVE_INFINITY) touched.push(node);
    distance[node] = length;
    cameBy[node] = pair;
    queue.push(length, node);
  };
  const scanLeft = (left: number, base: number): void => {
    const from = base + potential[left]!;
    for (let pair = offsets[left]!; pair < offsets[left + 1]!; pair++) {
      if (taken[pair] || !(gain[pair]! > 0)) continue;
      const node = leftCount + right[pair]!;
      reach(node, from - gain[pair]! - potential[node]!, pair);
    }
  };
  const scanRight = (node: number, base: number): void => {
    const from = base + potential[node]!;
    for (let pair = held.first(node - leftCount); pair >= 0; pair = held.next(pair)) {
      const left = leftOf[pair]!;
      reach(left, from + gain[pair]! - potential[left]!, pair);
    }
  };

  /** Sends one unit of `start` along the cheapest path; false where it is best left alone. */
  const augment = (start: number): boolean => {
    let end = start;
    let shortest = potential[start]!;
    settled[start] = 1;
    scanLeft(start, 0);
    while (queue.size() > 0) {
      const node = queue.pop();
      if (settled[node]) continue;
      const length = distance[node]!;
      if (length >= shortest - EPSILON) break;
      settled[node] = 1;
      if (node < leftCount) {
        if (length + potential[node]! < shortest - EPSILON) {
          shortest = length + potential[node]!;
          end = node;
        }
        scanLeft(node, length);
      } else if (held.count(node - leftCount) < capacity.right) {
        shortest = length;
        end = node;
        break;
      } else scanRight(node, length);
    }
    for (const node of touched) {
      if (settled[node] && distance[node]! < shortest) potential[node]! += distance[node]! - shortest;
      distance[node] = Number.POSITIVE_INFINITY;
      settled[node] = 0;
    }
    settled[start] = 0;
    potential[start]! -= shortest;
    touched.length = 0;
    queue.clear();
    for (let node = end; node !== start; ) {
      const pair = cameBy[node]!;
      if (node < leftCount) {
        taken[pair] = 0;
        held.remove(pair);
        node = leftCount + right[pair]!;
      } else {
        taken[pair] = 1;
        held.add(pair);
        node = leftOf[pair]!;
      }
    }
    return end !== start;
  };

  const bids = capacity.left === 1 && capacity.right === 1 ? yield* bidForPairs(graph) : null;
  bids?.pairOf.forEach((pair, record) => {
    potential[leftCount + record] = -bids.price[record]!;
    if (pair < 0) return;
    taken[pair] = 1;
    held.add(pair);
    potential[leftOf[pair]!] = gain[pair]! - bids.price[record]!;
  });
  for (let left = 0; left < leftCount; left++) {
    if (bids?.isSettled[left]) continue;
    const units = Math.min(capacity.left, offsets[left + 1]! - offsets[left]!);
    if (units === 0) continue;
    let most = 0;
    for (let pair = offsets[left]!; pair < offsets[left + 1]!; pair++) {
      most = Math.max(most, gain[pair]! + potential[leftCount + right[pair]!]!);
    }
    potential[left] = most;
    for (let unit = 0; unit < units && augment(left); unit++);
    yield left;
  }
  if (bids) settleTies(graph, taken);
  return taken;
}

/** The taken pairs of every right record, the latest first: lists threaded through arrays. */
function createHeldPairs({ rightCount, right }: PairGraph) {
  const head = new Int32Array(rightCount).fill(-1);
  const counts = new Uint32Array(rightCount);
  const after = new Int32Array(right.length);
  const before = new Int32Array(right.length);
  return {
    count: (record: number): number => counts[record]!,
    first: (record: number): number => head[record]!,
    next: (pair: number): number => after[pair]!,
    add(pair: number): void {
      const record = right[pair]!;
      after[pair] = head[record]!;
      before[pair] = -1;
      if (head[record]! >= 0) before[head[record]!] = pair;
      head[record] = pair;
      counts[record]!++;
    },
    remove(pair: number): void {
      const record = right[pair]!;
      if (before[pair]! >= 0) after[before[pair]!] = after[pair]!;
      else head[record] = after[pair]!;
      if (after[pair]! >= 0) before[after[pair]!] = before[pair]!;
      counts[record]!--;
    },
  };
}

const EPSILON = 1e-12;

/** What another engine of the same definition takes over, see `core/definition`. */
export const ASSIGNMENT_DEFINITION = { EPSILON } as const;
