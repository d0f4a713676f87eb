import { useMemo } from 'react';
import { shuffledCandidates, withoutOthers } from '../../../core/decisions/blind';
import type { ReviewState } from '../../../session/contract';
import { useSessionState } from '../../../session/react';
import { BLIND_FACETS, MAP_FACET } from '../queue/facets';
import type { ReviewView } from '../queue/review-view';

/**
 * What the screen may show of a review: in blind mode neither scores nor ranks, suggestions, conflicts or what others decided, so
 * that no answer leans on them.
 */
export function useBlindReview(review: ReviewState, isBlind: boolean): ReviewState {
  const { candidates, book } = review;
  const reviewer = useSessionState((state) => state.reviewer);
  const shuffled = useMemo(() => (isBlind ? shuffledCandidates(candidates) : null), [candidates, isBlind]);
  const own = useMemo(() => (isBlind ? withoutOthers(book, reviewer) : null), [book, isBlind, reviewer]);
  const nothing = useMemo(() => new Int32Array(isBlind ? candidates.leftCount : 0).fill(-1), [candidates.leftCount, isBlind]);
  return useMemo(
    () =>
      shuffled === null || own === null
        ? review
        : { ...review, candidates: shuffled, book: own, suggested: [], suggestedOf: nothing, conflictOf: nothing },
    [review, shuffled, own, nothing],
  );
}

/** The same view without filters and orders that would tell what blind mode hides. */
export function blindView(view: ReviewView): ReviewView {
  const tells = view.status === 'conflict' || view.status === 'differs';
  return {
    ...view,
    status: tells ? 'all' : view.status,
    sort: view.sort === 'helps-most' ? view.sort : 'row',
    minScore: 0,
    maxScore: 1,
    facets: Object.fromEntries(
      [...BLIND_FACETS, MAP_FACET].flatMap((key) => (view.facets[key] === undefined ? [] : [[key, view.facets[key]]])),
    ),
  };
}
