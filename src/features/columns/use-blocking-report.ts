import { useEffect, useState } from 'react';
import type { BlockingReport } from '../../core/candidates/blocking/blocking';
import { type AppError, toAppError } from '../../core/model/errors';
import type { MatchSettings } from '../../core/model/settings';
import type { Dataset, Sides } from '../../core/model/types';
import { reportBlocking } from '../../session/blocking-report';

export type BlockingState =
  | { readonly status: 'none' }
  | { readonly status: 'counting' }
  | { readonly status: 'ready'; readonly report: BlockingReport }
  | { readonly status: 'failed'; readonly error: AppError };

/** Typing and choosing come in bursts. */
const WAIT_MS = 250;

/** What the rules cut off, counted in a worker a moment after the last change. */
export function useBlockingReport({ left, right }: Sides<Dataset>, settings: MatchSettings): BlockingState {
  const { blocking, task, cleaning } = settings;
  const [state, setState] = useState<BlockingState>({ status: 'none' });
  useEffect(() => {
    if (blocking.length === 0) return setState({ status: 'none' });
    setState({ status: 'counting' });
    const controller = new AbortController();
    const timer = setTimeout(() => {
      reportBlocking({ left, right }, { blocking, task, cleaning }, controller.signal).then(
        (report) => {
          if (!controller.signal.aborted) setState(report ? { status: 'ready', report } : { status: 'none' });
        },
        (thrown: unknown) => {
          if (!controller.signal.aborted) setState({ status: 'failed', error: toAppError(thrown) });
        },
      );
    }, WAIT_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [left, right, blocking, task, cleaning]);
  return state;
}
