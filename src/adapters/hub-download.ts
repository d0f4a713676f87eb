import { startOfAnswer } from '../core/hub/byte-range';
import { isPageInstead } from '../core/hub/page-instead';
import { waitBeforeRetry } from '../core/hub/refusals';
import { fileAddress, type RepositoryAddress } from '../core/hub/repository-address';
import { AppError, throwIfCancelled } from '../core/model/errors';
import type { PartialFile } from './hub-partial-file';
import { askHub, type HubAnswer, type HubPlatform } from './hub-requests';

export interface DownloadOptions {
  readonly token: string | null;
  readonly signal: AbortSignal;
  readonly platform: HubPlatform;
  /** Bytes of this file so far; fewer than before where a part had to be thrown away. */
  readonly onBytes: (done: number) => void;
  /** Ms until the next try. */
  readonly onWait: (ms: number) => void;
  /** Host that gave bytes. */
  readonly onHost: (host: string) => void;
}

/** Tries without a single byte more before a download is given up. */
const MOST_RETRIES = 4;
/** The page answers in between. */
const LONGEST_STEP_MS = 12;

/**
 * Fetches one file of a commit: goes on where `partial` ends, tries again where the network breaks, and gives the file out only if length and
 * hash are those that the hub promised. What came in stays in `partial` after an error or the signal, save for content that is wrong.
 *
 * @throws AppError as `askHub`; `hub/page-instead`, `hub/incomplete`, `hub/altered`, `hub/other-commit`, `hub/full`, `job/cancelled`
 */
export async function downloadFile(
  partial: PartialFile,
  from: RepositoryAddress,
  commit: string,
  options: DownloadOptions,
): Promise<Blob> {
  const { file } = partial;
  const { signal, platform } = options;
  let furthest = partial.done();
  for (let attempt = 0; partial.done() < file.bytes; attempt++) {
    const broken = await fetchOn(partial, from, commit, options);
    if (broken === null) break;
    if (partial.done() > furthest) attempt = 0;
    else if (attempt >= MOST_RETRIES) throw broken;
    furthest = Math.max(furthest, partial.done());
    const ms = waitBeforeRetry(attempt, null, platform.now(), platform.chance());
    options.onWait(ms);
    await platform.wait(ms, signal);
  }
  const mayBeMixed = partial.isPieced();
  const whole = partial.whole();
  if (whole) return readable(whole, file.bytes);
  partial.forget();
  options.onBytes(0);
  // Parts of two answers may not belong together; one more try takes it in one go.
  if (mayBeMixed) return downloadFile(partial, from, commit, options);
  throw new AppError('hub/altered', { file: file.path });
}

/** One answer, read to its end. @returns why it ended early, or null */
async function fetchOn(
  partial: PartialFile,
  from: RepositoryAddress,
  commit: string,
  options: DownloadOptions,
): Promise<AppError | null> {
  const { path } = partial.file;
  const request = {
    from: { ...from, revision: commit },
    purpose: 'model',
    file: path,
    token: options.token,
    signal: options.signal,
    mostRetries: MOST_RETRIES,
    start: partial.done(),
    onWait: options.onWait,
  } as const;
  const answer = await askHub(fileAddress(from, commit, path), request, options.platform);
  try {
    return await readAnswer(answer, partial, from, commit, options);
  } finally {
    void answer.response.body?.cancel().catch(() => {});
    answer.done();
  }
}

async function readAnswer(
  { response, alive }: HubAnswer,
  partial: PartialFile,
  from: RepositoryAddress,
  commit: string,
  { signal, platform, onBytes, onHost }: DownloadOptions,
): Promise<AppError | null> {
  const { path, bytes } = partial.file;
  const header = (name: string): string | null => response.headers.get(name);
  if (response.url) onHost(new URL(response.url).host);
  const given = header('x-repo-commit');
  if (given !== null && given !== commit) throw new AppError('hub/other-commit', { repository: from.repository });
  const head = { status: response.status, contentRange: header('content-range'), etag: header('etag') };
  const start = response.status === 416 ? null : startOfAnswer(head, partial.done(), partial.tag());
  if (start !== partial.done()) {
    partial.forget();
    onBytes(0);
  }
  if (start === null) return new AppError('hub/incomplete', { file: path });
  partial.begin(head.etag);
  const reader = (response.body as ReadableStream<Uint8Array<ArrayBuffer>> | null)?.getReader();
  let restedAt = platform.clock();
  try {
    for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
      alive();
      throwIfCancelled(signal);
      if (partial.done() === 0 && isPageInstead(path, header('content-type'), piece.value))
        throw new AppError('hub/page-instead', { file: path });
      if (!partial.add(piece.value)) {
        partial.forget();
        throw new AppError('hub/altered', { file: path });
      }
      onBytes(partial.done());
      if (platform.clock() - restedAt < LONGEST_STEP_MS) continue;
      await platform.wait(0, signal);
      restedAt = platform.clock();
    }
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    throwIfCancelled(signal);
    return new AppError('hub/incomplete', { file: path }, { cause: thrown });
  }
  return partial.done() < bytes ? new AppError('hub/incomplete', { file: path }) : null;
}

/** A browser that has no room for a blob says so only when it is read. */
async function readable(whole: Blob, bytes: number): Promise<Blob> {
  try {
    if (whole.size === bytes && (await whole.slice(-1).arrayBuffer()).byteLength === Math.min(1, bytes)) return whole;
  } catch (thrown) {
    throw new AppError('hub/full', { size: Math.ceil(bytes / 1e6) }, { cause: thrown });
  }
  throw new AppError('hub/full', { size: Math.ceil(bytes / 1e6) });
}
