import { useEffect, useState } from 'react';
import type { ChosenTruth } from '../../core/evaluation/truth-source';
import type { AppError } from '../../core/model/errors';
import type { EvaluatedLinkage } from '../../rpc/protocol';
import type { ExportOptions, ReviewState } from '../../session/contract';
import { useSession } from '../../session/react';

export interface EvaluationChoices {
  readonly coverage: 'all' | 'listed';
  readonly include: ExportOptions['include'];
}

export interface EvaluationView {
  readonly evaluation: EvaluatedLinkage | null;
  readonly error: AppError | null;
  readonly isWorking: boolean;
}

/** Measures the review against a truth, again whenever decisions, threshold, truth or choices change. */
export function useEvaluation(
  review: ReviewState,
  source: ChosenTruth | null,
  { coverage, include }: EvaluationChoices,
): EvaluationView {
  const session = useSession();
  const [answer, setAnswer] = useState<Answer>({ evaluation: null, error: null, source: null, review: null });
  useEffect(() => {
    if (!source) return;
    const controller = new AbortController();
    void session.evaluateReview({ source, coverage, include }, controller.signal).then(({ value, error }) => {
      if (!controller.signal.aborted) setAnswer({ evaluation: value, error, source, review });
    });
    return () => controller.abort();
  }, [session, source, coverage, include, review]);

  if (!source) return { evaluation: null, error: null, isWorking: false };
  const isCurrent = answer.source === source;
  return {
    evaluation: isCurrent ? answer.evaluation : null,
    error: isCurrent ? answer.error : null,
    isWorking: !isCurrent || answer.review !== review,
  };
}

interface Answer extends Omit<EvaluationView, 'isWorking'> {
  readonly source: ChosenTruth | null;
  readonly review: ReviewState | null;
}
