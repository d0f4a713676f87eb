import type { Judgement } from '../../session/llm/llm-contract';

/** How sure a model is that a row has a match: 0…1 where it found one, below 0 where it is sure that there is none. */
export function matchCertainty(judged: Iterable<Judgement>): number {
  let best = -1;
  for (const { isMatch, confidence } of judged) best = Math.max(best, isMatch ? confidence : -confidence);
  return best;
}

export const SAID_KINDS = ['match', 'none', 'unsure'] as const;
export type SaidKind = (typeof SAID_KINDS)[number];
/** Below this a model is not sure even by its own account. */
const SURE = 0.8;

/** `match`: some candidate is one, surely; `none`: all that were looked at are surely not; `unsure`: the rest. */
export function saidKind(judged: Iterable<Judgement>): SaidKind {
  const all = [...judged];
  if (all.some(({ isMatch, confidence }) => isMatch && confidence >= SURE)) return 'match';
  return all.every(({ isMatch, confidence }) => !isMatch && confidence >= SURE) ? 'none' : 'unsure';
}
