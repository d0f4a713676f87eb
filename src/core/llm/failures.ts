import { retryAfterMs } from '../outgoing/retry-after';

/** What an answer that is no success means for the request. */
export type HttpVerdict =
  /** Worth another try, after a while. */
  | { readonly kind: 'again'; readonly isBusy: boolean }
  | { readonly kind: 'too-long' }
  | { readonly kind: 'filtered' }
  /** The server does not know a part of the request; asked more plainly it may answer. */
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'wrong-key' }
  | { readonly kind: 'no-model' }
  | { readonly kind: 'no-credit' }
  | { readonly kind: 'page' };

const TOO_LONG =
  /context.{0,12}(length|window|size|limit)|exceed.{0,24}context|maximum context|too many (input )?tokens|prompt is too long|input.{0,20}too long|request too large/iu;
const NO_CREDIT = /insufficient_quota|billing|credit balance|budget.{0,12}exceed|exceed.{0,24}budget/iu;
const FILTERED = /content_?(filter|policy|management)|responsible_?ai/iu;
const NO_MODEL = /model.{0,80}(not found|does not exist|not available|not loaded|unknown)|(unknown|invalid|no such) model/iu;

/**
 * What a server's status and words say. Servers differ: the code of the error is looked at first, then its words. The words themselves are
 * never shown or kept, as they may repeat cells or the key.
 *
 * @param words the body of the answer, cut to some thousand characters
 */
export function judgeStatus(status: number, words: string, isHtml: boolean): HttpVerdict {
  if (status === 429 || status === 402) return NO_CREDIT.test(words) || status === 402 ? { kind: 'no-credit' } : AGAIN_BUSY;
  if (status === 408 || status === 409 || status === 425) return AGAIN;
  if (status === 503 || status === 529) return AGAIN_BUSY;
  if (status >= 500 && status !== 501 && status !== 505) return TOO_LONG.test(words) ? { kind: 'too-long' } : AGAIN;
  if (status === 401 || status === 407) return { kind: 'wrong-key' };
  if (isHtml) return { kind: 'page' };
  if (status === 403) return FILTERED.test(words) ? { kind: 'filtered' } : { kind: 'wrong-key' };
  if (status === 404) return { kind: 'no-model' };
  if (status === 413 || TOO_LONG.test(words)) return { kind: 'too-long' };
  if (FILTERED.test(words)) return { kind: 'filtered' };
  if (NO_MODEL.test(words)) return { kind: 'no-model' };
  return { kind: 'refused', reason: codeIn(words) };
}

const AGAIN: HttpVerdict = { kind: 'again', isBusy: false };
const AGAIN_BUSY: HttpVerdict = { kind: 'again', isBusy: true };

/** The machine-readable code or type in an error's body, which holds no cells; empty where there is none. */
export function codeIn(words: string): string {
  try {
    const { error } = JSON.parse(words) as { readonly error?: { readonly code?: unknown; readonly type?: unknown } };
    for (const value of [error?.code, error?.type]) {
      if (typeof value === 'string' && /^[a-z][a-z0-9_.-]{1,48}$/iu.test(value)) return value;
    }
  } catch {
    // No JSON: nothing of it is shown.
  }
  return '';
}

/**
 * How long a server asks to wait, in ms; null where it does not say. `Retry-After` holds seconds or a date; the others say when the
 * allowance is full again (`1s`, `6m0s`, `20ms`, seconds, or a time since 1970).
 *
 * @param header value of a header by lower-case name; browsers show only those that the server exposes
 * @param now ms since 1970
 */
export function waitAsked(header: (name: string) => string | null, now: number): number | null {
  const inMs = Number(header('retry-after-ms') ?? Number.NaN);
  if (Number.isFinite(inMs) && inMs >= 0) return inMs;
  const asked = retryAfterMs(header('retry-after'), now);
  if (asked !== null) return asked;
  const waits = ['requests', 'tokens'].flatMap((kind) => {
    const left = header(`x-ratelimit-remaining-${kind}`);
    const reset = header(`x-ratelimit-reset-${kind}`);
    const wait = left !== null && Number(left) <= 0 && reset !== null ? durationOf(reset, now) : null;
    return wait === null ? [] : [wait];
  });
  return waits.length > 0 ? Math.max(...waits) : null;
}

function durationOf(text: string, now: number): number | null {
  const number = Number(text);
  if (text.trim() !== '' && Number.isFinite(number)) {
    if (number > 1e12) return Math.max(0, number - now);
    if (number > 1e9) return Math.max(0, number * 1000 - now);
    return number * 1000;
  }
  let total = 0;
  let found = false;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|[dhms])/gu)) {
    total += Number(amount) * UNITS[unit as keyof typeof UNITS];
    found = true;
  }
  return found ? total : null;
}

const UNITS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Ms until try `tries` + 1 where the server says nothing: doubled each time, with chance, so that several do not come at once. */
export const backOff = (tries: number, chance: number): number =>
  Math.min(MOST_BACK_OFF_MS, 500 * 2 ** tries) * (0.5 + chance / 2);

const MOST_BACK_OFF_MS = 30_000;
