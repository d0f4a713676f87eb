import { leftIsUnique, rightIsUnique } from '../decisions/verdicts';
import type { CandidateSet, Cardinality } from '../model/types';
import { type ThresholdCurve, thresholdCurve } from './curve';
import { type Estimate, estimateF1, estimateShare } from './intervals';
import { type JudgedPairs, judge } from './judged-pairs';

export interface LinkAccuracy {
  /** True pairs altogether. */
  readonly truePairs: number;
  /** Links with a known answer, and those without one, which count nowhere. */
  readonly judged: number;
  readonly unjudged: number;
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly precision: Estimate;
  readonly recall: Estimate;
  readonly f1: Estimate;
}

export interface RankAccuracy {
  /** Share of true pairs whose right record is among the first k candidates of the left one. */
  readonly recallAt: readonly (Estimate & { readonly k: number })[];
  /** Mean over true pairs of one by the rank of the right record, 0 where it is no candidate. */
  readonly meanReciprocalRank: number;
}

/** Links against known answers; several links of the same two records count once. O(links). */
export function measureLinks(
  links: Iterable<{ readonly left: number; readonly right: number }>,
  pairs: JudgedPairs,
): LinkAccuracy {
  const seen = new Set<number>();
  let truePositives = 0;
  let falsePositives = 0;
  let unjudged = 0;
  for (const { left, right } of links) {
    const key = pairs.keyOf(left, right);
    if (seen.has(key)) continue;
    seen.add(key);
    const verdict = judge(pairs, left, right);
    if (verdict === 1) truePositives++;
    else if (verdict === 0) falsePositives++;
    else unjudged++;
  }
  const falseNegatives = pairs.truePairs - truePositives;
  return {
    truePairs: pairs.truePairs,
    judged: truePositives + falsePositives,
    unjudged,
    truePositives,
    falsePositives,
    falseNegatives,
    precision: estimateShare(truePositives, truePositives + falsePositives),
    recall: estimateShare(truePositives, pairs.truePairs),
    f1: estimateF1(truePositives, falsePositives, falseNegatives),
  };
}

/** How high true pairs stand in the candidate lists. O(candidates). */
export function measureRanks(candidates: CandidateSet, pairs: JudgedPairs, ks: readonly number[] = [1, 5, 10]): RankAccuracy {
  const rankOf = new Map<number, number>();
  for (let left = 0; left < candidates.leftCount; left++) {
    const from = candidates.offsets[left]!;
    for (let at = from; at < candidates.offsets[left + 1]!; at++) {
      const key = pairs.keyOf(left, candidates.right[at]!);
      if (!pairs.matches.has(key)) continue;
      const rank = at - from + 1;
      if (rank < (rankOf.get(key) ?? Number.POSITIVE_INFINITY)) rankOf.set(key, rank);
    }
  }
  const ranks = [...rankOf.values()];
  const reciprocal = ranks.reduce((sum, rank) => sum + 1 / rank, 0);
  return {
    recallAt: ks.map((k) => ({ k, ...estimateShare(ranks.filter((rank) => rank <= k).length, pairs.truePairs) })),
    meanReciprocalRank: pairs.truePairs === 0 ? 0 : reciprocal / pairs.truePairs,
  };
}

/**
 * Accuracy at every threshold. Pairs are accepted from the highest score down within the cardinality (ties to the lower left, then
 * right row), so that what a threshold accepts is a prefix of what a lower one does. For one-to-one the engine's assignment can
 * differ from that by a few pairs: the figures of a chosen threshold come from the links themselves. O(candidates · log).
 */
export function measureThresholds(candidates: CandidateSet, cardinality: Cardinality, pairs: JudgedPairs): ThresholdCurve {
  const lefts = new Uint32Array(candidates.right.length);
  for (let left = 0; left < candidates.leftCount; left++) {
    lefts.fill(left, candidates.offsets[left]!, candidates.offsets[left + 1]!);
  }
  const { matchScore, right } = candidates;
  const order = Uint32Array.from(lefts.keys()).sort(
    (a, b) => matchScore[b]! - matchScore[a]! || lefts[a]! - lefts[b]! || right[a]! - right[b]!,
  );
  const usedLeft = leftIsUnique(cardinality) ? new Uint8Array(candidates.leftCount) : null;
  const usedRight = rightIsUnique(cardinality) ? new Uint8Array(candidates.rightCount) : null;
  const seen = new Set<number>();
  const scores: number[] = [];
  const isTrue: number[] = [];
  for (const at of order) {
    const l = lefts[at]!;
    const r = right[at]!;
    if (usedLeft?.[l] || usedRight?.[r]) continue;
    if (usedLeft) usedLeft[l] = 1;
    if (usedRight) usedRight[r] = 1;
    const key = pairs.keyOf(l, r);
    const verdict = judge(pairs, l, r);
    if (verdict === -1 || seen.has(key)) continue;
    seen.add(key);
    scores.push(matchScore[at]!);
    isTrue.push(verdict);
  }
  return thresholdCurve(scores, isTrue, pairs.truePairs);
}
