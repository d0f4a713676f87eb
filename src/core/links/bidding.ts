import { leftOf as leftOfPairs } from '../candidates/pair-list';
import type { PairGraph } from './pair-graph';

/** A start for a one-to-one assignment: what is placed is optimal at these prices, the rest is left to augmenting paths. */
export interface Bids {
  /** Pair that each right record is placed in, −1 where it is free; a free record costs nothing. */
  readonly pairOf: Int32Array;
  /** At least 0. Each placed left record is in its most profitable pair: gain minus price. */
  readonly price: Float64Array;
  /** 1 for every left record that is placed or best left alone. */
  readonly isSettled: Uint8Array;
}

/** Bids a record on average; then augmenting paths are the better way. */
const MOST_BIDS = 300;
/** Bidding again moves most records that an equal profit had stopped. */
const ROUNDS = 4;
const YIELD_EVERY = 4096;

/**
 * Each left record in turn bids for its most profitable right one, raising the price until its second choice is as good; whoever is
 * outbid bids again (augmenting row reduction, Jonker and Volgenant 1987). No step below `LEAST_RAISE`: a record whose two best are
 * held and equally good waits. Prices stay exact duals, so that nothing has to be undone. O(bids · degree), a fraction of what
 * shortest paths cost where many records want the same ones.
 */
export function* bidForPairs(graph: PairGraph): Generator<number, Bids> {
  const { leftCount, rightCount, offsets, right, gain } = graph;
  const leftOf = leftOfPairs(graph);
  const pairOf = new Int32Array(rightCount).fill(-1);
  const price = new Float64Array(rightCount);
  const isSettled = new Uint8Array(leftCount);
  let bids = 0;

  /** Bids for one record; returns the record that it drives out, −1 where there is none. */
  const bid = (left: number): number => {
    let best = -1;
    let most = 0;
    let second = 0;
    for (let pair = offsets[left]!; pair < offsets[left + 1]!; pair++) {
      const profit = gain[pair]! - price[right[pair]!]!;
      if (profit > most) {
        second = most;
        most = profit;
        best = pair;
      } else if (profit > second) second = profit;
    }
    if (best < 0) {
      isSettled[left] = 1;
      return -1;
    }
    const record = right[best]!;
    const held = pairOf[record]!;
    const raise = most - second;
    if (held >= 0 && raise <= LEAST_RAISE) return -1;
    if (raise > LEAST_RAISE) price[record]! += raise;
    pairOf[record] = best;
    isSettled[left] = 1;
    if (held < 0) return -1;
    isSettled[leftOf[held]!] = 0;
    return leftOf[held]!;
  };

  for (let round = 0, waiting = leftCount; round < ROUNDS && waiting > 0; round++) {
    for (let start = 0; start < leftCount; start++) {
      if (isSettled[start]) continue;
      for (let left = start; left >= 0 && bids < MOST_BIDS * leftCount; bids++) {
        if (bids % YIELD_EVERY === 0) yield start;
        left = bid(left);
      }
    }
    const before = waiting;
    waiting = isSettled.reduce((sum, settled) => sum - settled, leftCount);
    if (waiting > before / 2) break;
  }
  return { pairOf, price, isSettled };
}

const LEAST_RAISE = 1e-12;

/** What another engine of the same definition takes over, see `core/definition`. */
export const BIDDING_DEFINITION = { MOST_BIDS, ROUNDS, LEAST_RAISE } as const;
