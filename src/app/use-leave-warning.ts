import { useEffect } from 'react';
import { useSessionState } from '../session/react';

/** The browser asks before the page is left with work that is in memory only and in no project file. */
export function useLeaveWarning(): void {
  const isAtRisk = useSessionState((state) => state.unsavedSince !== null);
  useEffect(() => {
    if (!isAtRisk) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [isAtRisk]);
}
