import { type ReactNode, useMemo, useRef } from 'react';
import { useLlm } from './LlmProvider';
import { isUnderWay } from './RunStatus';
import { matchCertainty } from './said';

/** Gives what a model said of each left row, to sort by; as it was before a run while that is under way, so that the queue stays still. */
export function WithSaid({ children }: { readonly children: (said: ReadonlyMap<number, number> | null) => ReactNode }) {
  const llm = useLlm();
  const judgements = llm?.state.judgements ?? null;
  const isMoving = isUnderWay(llm?.state.run ?? null);
  const settled = useRef(judgements);
  if (!isMoving || judgements === null) settled.current = judgements;
  const shown = settled.current;
  const said = useMemo(
    () => shown && new Map([...shown.pairs].map(([left, pairs]) => [left, matchCertainty(pairs.values())])),
    [shown],
  );
  return children(said);
}
