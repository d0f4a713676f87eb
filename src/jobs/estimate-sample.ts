import { estimateFromSample } from '../core/evaluation/sample/estimate-from-sample';
import type { Handlers } from '../rpc/serve';

/** Precision and recall from the answers of a sample. */
export const estimateSample: NonNullable<Handlers['estimateSample']> = async ({ review, thresholds }) => ({
  answer: estimateFromSample(review, thresholds),
});
