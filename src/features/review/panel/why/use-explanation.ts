import { useEffect, useState } from 'react';
import type { RowExplanation } from '../../../../core/candidates/explain-rows';
import { type AppError, toAppError } from '../../../../core/model/errors';
import type { Explainer } from './use-explainer';

/** Not while somebody is passing through the queue. */
const SETTLED_AFTER_MS = 120;

export interface AskedExplanation {
  readonly left: number;
  readonly right: number;
  readonly found: RowExplanation | null;
  readonly error: AppError | null;
}

/** The explanation of a pair, a moment after it is on screen; null before. `version` asks anew. */
export function useExplanation(
  explainer: Explainer,
  left: number,
  right: number | null,
  version: unknown,
): AskedExplanation | null {
  const [asked, setAsked] = useState<AskedExplanation | null>(null);
  const isReady = explainer.state.status === 'ready';
  // biome-ignore lint/correctness/useExhaustiveDependencies: the explainer is a new object each time, and its state says enough.
  useEffect(() => {
    if (!isReady || right === null) return;
    let isWanted = true;
    const ask = async (): Promise<void> => {
      const [found, error] = await explainer.explain(left, right).then(
        (answer) => [answer, null] as const,
        (thrown: unknown) => [null, toAppError(thrown)] as const,
      );
      if (isWanted) setAsked({ left, right, found, error });
    };
    const timer = setTimeout(() => void ask(), SETTLED_AFTER_MS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [isReady, left, right, version]);
  return isReady && asked?.left === left && asked.right === right ? asked : null;
}
