import { useState } from 'react';
import type { Cleaning } from '../../core/cleaning/steps';

/** Earlier lists of steps of one project, as long as the screen is open. */
export function useCleaningHistory(project: string): {
  readonly canUndo: boolean;
  remember(before: Cleaning): void;
  takeBack(): Cleaning | null;
} {
  const [history, setHistory] = useState<{ readonly project: string; readonly past: readonly Cleaning[] }>({ project, past: [] });
  const past = history.project === project ? history.past : [];
  return {
    canUndo: past.length > 0,
    remember: (before) => setHistory({ project, past: [...past, before] }),
    takeBack() {
      setHistory({ project, past: past.slice(0, -1) });
      return past.at(-1) ?? null;
    },
  };
}
