import { useEffect, useState } from 'react';
import type { ClusterTruthSource } from '../../core/evaluation/cluster-truth-source';
import { type AppError, toAppError } from '../../core/model/errors';
import type { Dataset } from '../../core/model/types';
import type { EvaluatedClusters } from '../../rpc/protocol';
import type { ClusterReview } from '../../session/contract';
import { evaluateClusters } from '../../session/judging-clusters';

export interface ClusterEvaluationView {
  readonly evaluation: EvaluatedClusters | null;
  readonly error: AppError | null;
  readonly isWorking: boolean;
}

/** Measures the clusters, edits included, against the true ones; again whenever either changes. What was known stays until then. */
export function useClusterEvaluation(
  review: ClusterReview,
  table: Dataset,
  source: ClusterTruthSource | null,
): ClusterEvaluationView {
  const { clusterOf } = review.settled;
  const [answer, setAnswer] = useState<{
    readonly evaluation: EvaluatedClusters | null;
    readonly error: AppError | null;
    readonly source: ClusterTruthSource;
    readonly clusterOf: Uint32Array;
  } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the review only the clusters count.
  useEffect(() => {
    if (!source) return;
    const controller = new AbortController();
    const take = (evaluation: EvaluatedClusters | null, error: AppError | null): void => {
      if (!controller.signal.aborted) setAnswer({ evaluation, error, source, clusterOf });
    };
    evaluateClusters(review, table, source, controller.signal).then(
      (evaluation) => take(evaluation, null),
      (thrown: unknown) => take(null, toAppError(thrown)),
    );
    return () => controller.abort();
  }, [clusterOf, table, source]);
  if (!source) return { evaluation: null, error: null, isWorking: false };
  const isCurrent = answer?.source === source;
  return {
    evaluation: isCurrent ? answer.evaluation : null,
    error: isCurrent ? answer.error : null,
    isWorking: !isCurrent || answer.clusterOf !== clusterOf,
  };
}
