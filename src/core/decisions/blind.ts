import type { CandidateSet } from '../model/types';
import type { DecisionBook, RecordVerdicts } from './log';

/**
 * The same candidates without anything that tells them apart: those of each left row in an order shuffled by the row as the seed, so
 * that it is the same every time, and NaN for every score. Fisher–Yates; O(pairs).
 */
export function shuffledCandidates(candidates: CandidateSet): CandidateSet {
  const { leftCount, offsets } = candidates;
  const right = candidates.right.slice();
  for (let left = 0; left < leftCount; left++) {
    const from = offsets[left]!;
    for (let last = offsets[left + 1]! - 1; last > from; last--) {
      const other = from + (mixed(left, last - from) % (last - from + 1));
      const kept = right[last]!;
      right[last] = right[other]!;
      right[other] = kept;
    }
  }
  const unknown = new Float32Array(right.length).fill(Number.NaN);
  return { ...candidates, right, similarity: unknown, lexical: unknown, matchScore: unknown };
}

/** 32 bits out of a seed and a step, each bit depending on all of both: the finaliser of MurmurHash3. */
function mixed(seed: number, step: number): number {
  let hash = Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(step + 1, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

const NOTHING: RecordVerdicts = { record: null, pairs: new Map() };

/**
 * A view of a book without what others decided: their records look pending and the records they differ on are not told. It follows
 * the book; what is written goes to the book itself. Verdicts without a name count as one's own.
 *
 * @param reviewer  name of the person at work; empty for none
 */
export function withoutOthers(book: DecisionBook, reviewer: string): DecisionBook {
  const isOwn = (left: number, right: number | null): boolean => {
    const by = book.decidedBy(left, right);
    return by === null || by === reviewer;
  };
  const verdictsOf = (left: number): RecordVerdicts => {
    const all = book.verdictsOf(left);
    const pairs = [...all.pairs].filter(([right]) => isOwn(left, right));
    const record = all.record !== null && isOwn(left, null) ? all.record : null;
    if (pairs.length === all.pairs.size && record === all.record) return all;
    return pairs.length === 0 && record === null ? NOTHING : { record, pairs: new Map(pairs) };
  };
  const acceptedOf = (left: number) => book.acceptedOf(left).filter((right) => isOwn(left, right));
  return {
    ...book,
    verdictsOf,
    acceptedOf,
    statusOf(left) {
      const status = book.statusOf(left);
      if (status === 'pending') return status;
      if (acceptedOf(left).length > 0) return 'accepted';
      if (status === 'accepted') return 'pending';
      return isOwn(left, null) ? status : 'pending';
    },
    holdersOf: (right) => book.holdersOf(right).filter((left) => isOwn(left, right)),
    hasMerges: false,
  };
}
