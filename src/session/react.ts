import { createContext, createElement, type ReactElement, type ReactNode, useContext, useSyncExternalStore } from 'react';
import { AppError } from '../core/model/errors';
import type { Session, SessionState } from './contract';
import type { OfflineState } from './offline';

const SessionContext = createContext<Session | null>(null);

export function SessionProvider(props: { readonly session: Session; readonly children: ReactNode }): ReactElement {
  return createElement(SessionContext.Provider, { value: props.session }, props.children);
}

/** What the screens act through. The object never changes during the life of the page. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new AppError('internal', { reason: 'useSession outside SessionProvider' });
  return session;
}

/** The whole state, re-rendering on every change. Prefer a selector where only a part is shown. */
export function useSessionState(): SessionState;
/** A part of the state; `select` must return the same object for the same state (pick members, do not build new ones). */
export function useSessionState<T>(select: (state: SessionState) => T): T;
export function useSessionState<T>(select?: (state: SessionState) => T): T | SessionState {
  const session = useSession();
  const read = (): T | SessionState => (select ? select(session.state()) : session.state());
  return useSyncExternalStore(session.subscribe, read, read);
}

/** What is kept for work without a network. */
export function useOffline(): OfflineState {
  const { offline } = useSession();
  return useSyncExternalStore(offline.subscribe, offline.state, offline.state);
}
