import type { ReviewState } from '../../../../session/contract';

/** Score on screen of a pair, NaN where it is no candidate. */
export function shownScore({ candidates }: Pick<ReviewState, 'candidates'>, left: number, right: number): number {
  const at = placeOf({ candidates }, left, right);
  return at < 0 ? Number.NaN : candidates.matchScore[at]!;
}

/** The same as the program gave it, before anything was learned; NaN where that is not known. */
export function programScore(
  review: Pick<ReviewState, 'candidates' | 'learned' | 'isLearned'>,
  left: number,
  right: number,
): number {
  const at = placeOf(review, left, right);
  if (at < 0) return Number.NaN;
  if (review.learned) return review.learned.program.matchScore[at]!;
  return review.isLearned ? Number.NaN : review.candidates.matchScore[at]!;
}

function placeOf({ candidates }: Pick<ReviewState, 'candidates'>, left: number, right: number): number {
  const from = candidates.offsets[left] ?? 0;
  const place = candidates.right.subarray(from, candidates.offsets[left + 1] ?? from).indexOf(right);
  return place < 0 ? -1 : from + place;
}
