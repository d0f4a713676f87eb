import { useEffect, useMemo, useRef, useState } from 'react';
import type { RowExplanation } from '../../../../core/candidates/explain-rows';
import { type AppError, toAppError } from '../../../../core/model/errors';
import type { Dataset, Sides } from '../../../../core/model/types';
import type { ReviewState } from '../../../../session/contract';
import { createPairExplainer } from '../../../../session/explaining';
import { programScore } from './pair-scores';

/**
 * `waiting`: starts when asked to. `provisional`: the match still runs. `no-vectors`: they are not in this browser any more, and making
 * them anew has to be asked for.
 */
export type ExplainerState =
  | { readonly status: 'waiting' | 'provisional' | 'no-vectors' | 'ready' }
  | { readonly status: 'preparing'; readonly share: number }
  | { readonly status: 'failed'; readonly error: AppError };

export interface Explainer {
  readonly state: ExplainerState;
  start(makesVectors: boolean): void;
  cancel(): void;
  explain(left: number, right: number): Promise<RowExplanation>;
}

/** Pairs of rows up to which nobody waits long enough to be asked. */
const PAIRS_AT_ONCE = 4e8;

/** What explains pairs of the review: made ready where the panel opens, given up when it closes or what was matched changes. */
export function useExplainer(tables: Sides<Dataset>, review: ReviewState): Explainer {
  const { settings, candidates, isProvisional } = review;
  const [state, setState] = useState<ExplainerState>({ status: 'waiting' });
  const device = review.run?.encoding?.device ?? null;
  // Links may change as often as they like: scores come from the rest.
  const { cardinality: _, limits: __, threshold: ___, ...scored } = settings;
  const key = JSON.stringify(scored);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the settings.
  const explainer = useMemo(
    () => createPairExplainer({ left: tables.left, right: tables.right }, settings, device),
    [tables.left, tables.right, key, device],
  );
  const running = useRef<AbortController | null>(null);
  const latest = useRef(review);
  latest.current = review;

  const start = (makesVectors: boolean): void => {
    running.current?.abort();
    const mine = new AbortController();
    running.current = mine;
    const show = (next: ExplainerState): void => {
      if (running.current === mine) setState(next);
    };
    show({ status: 'preparing', share: 0 });
    let shownAt = 0;
    explainer
      .prepare(makesVectors, {
        signal: mine.signal,
        onProgress(share) {
          const now = performance.now();
          if (now - shownAt < SHOW_EVERY_MS) return;
          shownAt = now;
          show({ status: 'preparing', share });
        },
      })
      .then(
        (isReady) => show({ status: isReady ? 'ready' : 'no-vectors' }),
        (thrown: unknown) => {
          const error = toAppError(thrown);
          show(error.code === 'job/cancelled' ? { status: 'waiting' } : { status: 'failed', error });
        },
      );
  };
  const isSmall = candidates.leftCount * candidates.rightCount <= PAIRS_AT_ONCE;
  // biome-ignore lint/correctness/useExhaustiveDependencies: starts anew with what is explained, not with every picture of it.
  useEffect(() => {
    if (isProvisional) setState({ status: 'provisional' });
    else if (isSmall) start(false);
    else setState({ status: 'waiting' });
    return () => {
      running.current?.abort();
      running.current = null;
      explainer.end();
    };
  }, [explainer, isProvisional, isSmall]);

  return {
    state,
    start,
    cancel: () => running.current?.abort(),
    explain: async (left, right) => explainer.explain(left, right, programScore(latest.current, left, right)),
  };
}

const SHOW_EVERY_MS = 120;
