import { evaluateLinkage } from '../core/evaluation/evaluate-linkage';
import type { Handlers } from '../rpc/serve';

/** Measures a linkage against a truth. */
export const evaluate: NonNullable<Handlers['evaluate']> = async (request) => ({ answer: evaluateLinkage(request) });
