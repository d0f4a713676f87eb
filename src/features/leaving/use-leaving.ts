import { useMemo, useSyncExternalStore } from 'react';
import { type LeavingState, type Ledger, leavingState, outgoing } from '../../session/outgoing';

export interface Leaving {
  readonly state: LeavingState;
  readonly ledger: Ledger;
}

/** What was asked of other places, and what that comes to. */
export function useLeaving(): Leaving {
  const ledger = useSyncExternalStore(outgoing.subscribe, outgoing.ledger);
  const agreed = useSyncExternalStore(outgoing.subscribe, outgoing.agreed);
  return useMemo(() => ({ state: leavingState(ledger, agreed), ledger }), [ledger, agreed]);
}
