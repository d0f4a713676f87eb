import { useEffect, useState } from 'react';
import type { ChainRule } from '../../core/links/chain';
import type { ChainAnswer } from '../../core/links/chain-columns';
import { type AppError, toAppError } from '../../core/model/errors';
import { chainInWorker } from '../../session/chaining';
import type { Crosswalk } from './crosswalks';

export interface ChainView {
  readonly chain: ChainAnswer | null;
  readonly error: AppError | null;
  readonly isWorking: boolean;
}

const NOTHING: ChainView = { chain: null, error: null, isWorking: false };

/** The chain of all crosswalks, joined in a worker whenever they or the rule change; nothing with fewer than two. */
export function useChain(crosswalks: readonly Crosswalk[], rule: ChainRule): ChainView {
  const [view, setView] = useState<ChainView>(NOTHING);
  useEffect(() => {
    if (crosswalks.length < 2) return setView(NOTHING);
    setView((before) => ({ ...before, isWorking: true }));
    const controller = new AbortController();
    const show = (chain: ChainAnswer | null, error: AppError | null): void => {
      if (!controller.signal.aborted) setView({ chain, error, isWorking: false });
    };
    const tables = crosswalks.map(({ table }) => table);
    const columns = crosswalks.map((crosswalk) => crosswalk.columns);
    chainInWorker(tables, columns, rule, controller.signal).then(
      (chain) => show(chain, null),
      (thrown: unknown) => show(null, toAppError(thrown)),
    );
    return () => controller.abort();
  }, [crosswalks, rule]);
  return view;
}
