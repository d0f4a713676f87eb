import { AppError } from '../model/errors';
import { retryAfterMs } from '../outgoing/retry-after';
import type { RepositoryAddress } from './repository-address';

/** What an answer of a hub says beside its content. */
export interface AnswerHead {
  readonly status: number;
  /** `X-Error-Code` of the hub; null where it has none or the browser hides it. */
  readonly code: string | null;
}

/** Waiting may help: too many requests, or a server that is out of order for the moment. */
export const isPassing = ({ status }: AnswerHead): boolean => status === 408 || status === 429 || status >= 500;

/**
 * Why a hub gives nothing, as an error: `hub/gated`, `hub/token-refused`, `hub/not-found`, `hub/no-revision`, `hub/busy`, `hub/refused`.
 *
 * Without a token the hub answers 401 both for what is not there and for what is private, so as not to tell one from the other.
 *
 * @param file that was asked for, null where it was the description of the repository
 */
export function explainRefusal(
  head: AnswerHead,
  { hub, repository, revision }: RepositoryAddress,
  { hasToken, file = null }: { readonly hasToken: boolean; readonly file?: string | null },
): AppError {
  const { status, code } = head;
  const host = new URL(hub).host;
  if (code === 'GatedRepo') return new AppError('hub/gated', { repository, host });
  if (code === 'RevisionNotFound') return new AppError('hub/no-revision', { repository, revision: revision ?? '' });
  if (status === 401 && hasToken) return new AppError('hub/token-refused', { host });
  if (code === 'RepoNotFound' || status === 401) return new AppError('hub/not-found', { repository, host });
  if (status === 403) return new AppError('hub/gated', { repository, host });
  if (status === 404 && file !== null) return new AppError('hub/missing-file', { repository, file });
  if (status === 404) return new AppError('hub/not-found', { repository, host });
  return new AppError(isPassing(head) ? 'hub/busy' : 'hub/refused', { host, status });
}

/**
 * How long to wait before the next try, in ms: what `Retry-After` says (seconds, or a date), else 1 s, 2 s, 4 s … and up to a quarter more by
 * `chance`. At most `LONGEST_WAIT_MS`.
 *
 * @param attempt 0 for the first that failed. @param now ms since 1970. @param chance 0…1
 */
export function waitBeforeRetry(attempt: number, retryAfter: string | null, now: number, chance: number): number {
  const own = 1000 * 2 ** attempt * (1 + chance / 4);
  return Math.min(LONGEST_WAIT_MS, retryAfterMs(retryAfter, now) ?? own);
}

export const LONGEST_WAIT_MS = 60_000;
