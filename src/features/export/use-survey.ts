import { useEffect, useState } from 'react';
import type { ExportSurvey } from '../../core/export/survey';

type Survey = (signal: AbortSignal) => Promise<ExportSurvey | null>;

/** Choices may still change a moment later. */
const WAIT_MS = 350;

/** What `look` finds, null until then; it is asked again when it is another function. */
export function useSurvey(look: Survey): ExportSurvey | null {
  const [found, setFound] = useState<{ readonly by: Survey; readonly survey: ExportSurvey | null } | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    const timer = setTimeout(async () => {
      const survey = await look(controller.signal);
      if (!controller.signal.aborted) setFound({ by: look, survey });
    }, WAIT_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [look]);
  return found?.by === look ? found.survey : null;
}
