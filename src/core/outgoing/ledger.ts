/**
 * Why the page asks another place: `list`: which models there are; `model`: files of a model; `test`: a call without rows;
 * `upload`: files of a model are sent; `rows`: cells of a table are in it.
 */
export type OutgoingPurpose = 'list' | 'model' | 'test' | 'upload' | 'rows';

/** A request to another place than the page's own, as it is sent. */
export interface OutgoingRequest {
  /** Whole address; what stands behind `?` or `#` is not kept, as it may hold a signature. */
  readonly address: string;
  readonly purpose: OutgoingPurpose;
  /** Bytes of the body; 0 where there is none. */
  readonly sentBytes: number;
  /** Rows whose cells are in it, and the names of their columns. */
  readonly rows: number;
  readonly columns: readonly string[];
}

export interface SentRequest extends OutgoingRequest {
  /** Ascending from 1, in order of sending. */
  readonly id: number;
  readonly host: string;
  /** ISO 8601. */
  readonly sentAt: string;
  /** `waiting` until it is settled. HTTP status of the answer, or null where none came. */
  readonly outcome: 'waiting' | 'answered' | 'failed';
  readonly status: number | null;
}

/** What was sent to one host for one purpose, over all requests. */
export interface SentTotal {
  readonly host: string;
  readonly purpose: OutgoingPurpose;
  readonly requests: number;
  readonly failed: number;
  readonly rows: number;
  readonly sentBytes: number;
  readonly columns: readonly string[];
  readonly firstAt: string;
  readonly lastAt: string;
}

export interface Ledger {
  /** The last requests, at most `MOST_KEPT`, in order of sending. */
  readonly requests: readonly SentRequest[];
  /** Of all requests since the page was loaded, in order of the first of each. */
  readonly totals: readonly SentTotal[];
}

export const EMPTY_LEDGER: Ledger = { requests: [], totals: [] };
export const MOST_KEPT = 500;

/** The ledger with one more request, waiting for its answer. Cost O(`MOST_KEPT`). */
export function withRequest(ledger: Ledger, request: OutgoingRequest, id: number, sentAt: string): Ledger {
  const { host, origin, pathname } = new URL(request.address);
  const sent: SentRequest = { ...request, address: origin + pathname, id, host, sentAt, outcome: 'waiting', status: null };
  const at = ledger.totals.findIndex((total) => total.host === host && total.purpose === request.purpose);
  const before = ledger.totals[at];
  const total: SentTotal = {
    host,
    purpose: request.purpose,
    requests: (before?.requests ?? 0) + 1,
    failed: before?.failed ?? 0,
    rows: (before?.rows ?? 0) + request.rows,
    sentBytes: (before?.sentBytes ?? 0) + request.sentBytes,
    columns: [...new Set([...(before?.columns ?? []), ...request.columns])],
    firstAt: before?.firstAt ?? sentAt,
    lastAt: sentAt,
  };
  return {
    requests: [...ledger.requests, sent].slice(-MOST_KEPT),
    totals: before ? ledger.totals.with(at, total) : [...ledger.totals, total],
  };
}

/** The ledger with request `id` settled: `status` of the answer, null where none came. Unchanged where it was settled before. */
export function withOutcome(ledger: Ledger, sent: SentRequest, status: number | null): Ledger {
  const at = ledger.requests.findIndex(({ id }) => id === sent.id);
  if (ledger.requests[at] && ledger.requests[at].outcome !== 'waiting') return ledger;
  const isFailed = status === null || status >= 400;
  const settled: SentRequest = { ...sent, status, outcome: isFailed ? 'failed' : 'answered' };
  return {
    requests: at < 0 ? ledger.requests : ledger.requests.with(at, settled),
    totals: ledger.totals.map((total) =>
      isFailed && total.host === sent.host && total.purpose === sent.purpose ? { ...total, failed: total.failed + 1 } : total,
    ),
  };
}

export type LeavingState =
  | { readonly kind: 'nothing' }
  /** A model is on its way from there. */
  | { readonly kind: 'fetching'; readonly host: string }
  /** Places were asked, and no rows were sent. */
  | { readonly kind: 'asked'; readonly hosts: readonly string[] }
  /** Files of a model were sent, and no rows. */
  | { readonly kind: 'uploaded'; readonly hosts: readonly string[] }
  /** The person agreed for the open project: rows may go out at any moment. */
  | { readonly kind: 'sending'; readonly hosts: readonly string[] }
  /** Rows were sent since the page was loaded, and no more are to be. */
  | { readonly kind: 'sent'; readonly hosts: readonly string[] };

/**
 * The one thing to say of what leaves, the gravest first: consent for the open project, rows that were sent, a model on its way,
 * places that were asked.
 *
 * @param agreed hosts to which rows of the open project may be sent
 */
export function leavingState({ requests, totals }: Ledger, agreed: readonly string[]): LeavingState {
  const distinct = (hosts: readonly string[]): readonly string[] => [...new Set(hosts)];
  if (agreed.length > 0) return { kind: 'sending', hosts: distinct(agreed) };
  const withRows = totals.filter(({ purpose }) => purpose === 'rows');
  if (withRows.length > 0) return { kind: 'sent', hosts: distinct(withRows.map(({ host }) => host)) };
  const fetching = requests.findLast(({ purpose, outcome }) => purpose === 'model' && outcome === 'waiting');
  if (fetching) return { kind: 'fetching', host: fetching.host };
  const uploads = totals.filter(({ purpose }) => purpose === 'upload');
  if (uploads.length > 0) return { kind: 'uploaded', hosts: distinct(uploads.map(({ host }) => host)) };
  return totals.length > 0 ? { kind: 'asked', hosts: distinct(totals.map(({ host }) => host)) } : { kind: 'nothing' };
}
