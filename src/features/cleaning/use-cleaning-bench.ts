import { useEffect, useMemo, useState } from 'react';
import type { CleaningPreview } from '../../core/cleaning/preview';
import type { CleaningStep } from '../../core/cleaning/steps';
import type { CleaningSuggestion } from '../../core/cleaning/suggest-steps';
import { type AppError, toAppError } from '../../core/model/errors';
import type { Dataset } from '../../core/model/types';
import { createCleaningBench } from '../../session/cleaning-bench';

export interface CleaningView {
  /** Of these steps; null while there is none yet. */
  readonly preview: CleaningPreview | null;
  readonly suggestions: readonly CleaningSuggestion[];
  readonly error: AppError | null;
}

const WAIT_MS = 250;

/** What steps do to a table and what it seems to need, looked at in a worker that lives as long as the screen. */
export function useCleaningBench(dataset: Dataset, steps: readonly CleaningStep[]): CleaningView {
  const bench = useMemo(() => createCleaningBench(dataset), [dataset]);
  const [suggestions, setSuggestions] = useState<readonly CleaningSuggestion[]>([]);
  const [seen, setSeen] = useState<{
    readonly steps: readonly CleaningStep[];
    readonly preview: CleaningPreview | null;
    readonly error: AppError | null;
  } | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    setSuggestions([]);
    bench.suggest(controller.signal).then(
      (found) => !controller.signal.aborted && setSuggestions(found),
      () => {},
    );
    return () => {
      controller.abort();
      bench.end();
    };
  }, [bench]);
  useEffect(() => {
    if (steps.length === 0) return setSeen(null);
    const controller = new AbortController();
    const { signal } = controller;
    const timer = setTimeout(() => {
      bench
        .preview(steps, (preview) => setSeen({ steps, preview, error: null }), signal)
        .catch((thrown: unknown) => {
          if (!signal.aborted) setSeen({ steps, preview: null, error: toAppError(thrown) });
        });
    }, WAIT_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [bench, steps]);
  const isOfThese = seen?.steps === steps;
  return { preview: isOfThese ? seen.preview : null, suggestions, error: isOfThese ? seen.error : null };
}
