import { AppError } from '../../core/model/errors';
import { entryKey, type OfflineFile } from './offline-list';

export interface KeepOptions {
  /** Address of the folder of the page, with a closing slash. */
  readonly scope: string;
  /** Content security policy for answers that came without one. */
  readonly policy: string;
  readonly fetch: typeof fetch;
  readonly signal?: AbortSignal;
  /** Bytes of this file so far. */
  readonly onBytes?: (done: number) => void;
}

/**
 * Fetches a file of the page and puts it into `cache`, but only if it is the file that the build had: nothing else is ever kept.
 *
 * @throws AppError `offline/unreachable`, `offline/not-served`, `offline/page-instead`, `offline/incomplete`, `offline/altered`,
 *   `offline/full`, `storage/failed`, `job/cancelled`
 */
export async function keepFile(cache: Cache, file: OfflineFile, options: KeepOptions): Promise<void> {
  await putFile(cache, file, options.scope, await fetchChecked(file, options));
}

/** Puts an answer that was checked before into `cache`. @throws AppError `offline/full`, `storage/failed` */
export async function putFile(cache: Cache, file: OfflineFile, scope: string, answer: Response): Promise<void> {
  try {
    await cache.put(entryKey(scope, file), answer);
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'QuotaExceededError')
      throw new AppError('offline/full', { file: file.path, size: megabytes(file.bytes) }, { cause: thrown });
    throw new AppError('storage/failed', { reason: thrown instanceof Error ? thrown.name : 'unknown' }, { cause: thrown });
  }
}

/** True where `answer` has the content that the build had. Reads all of it. */
export async function isIntact(answer: Response, file: OfflineFile): Promise<boolean> {
  const bytes = await answer.arrayBuffer().catch(() => null);
  return bytes !== null && bytes.byteLength === file.bytes && (await sha256(bytes)) === file.sha256;
}

async function fetchChecked(file: OfflineFile, options: KeepOptions): Promise<Response> {
  const { scope, policy, fetch, signal } = options;
  const { path } = file;
  // Names in `assets` carry a hash of their content; of others an older copy may be about.
  const cache = path.startsWith('assets/') ? 'default' : 'no-cache';
  const request = { cache, credentials: 'same-origin', ...(signal ? { signal } : {}) } as const;
  const answer = await fetch(scope + path, request).catch((thrown: unknown) => {
    if (signal?.aborted) throw new AppError('job/cancelled');
    throw new AppError('offline/unreachable', { file: path }, { cause: thrown });
  });
  if (!answer.ok) throw new AppError('offline/not-served', { file: path, status: answer.status });
  if (!path.endsWith('.html') && answer.headers.get('content-type')?.includes('text/html'))
    throw new AppError('offline/page-instead', { file: path });
  const bytes = await readBody(answer, file, options);
  if ((await sha256(bytes)) !== file.sha256) throw new AppError('offline/altered', { file: path });
  return new Response(bytes, { status: 200, headers: keptHeaders(answer.headers, policy) });
}

async function readBody(answer: Response, file: OfflineFile, { signal, onBytes }: KeepOptions): Promise<ArrayBuffer> {
  const { path } = file;
  const whole = new Uint8Array(file.bytes);
  let done = 0;
  const reader = answer.body?.getReader();
  try {
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      if (done + part.value.byteLength > whole.byteLength) {
        void reader?.cancel();
        throw new AppError('offline/altered', { file: path });
      }
      whole.set(part.value, done);
      done += part.value.byteLength;
      onBytes?.(done);
    }
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    if (signal?.aborted) throw new AppError('job/cancelled');
    throw new AppError('offline/incomplete', { file: path }, { cause: thrown });
  }
  if (done < whole.byteLength) throw new AppError('offline/incomplete', { file: path });
  return whole.buffer;
}

/** Those of the server, as a worker script takes its policy from them; a host that sets none is helped out. */
function keptHeaders(given: Headers, policy: string): Headers {
  const headers = new Headers(given);
  for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) headers.delete(name);
  if (!headers.has('content-security-policy')) headers.set('content-security-policy', policy);
  if (!headers.has('x-content-type-options')) headers.set('x-content-type-options', 'nosniff');
  return headers;
}

async function sha256(bytes: ArrayBuffer): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const megabytes = (bytes: number): number => Math.ceil(bytes / 1e6);
