import { useEffect, useState } from 'react';
import { settleClusters } from '../../core/clusters/settle';
import { measureClusters } from '../../core/evaluation/cluster-metrics';
import type { AccuracyCurve } from '../../core/evaluation/curve';
import type { ClusterReview } from '../../session/contract';

const STEPS = 39;

/**
 * Accuracy over pairs at thresholds from 0.025 to 0.975, under the edits made so far. One threshold a task, so that the page stays
 * awake with large tables; null until the last one is there.
 */
export function useClusterCurve(review: ClusterReview, truth: readonly (string | null)[]): AccuracyCurve | null {
  const { rule, book, version } = review;
  const [curve, setCurve] = useState<AccuracyCurve | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the book is mutable, its version counts.
  useEffect(() => {
    const threshold = Array.from({ length: STEPS }, (_, step) => (step + 1) / (STEPS + 1));
    const measured: ReturnType<typeof measureClusters>[] = [];
    const next = () => {
      measured.push(measureClusters(settleClusters(rule, threshold[measured.length]!, book).clusterOf, truth));
      if (measured.length < STEPS) timer = window.setTimeout(next);
      else {
        const series = (of: 'precision' | 'recall' | 'f1') => measured.map((one) => one[of].value);
        setCurve({ threshold, precision: series('precision'), recall: series('recall'), f1: series('f1') });
      }
    };
    let timer = window.setTimeout(next);
    return () => window.clearTimeout(timer);
  }, [rule, book, version, truth]);
  return curve;
}
