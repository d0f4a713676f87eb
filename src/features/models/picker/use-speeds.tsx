import { type ReactNode, useRef, useState } from 'react';
import { type AppError, toAppError } from '../../../core/model/errors';
import { knownSpeeds, type ModelSpeed, measureSpeed } from '../../../session/models/model-speeds';
import { ErrorText } from '../../../ui/ErrorText';

export interface Speeds {
  of(model: string): ModelSpeed | null;
  readonly measuring: string | null;
  readonly error: ReactNode;
  measure(model: string): Promise<void>;
  cancel(): void;
}

/** What was measured of models on this computer, and the measuring of one at a time. */
export function useSpeeds(): Speeds {
  const [known, setKnown] = useState(knownSpeeds);
  const [measuring, setMeasuring] = useState<string | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const running = useRef<AbortController | null>(null);
  return {
    of: (model) => known[model] ?? null,
    measuring,
    error: error ? <ErrorText error={error} /> : null,
    async measure(model) {
      const controller = new AbortController();
      running.current = controller;
      setMeasuring(model);
      setError(null);
      try {
        const speed = await measureSpeed(model, controller.signal);
        setKnown((before) => ({ ...before, [model]: speed }));
      } catch (thrown) {
        if (!controller.signal.aborted) setError(toAppError(thrown));
      }
      setMeasuring(null);
    },
    cancel: () => running.current?.abort(),
  };
}
