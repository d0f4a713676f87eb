import { useEffect, useState } from 'react';
import type { AccuracyCurve } from '../../core/evaluation/curve';
import type { ClusterReview } from '../../session/contract';
import { clusterCurve } from '../../session/judging-clusters';

const STEPS = 39;
/** Edits come one after the other. */
const WAIT_MS = 150;

/** Accuracy over pairs at thresholds from 0.025 to 0.975, under the edits made so far, measured in a worker; null until it is there. */
export function useClusterCurve(review: ClusterReview, truthOf: Int32Array): AccuracyCurve | null {
  const { rule, book, version } = review;
  const [curve, setCurve] = useState<AccuracyCurve | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the book is mutable, its version counts; the threshold in force does not.
  useEffect(() => {
    const thresholds = Array.from({ length: STEPS }, (_, step) => (step + 1) / (STEPS + 1));
    const controller = new AbortController();
    const timer = window.setTimeout(() => {
      clusterCurve(review, truthOf, thresholds, controller.signal).then(
        (found) => {
          if (!controller.signal.aborted) setCurve(found);
        },
        () => {},
      );
    }, WAIT_MS);
    return () => {
      window.clearTimeout(timer);
      controller.abort();
    };
  }, [rule, book, version, truthOf]);
  return curve;
}
