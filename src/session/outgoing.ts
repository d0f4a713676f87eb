import { createListeners } from '../core/model/listeners';
import {
  EMPTY_LEDGER,
  type LeavingState,
  type Ledger,
  leavingState,
  type OutgoingPurpose,
  type OutgoingRequest,
  type SentRequest,
  type SentTotal,
  withOutcome,
  withRequest,
} from '../core/outgoing/ledger';

export type { LeavingState, Ledger, OutgoingPurpose, OutgoingRequest, SentRequest, SentTotal };

export interface Outgoing {
  /** The same object until something changes. */
  readonly ledger: () => Ledger;
  /** Hosts to which rows of the open project may be sent, since somebody agreed to it; the same object until it changes. */
  readonly agreed: () => readonly string[];
  subscribe(listener: () => void): () => void;
  setAgreed(hosts: readonly string[]): void;
  /**
   * To be called before a request leaves, wherever it is made. What it returns is to be called with the HTTP status once the answer was
   * read, or null where none came.
   */
  note(request: OutgoingRequest): (status: number | null) => void;
}

/** The page's own list of what it asked of other places: requests of workers are missing in what the browser records. */
export function createOutgoing(now: () => string): Outgoing {
  let ledger = EMPTY_LEDGER;
  let agreed: readonly string[] = [];
  let last = 0;
  const listeners = createListeners();
  const put = (next: Ledger): void => {
    ledger = next;
    listeners.tell();
  };
  return {
    ledger: () => ledger,
    agreed: () => agreed,
    subscribe: listeners.subscribe,
    setAgreed(hosts) {
      agreed = hosts;
      listeners.tell();
    },
    note(request) {
      const id = ++last;
      put(withRequest(ledger, request, id, now()));
      const sent = ledger.requests.at(-1)!;
      return (status) => put(withOutcome(ledger, sent, status));
    },
  };
}

/** One a page, as there is one page that speaks for it. */
export const outgoing: Outgoing = createOutgoing(() => new Date().toISOString());
export { leavingState };
