import { useCallback, useEffect, useRef, useState } from 'react';
import { type AppError, toAppError } from '../../core/model/errors';
import type { MatchSettings } from '../../core/model/settings';
import type { Dataset, Side } from '../../core/model/types';
import { type FoundWeakSpots, findWeakSpots, foundWeakSpots, lastWeakSpots, type ProbePhase } from '../../session/weak-spots';

export interface WeakSpotsState {
  readonly found: FoundWeakSpots | null;
  /** They were found by other settings than those in force. */
  readonly isStale: boolean;
  readonly work: { readonly phase: ProbePhase; readonly share: number } | null;
  readonly error: AppError | null;
}

/** Weak spots of one table, looked for when somebody asks; what was found last of a table is there at once. Ends with the screen. */
export function useWeakSpots(table: Dataset, settings: MatchSettings, side: Side) {
  const [work, setWork] = useState<WeakSpotsState['work']>(null);
  const [error, setError] = useState<AppError | null>(null);
  const run = useRef<AbortController | null>(null);
  const cancel = useCallback(() => {
    run.current?.abort();
    setWork(null);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a search belongs to the table and the side that it was asked for.
  useEffect(() => cancel, [table, side, cancel]);
  const start = useCallback(async () => {
    const stop = new AbortController();
    run.current?.abort();
    run.current = stop;
    setError(null);
    setWork({ phase: 'variants', share: 0 });
    const onProgress = (phase: ProbePhase, share: number): void => {
      if (!stop.signal.aborted) setWork({ phase, share });
    };
    try {
      await findWeakSpots(table, settings, side, { signal: stop.signal, onProgress });
    } catch (thrown) {
      if (!stop.signal.aborted) setError(toAppError(thrown));
    }
    if (!stop.signal.aborted) setWork(null);
  }, [table, settings, side]);
  const current = foundWeakSpots(table, settings, side);
  const last = current ?? lastWeakSpots(table, side);
  const state: WeakSpotsState = { found: work ? null : last, isStale: last !== null && current === null, work, error };
  return { state, start, cancel };
}
