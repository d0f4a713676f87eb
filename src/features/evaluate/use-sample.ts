import { useEffect, useMemo, useState } from 'react';
import type { SampleEstimate } from '../../core/evaluation/sample/estimate-from-sample';
import { drawSample, readSample } from '../../core/evaluation/sample/read-sample';
import { areEnough } from '../../core/evaluation/sample/shown-thresholds';
import type { AppError } from '../../core/model/errors';
import type { ReviewState } from '../../session/contract';
import { useSession } from '../../session/react';

export interface SampleView {
  readonly size: number;
  readonly answered: number;
  /** Records of the sample that were marked unsure, and so are not counted. */
  readonly unsure: number;
  /** Null before enough is answered, and while the first estimate is made. */
  readonly estimate: SampleEstimate | null;
  readonly error: AppError | null;
}

/** The sample of this review, and what its answers tell at `thresholds`; told anew after every decision. */
export function useSample(review: ReviewState, thresholds: readonly number[]): SampleView {
  const session = useSession();
  const { candidates, book, version } = review;
  const drawn = useMemo(() => drawSample(candidates), [candidates]);
  const size = drawn.sample.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the book is mutable, its version tells that it changed.
  const { review: reviewed, answered, unsure } = useMemo(() => readSample(book, drawn), [book, drawn, version]);
  const [told, setTold] = useState<Pick<SampleView, 'estimate' | 'error'>>({ estimate: null, error: null });
  const isEnough = areEnough(answered, size);
  useEffect(() => {
    if (!isEnough) return;
    const controller = new AbortController();
    void session.estimateAccuracy(reviewed, thresholds, controller.signal).then((outcome) => {
      if (!controller.signal.aborted) setTold({ estimate: outcome.value, error: outcome.error });
    });
    return () => controller.abort();
  }, [session, reviewed, thresholds, isEnough]);
  return { size, answered, unsure, ...(isEnough ? told : { estimate: null, error: null }) };
}
