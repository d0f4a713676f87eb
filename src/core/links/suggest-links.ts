import type { CandidateSet, Cardinality, Link } from '../model/types';
import { assignOneToOne, type WeightedPair } from './assignment';

export interface LinkSettings {
  readonly cardinality: Cardinality;
  /** Pairs below are never linked; null links whatever cardinality allows. */
  readonly threshold: number | null;
}

/**
 * The links that candidates suggest under a cardinality, by left row, then right row. One-to-one is the assignment of greatest
 * total score; one-to-many gives every right row its best left row, many-to-one every left row its best right row (ties by the
 * lower row); many-to-many keeps every pair. Cost O(pairs), for one-to-one see `assignOneToOne`.
 */
export function suggestLinks(candidates: CandidateSet, settings: LinkSettings): Link[] {
  const floor = settings.threshold ?? Number.NEGATIVE_INFINITY;
  const pairs: WeightedPair[] = [];
  for (let left = 0; left < candidates.leftCount; left++) {
    for (let at = candidates.offsets[left]!; at < candidates.offsets[left + 1]!; at++) {
      const gain = candidates.matchScore[at]!;
      if (gain >= floor) pairs.push({ left, right: candidates.right[at]!, gain });
    }
  }
  const chosen = choose(pairs, candidates, settings.cardinality);
  chosen.sort((a, b) => a.left - b.left || a.right - b.right);
  return chosen.map(({ left, right, gain }) => ({ left, right, matchScore: gain, decidedBy: 'rule' }));
}

/** Best suggested right row of every left row, −1 where there is none. */
export function bestSuggested(links: readonly Link[], leftCount: number): Int32Array {
  const rightOf = new Int32Array(leftCount).fill(-1);
  const best = new Float32Array(leftCount).fill(-1);
  for (const link of links) {
    if (link.matchScore <= best[link.left]!) continue;
    best[link.left] = link.matchScore;
    rightOf[link.left] = link.right;
  }
  return rightOf;
}

function choose(pairs: readonly WeightedPair[], candidates: CandidateSet, cardinality: Cardinality): WeightedPair[] {
  if (cardinality === 'many-to-many') return [...pairs];
  if (cardinality === 'many-to-one') return bestBy(pairs, (pair) => pair.left);
  if (cardinality === 'one-to-many') return bestBy(pairs, (pair) => pair.right);
  const rightOf = assignOneToOne(pairs, candidates.leftCount, candidates.rightCount);
  return pairs.filter((pair) => rightOf[pair.left] === pair.right);
}

/** The best pair of every key; pairs come by left row and rank, so the first of equals stays. */
function bestBy(pairs: readonly WeightedPair[], keyOf: (pair: WeightedPair) => number): WeightedPair[] {
  const best = new Map<number, WeightedPair>();
  for (const pair of pairs) {
    const held = best.get(keyOf(pair));
    if (!held || pair.gain > held.gain) best.set(keyOf(pair), pair);
  }
  return [...best.values()];
}
