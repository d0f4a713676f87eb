import type { CandidateSet, Link } from '../model/types';

/**
 * Left rows that did not get their best candidate because others were linked to it, columnar, by left row. `lostTo` is the left row
 * that has the candidate instead, `gap` its match score minus that of the loser: below 0 where the loser fitted better but the links
 * as a whole gain by giving the candidate away.
 */
export interface Conflicts {
  readonly left: Uint32Array;
  readonly right: Uint32Array;
  readonly lostTo: Uint32Array;
  readonly gap: Float32Array;
}

export const NO_CONFLICTS: Conflicts = {
  left: new Uint32Array(0),
  right: new Uint32Array(0),
  lostTo: new Uint32Array(0),
  gap: new Float32Array(0),
};

/**
 * Finds, for every left row whose best candidate is not linked to it, who has that candidate. The candidate has to reach the
 * threshold or, as competition takes a loser's score away, resemble the row by letters or vectors (`PLAUSIBLE`). A row that is linked to another candidate with an equal score has lost nothing. Where the candidate has several left rows, the one with the
 * lowest score stands for them, ties by the lower row. O(candidates + links).
 *
 * @param links by left row, as `suggestLinks` gives them for these candidates
 */
export function findConflicts(candidates: CandidateSet, links: readonly Link[], threshold: number | null): Conflicts {
  const bestLinked = new Float32Array(candidates.leftCount).fill(-1);
  const holder = new Int32Array(candidates.rightCount).fill(-1);
  const heldBy = new Float32Array(candidates.rightCount);
  for (const { left, right, matchScore } of links) {
    bestLinked[left] = Math.max(bestLinked[left]!, matchScore);
    if (holder[right]! >= 0 && heldBy[right]! <= matchScore) continue;
    holder[right] = left;
    heldBy[right] = matchScore;
  }
  const found: { left: number; right: number; lostTo: number; gap: number }[] = [];
  for (let left = 0; left < candidates.leftCount; left++) {
    let best = -1;
    for (let at = candidates.offsets[left]!; at < candidates.offsets[left + 1]!; at++) {
      const score = candidates.matchScore[at]!;
      if (best < 0 || score > candidates.matchScore[best]!) best = at;
    }
    if (best < 0 || bestLinked[left]! >= candidates.matchScore[best]!) continue;
    if (candidates.matchScore[best]! < (threshold ?? 0) && likeness(candidates, best) < PLAUSIBLE) continue;
    const right = candidates.right[best]!;
    if (holder[right]! < 0) continue;
    found.push({ left, right, lostTo: holder[right]!, gap: heldBy[right]! - candidates.matchScore[best]! });
  }
  return {
    left: Uint32Array.from(found, ({ left }) => left),
    right: Uint32Array.from(found, ({ right }) => right),
    lostTo: Uint32Array.from(found, ({ lostTo }) => lostTo),
    gap: Float32Array.from(found, ({ gap }) => gap),
  };
}

/** Cosine of n-grams or of vectors from which a person would want to look at a pair. */
const PLAUSIBLE = 0.5;

function likeness({ similarity, lexical }: CandidateSet, at: number): number {
  return Math.max(Number.isNaN(similarity[at]!) ? 0 : similarity[at]!, Number.isNaN(lexical[at]!) ? 0 : lexical[at]!);
}
