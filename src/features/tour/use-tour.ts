import { useCallback, useMemo, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { readEntry, writeEntry } from '../../adapters/small-entries';
import { useSession } from '../../session/react';
import { factsOf } from './tour-facts';
import { begin, dismiss, leave, readTour, resume, type TourState, writeTour } from './tour-state';

const KEPT_AS = 'tour';

export interface Tour {
  readonly state: TourState;
  /** True once it was begun or gone on with here, so that focus goes to the card; not after a reload. */
  readonly isAsked: boolean;
  change(by: (state: TourState) => TourState): void;
  /** From the first step. Work that is open stays in the list of projects. */
  start(): Promise<void>;
  resume(): void;
  leave(): void;
  dismiss(): void;
}

/** The tour as it is kept in this browser; where nothing can be kept it lasts as long as the page. */
export function useTour(): Tour {
  const session = useSession();
  const [path, navigate] = useLocation();
  const [state, setState] = useState(() => readTour(readEntry(KEPT_AS)));
  const [isAsked, setIsAsked] = useState(false);
  const latest = useRef(state);
  const change = useCallback((by: (before: TourState) => TourState) => {
    const next = by(latest.current);
    if (next === latest.current) return;
    latest.current = next;
    writeEntry(KEPT_AS, writeTour(next));
    setState(next);
  }, []);
  return useMemo(
    () => ({
      state,
      isAsked,
      change,
      async start() {
        const isUsed = () => Object.values(session.state().sides).some(({ status }) => status !== 'empty');
        if (isUsed() || session.state().project?.settings.task !== 'link') await session.newProject();
        navigate('/');
        setIsAsked(true);
        change(() => begin(factsOf(session.state(), '/')));
      },
      resume() {
        setIsAsked(true);
        change((before) => resume(before, factsOf(session.state(), path)));
      },
      leave: () => change(leave),
      dismiss: () => change(dismiss),
    }),
    [state, isAsked, change, session, navigate, path],
  );
}
