import { infoAddress, isCommit, type RepositoryAddress, treeAddress } from '../core/hub/repository-address';
import { type RepositoryFile, readRepositoryFiles } from '../core/hub/repository-files';
import { type RepositoryInfo, readRepositoryInfo } from '../core/hub/repository-info';
import { AppError } from '../core/model/errors';
import { askHub, type HubPlatform } from './hub-requests';

export interface AskOptions {
  readonly token: string | null;
  readonly signal: AbortSignal;
  readonly onWait?: (ms: number) => void;
}

/** A list of more files is no model's. */
const MOST_PAGES = 20;
const MOST_ANSWER_BYTES = 20_000_000;
const MOST_RETRIES = 2;

/**
 * What the hub says of a repository at its revision.
 *
 * @throws AppError as `askHub`, `hub/bad-answer`, `hub/other-commit`
 */
export async function askForInfo(from: RepositoryAddress, options: AskOptions, platform: HubPlatform): Promise<RepositoryInfo> {
  const { content } = await askForJson(infoAddress(from), from, options, platform);
  const info = readRepositoryInfo(content);
  if (info === null) throw new AppError('hub/bad-answer', { host: hostOf(from) });
  if (from.revision !== null && isCommit(from.revision) && info.commit !== from.revision)
    throw new AppError('hub/other-commit', { repository: from.repository });
  return info;
}

/**
 * All files of a repository at a commit.
 *
 * @throws AppError as `askHub`, `hub/bad-answer`
 */
export async function askForFiles(
  from: RepositoryAddress,
  commit: string,
  options: AskOptions,
  platform: HubPlatform,
): Promise<readonly RepositoryFile[]> {
  const files: RepositoryFile[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES; page++) {
    const address = treeAddress(from, commit) + (cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`);
    const { content, next } = await askForJson(address, { ...from, revision: commit }, options, platform);
    const read = readRepositoryFiles(content);
    if (read === null) throw new AppError('hub/bad-answer', { host: hostOf(from) });
    files.push(...read);
    if (next === null) return files;
    cursor = next;
  }
  throw new AppError('hub/bad-answer', { host: hostOf(from) });
}

async function askForJson(
  address: string,
  from: RepositoryAddress,
  options: AskOptions,
  platform: HubPlatform,
): Promise<{ readonly content: unknown; readonly next: string | null }> {
  const request = { ...options, from, purpose: 'list', file: null, mostRetries: MOST_RETRIES } as const;
  const { response, done } = await askHub(address, request, platform);
  try {
    if (Number(response.headers.get('content-length') ?? 0) > MOST_ANSWER_BYTES)
      throw new AppError('hub/bad-answer', { host: hostOf(from) });
    const text = await response.text();
    return { content: JSON.parse(text) as unknown, next: cursorOf(response.headers.get('link')) };
  } catch (thrown) {
    if (options.signal.aborted) throw new AppError('job/cancelled');
    if (thrown instanceof AppError) throw thrown;
    const code = thrown instanceof SyntaxError ? 'hub/bad-answer' : 'hub/unreachable';
    throw new AppError(code, { host: hostOf(from) }, { cause: thrown });
  } finally {
    done();
  }
}

/** Only the cursor is taken of the address of the next page: behind a mirror it may name another host. */
function cursorOf(link: string | null): string | null {
  const next = /<([^>]+)>\s*;\s*rel="?next"?/u.exec(link ?? '')?.[1];
  return next ? new URL(next, 'https://any.example').searchParams.get('cursor') : null;
}

const hostOf = ({ hub }: RepositoryAddress): string => new URL(hub).host;
