import { useEffect, useMemo, useState } from 'react';
import type { Estimate } from '../../../core/evaluation/intervals';
import { drawSample, readSample } from '../../../core/evaluation/sample/read-sample';
import { areEnough, estimatedThresholds } from '../../../core/evaluation/sample/shown-thresholds';
import type { ReviewState } from '../../../session/contract';
import { useSession } from '../../../session/react';

/** Matches that nobody has looked at, as far as the sample for accuracy tells. */
export interface UnseenMatches {
  readonly answered: number;
  readonly size: number;
  /** null before enough is answered, while it is made, and where that failed. */
  readonly estimate: Estimate | null;
  readonly isEnough: boolean;
}

/** For as long as the decisions stay: a dialog. Estimated at the thresholds that all screens use, so that the figures agree. */
export function useUnseen(review: ReviewState): UnseenMatches {
  const session = useSession();
  const { candidates, book, version, threshold } = review;
  const drawn = useMemo(() => drawSample(candidates), [candidates]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the book is mutable, its version tells that it changed.
  const { review: reviewed, answered } = useMemo(() => readSample(book, drawn), [book, drawn, version]);
  const size = drawn.sample.length;
  const isEnough = areEnough(answered, size);
  const [estimate, setEstimate] = useState<Estimate | null>(null);
  useEffect(() => {
    if (!isEnough) return;
    const controller = new AbortController();
    void session.estimateAccuracy(reviewed, estimatedThresholds(threshold), controller.signal).then(({ value }) => {
      if (!controller.signal.aborted) setEstimate(value?.unseen ?? null);
    });
    return () => controller.abort();
  }, [session, reviewed, threshold, isEnough]);
  return { answered, size, estimate, isEnough };
}
