import { explainRefusal, isPassing, waitBeforeRetry } from '../core/hub/refusals';
import type { RepositoryAddress } from '../core/hub/repository-address';
import { AppError, throwIfCancelled } from '../core/model/errors';

/** What requests to a hub need of the browser. */
export interface HubPlatform {
  readonly fetch: typeof fetch;
  /** Ms of a clock that only goes forward. */
  readonly clock: () => number;
  /** Ms since 1970. */
  readonly now: () => number;
  /** 0…1. */
  readonly chance: () => number;
  /** Settles after `ms`, or at once with `job/cancelled`. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
  /** Before a request leaves; what it returns takes the status of the answer, or null where none came. */
  note(address: string, purpose: HubRequest['purpose'], sentBytes: number): (status: number | null) => void;
  /** Whether the policy of the page was what stopped a request that has just failed. */
  wasForbidden(address: string): Promise<boolean>;
}

export interface HubRequest {
  readonly from: RepositoryAddress;
  readonly purpose: 'list' | 'model' | 'upload';
  /** Path of the file that is asked for; null for descriptions. */
  readonly file: string | null;
  /** Access token of the person; goes to the origin of the hub only. */
  readonly token: string | null;
  readonly signal: AbortSignal;
  readonly mostRetries: number;
  /** First byte that is wanted. */
  readonly start?: number;
  /** Told before each wait, in ms. */
  readonly onWait?: (ms: number) => void;
  /** What is sent; nothing is asked for with `GET` where this is absent. */
  readonly sent?: { readonly method: 'POST' | 'PUT'; readonly body: Blob; readonly headers: Readonly<Record<string, string>> };
  /** Another reason for a refusal than the usual one. */
  readonly explain?: (status: number) => AppError | null;
}

/** An answer that is taken, and how to tell that bytes still come. */
export interface HubAnswer {
  readonly response: Response;
  /** To be called with each piece of the body: a request that stays silent is given up. */
  alive(): void;
  /** To be called when the body was read or is not wanted. */
  done(): void;
}

/** A server that sends nothing for this long is given up. */
const LONGEST_SILENCE_MS = 60_000;
/** 20 kB a second. */
const SLOWEST_BYTES_A_MS = 20;

/**
 * Asks a hub, and again after a wait where that may help: no network, too many requests, a server out of order. Status 416 is an answer like any
 * other, as it says that there is no such part.
 *
 * @throws AppError `hub/unreachable`, `hub/redirect-blocked`, those of `explainRefusal`, `job/cancelled`
 */
export async function askHub(address: string, request: HubRequest, platform: HubPlatform): Promise<HubAnswer> {
  for (let attempt = 0; ; attempt++) {
    throwIfCancelled(request.signal);
    const answer = await askOnce(address, request, platform);
    if (!(answer instanceof AppError) && (answer.response.ok || answer.response.status === 416)) return answer;
    const response = answer instanceof AppError ? null : answer.response;
    if (!(answer instanceof AppError)) {
      void answer.response.body?.cancel().catch(() => {});
      answer.done();
    }
    const head = response && { status: response.status, code: response.headers.get('x-error-code') };
    const error =
      answer instanceof AppError
        ? answer
        : (request.explain?.(head!.status) ??
          explainRefusal(head!, request.from, { hasToken: request.token !== null, file: request.file }));
    const mayPass = head ? isPassing(head) : error.code === 'hub/unreachable';
    if (!mayPass || attempt >= request.mostRetries) throw error;
    const ms = waitBeforeRetry(attempt, response?.headers.get('retry-after') ?? null, platform.now(), platform.chance());
    request.onWait?.(ms);
    await platform.wait(ms, request.signal);
  }
}

async function askOnce(address: string, request: HubRequest, platform: HubPlatform): Promise<HubAnswer | AppError> {
  const silence = new AbortController();
  const sentBytes = request.sent?.body.size ?? 0;
  // A browser says nothing while it sends.
  const longest = LONGEST_SILENCE_MS + sentBytes / SLOWEST_BYTES_A_MS;
  let timer = setTimeout(() => silence.abort(), longest);
  const done = (): void => clearTimeout(timer);
  const settle = platform.note(address, request.purpose, sentBytes);
  try {
    const response = await platform.fetch(address, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      // Nothing is left in the cache of the browser: what is kept is kept by the page, once it was checked.
      cache: 'no-store',
      headers: headersOf(address, request),
      ...(request.sent ? { method: request.sent.method, body: request.sent.body } : {}),
      signal: AbortSignal.any([request.signal, silence.signal]),
    });
    settle(response.status);
    const alive = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), LONGEST_SILENCE_MS);
    };
    return { response, alive, done };
  } catch (thrown) {
    done();
    settle(null);
    throwIfCancelled(request.signal);
    const { host } = new URL(address);
    const code = (await platform.wasForbidden(address)) ? 'hub/redirect-blocked' : 'hub/unreachable';
    return new AppError(code, { host }, { cause: thrown });
  }
}

/** `Range` alone needs no leave of the server in advance (CORS), `If-Range` would; the ETag of the answer is compared instead. */
function headersOf(address: string, { from, token, start = 0, sent }: HubRequest): Headers {
  const headers = new Headers(sent?.headers);
  if (start > 0) headers.set('range', `bytes=${start}-`);
  if (token !== null && new URL(address).origin === new URL(from.hub).origin) headers.set('authorization', `Bearer ${token}`);
  return headers;
}
