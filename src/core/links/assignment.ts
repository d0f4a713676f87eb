/** A pair that may be linked. `gain` is positive; pairs that may not be linked are left out. */
export interface WeightedPair {
  readonly left: number;
  readonly right: number;
  readonly gain: number;
}

/**
 * One-to-one assignment of greatest total gain on a sparse graph. A record may stay alone, so a pair is only taken where it adds
 * gain. Staying alone is an edge of no gain to a place of one's own. Each left record in turn looks for the
 * cheapest augmenting path (shortest augmenting paths with dual prices, Jonker and Volgenant 1987), which never leaves its connected
 * component. Among equal totals an earlier left row keeps what it has, and earlier pairs are preferred.
 *
 * Cost O(left · (pairs + records) · log) at worst within a component; near linear on the small components that thresholds leave.
 *
 * @param pairs sorted by left, then by preference
 * @returns right of every left (−1 alone), indexed by left; length `leftCount`
 */
export function assignOneToOne(pairs: readonly WeightedPair[], leftCount: number, rightCount: number): Int32Array {
  const graph = toGraph(pairs, leftCount, rightCount);
  const placeCount = rightCount + leftCount;
  const placeOf = new Int32Array(leftCount).fill(-1);
  const holderOf = new Int32Array(placeCount).fill(-1);
  const price = new Float64Array(placeCount);
  const distance = new Float64Array(placeCount).fill(Number.POSITIVE_INFINITY);
  const cameFrom = new Int32Array(placeCount);
  const settled = new Uint8Array(placeCount);

  for (let start = 0; start < leftCount; start++) {
    const touched: number[] = [];
    const queue = createQueue();
    const scan = (left: number, base: number): void => {
      for (let at = graph.offsets[left]!; at < graph.offsets[left + 1]!; at++) {
        const place = graph.place[at]!;
        const next = base + graph.cost[at]! - price[place]!;
        if (settled[place] || next >= distance[place]! - EPSILON) continue;
        if (distance[place] === Number.POSITIVE_INFINITY) touched.push(place);
        distance[place] = next;
        cameFrom[place] = left;
        queue.push(next, place);
      }
    };
    scan(start, 0);
    let end = -1;
    while (end < 0) {
      const place = queue.pop();
      if (settled[place]) continue;
      settled[place] = 1;
      const holder = holderOf[place]!;
      if (holder < 0) end = place;
      else scan(holder, distance[place]! - costOf(graph, holder, place) + price[place]!);
    }
    for (const place of touched) {
      if (settled[place]) price[place]! += distance[place]! - distance[end]!;
    }
    for (let place = end; ; ) {
      const left = cameFrom[place]!;
      const before = placeOf[left]!;
      placeOf[left] = place;
      holderOf[place] = left;
      if (left === start) break;
      place = before;
    }
    for (const place of touched) {
      distance[place] = Number.POSITIVE_INFINITY;
      settled[place] = 0;
    }
  }
  return placeOf.map((place) => (place < rightCount ? place : -1));
}

/** Edges by left record: its pairs, and last its own place `rightCount + left` at no cost. */
interface Graph {
  readonly offsets: Uint32Array;
  readonly place: Uint32Array;
  readonly cost: Float64Array;
}

function toGraph(pairs: readonly WeightedPair[], leftCount: number, rightCount: number): Graph {
  const offsets = new Uint32Array(leftCount + 1);
  for (const pair of pairs) offsets[pair.left + 1]!++;
  for (let left = 0; left < leftCount; left++) offsets[left + 1]! += offsets[left]! + 1;
  const next = offsets.slice();
  const place = new Uint32Array(offsets[leftCount]!);
  const cost = new Float64Array(place.length);
  for (const pair of pairs) {
    place[next[pair.left]!] = pair.right;
    cost[next[pair.left]!++] = -pair.gain;
  }
  for (let left = 0; left < leftCount; left++) place[next[left]!] = rightCount + left;
  return { offsets, place, cost };
}

function costOf(graph: Graph, left: number, place: number): number {
  for (let at = graph.offsets[left]!; at < graph.offsets[left + 1]!; at++) if (graph.place[at] === place) return graph.cost[at]!;
  return 0;
}

/** A binary heap: smallest key first, ties by insertion. `pop` must not be called when it is empty. */
function createQueue(): { push(key: number, place: number): void; pop(): number } {
  const heap: { key: number; order: number; place: number }[] = [];
  let order = 0;
  const isBefore = (a: number, b: number): boolean =>
    heap[a]!.key < heap[b]!.key || (heap[a]!.key === heap[b]!.key && heap[a]!.order < heap[b]!.order);
  const swap = (a: number, b: number): void => {
    [heap[a], heap[b]] = [heap[b]!, heap[a]!];
  };
  return {
    push(key, place) {
      heap.push({ key, order: order++, place });
      for (let at = heap.length - 1; at > 0 && isBefore(at, (at - 1) >> 1); at = (at - 1) >> 1) swap(at, (at - 1) >> 1);
    },
    pop() {
      swap(0, heap.length - 1);
      const { place } = heap.pop()!;
      for (let at = 0; ; ) {
        let smallest = at;
        for (const child of [2 * at + 1, 2 * at + 2]) if (child < heap.length && isBefore(child, smallest)) smallest = child;
        if (smallest === at) return place;
        swap(at, smallest);
        at = smallest;
      }
    },
  };
}

const EPSILON = 1e-12;
