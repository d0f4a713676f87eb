import { useEffect, useMemo, useState } from 'react';
import type { SampleEstimate } from '../../core/evaluation/sample/estimate-from-sample';
import { planSample } from '../../core/evaluation/sample/plan-sample';
import { answersOf } from '../../core/evaluation/sample/sample-answers';
import { areEnough } from '../../core/evaluation/sample/shown-thresholds';
import { topCandidates } from '../../core/evaluation/sample/top-candidates';
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
  const top = useMemo(() => topCandidates(candidates), [candidates]);
  const sample = useMemo(() => planSample(top.scores), [top]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the book is mutable, its version tells that it changed.
  const answers = useMemo(() => answersOf(book, candidates, top.rights), [book, candidates, top, version]);
  const answered = sample.reduce((sum, record) => sum + Number(answers[record]! > 0), 0);
  const unsure = sample.reduce((sum, record) => sum + Number(book.statusOf(record) === 'unsure'), 0);
  const [told, setTold] = useState<Pick<SampleView, 'estimate' | 'error'>>({ estimate: null, error: null });
  const isEnough = areEnough(answered, sample.length);
  useEffect(() => {
    if (!isEnough) return;
    const controller = new AbortController();
    void session.estimateAccuracy({ scores: top.scores, answers, sample }, thresholds, controller.signal).then((outcome) => {
      if (!controller.signal.aborted) setTold({ estimate: outcome.value, error: outcome.error });
    });
    return () => controller.abort();
  }, [session, top, answers, sample, thresholds, isEnough]);
  return { size: sample.length, answered, unsure, ...(isEnough ? told : { estimate: null, error: null }) };
}
