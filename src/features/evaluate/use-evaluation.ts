import { useEffect, useMemo, useState } from 'react';
import type { LinkageEvaluation } from '../../core/evaluation/evaluate-linkage';
import type { Truth } from '../../core/evaluation/truth';
import { type AppError, toAppError } from '../../core/model/errors';
import type { Dataset, Sides } from '../../core/model/types';
import type { ExportOptions, ReviewState } from '../../session/contract';
import { useSession } from '../../session/react';
import { readTruth, type TruthSource } from './truth-source';

export interface EvaluationChoices {
  readonly coverage: 'all' | 'listed';
  readonly include: ExportOptions['include'];
}

export interface EvaluationView {
  readonly truth: Truth | null;
  readonly evaluation: LinkageEvaluation | null;
  readonly error: AppError | null;
  readonly isWorking: boolean;
}

/** Measures the review against a truth, again whenever decisions, threshold, truth or choices change. */
export function useEvaluation(
  review: ReviewState,
  tables: Sides<Dataset>,
  source: TruthSource | null,
  { coverage, include }: EvaluationChoices,
): EvaluationView {
  const session = useSession();
  const read = useMemo(() => {
    if (!source) return { truth: null, error: null };
    try {
      return { truth: readTruth(source, tables), error: null };
    } catch (thrown) {
      return { truth: null, error: toAppError(thrown) };
    }
  }, [source, tables]);
  const { truth } = read;
  const ids = source?.ids ?? null;
  const [answer, setAnswer] = useState<Omit<EvaluationView, 'isWorking'> & { readonly of: object | null }>({
    truth: null,
    evaluation: null,
    error: null,
    of: null,
  });
  useEffect(() => {
    if (!truth || !ids) return;
    const controller = new AbortController();
    void session.evaluateReview({ truth, ids, coverage, include }, controller.signal).then(({ value, error }) => {
      if (!controller.signal.aborted) setAnswer({ truth, evaluation: value, error, of: review });
    });
    return () => controller.abort();
  }, [session, truth, ids, coverage, include, review]);

  if (!truth) return { truth: null, evaluation: null, error: read.error, isWorking: false };
  const isCurrent = answer.truth === truth;
  return {
    truth,
    evaluation: isCurrent ? answer.evaluation : null,
    error: isCurrent ? answer.error : null,
    isWorking: !isCurrent || answer.of !== review,
  };
}
