import { useEffect, useState } from 'react';
import type { RowFinding } from '../../core/checks/findings';
import { type AppError, toAppError } from '../../core/model/errors';

export type Findings =
  | { readonly status: 'working' }
  | { readonly status: 'ready'; readonly findings: readonly RowFinding[] }
  | { readonly status: 'failed'; readonly error: AppError };

/** Choosing comes in bursts. */
const WAIT_MS = 300;

/** What `look` finds, a moment after it last changed. */
export function useFindings(look: (signal: AbortSignal) => Promise<readonly RowFinding[]>): Findings {
  const [state, setState] = useState<Findings>({ status: 'working' });
  useEffect(() => {
    setState({ status: 'working' });
    const controller = new AbortController();
    const timer = setTimeout(() => {
      look(controller.signal).then(
        (findings) => {
          if (!controller.signal.aborted) setState({ status: 'ready', findings });
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
  }, [look]);
  return state;
}
