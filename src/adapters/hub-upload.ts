import { MAIN_REVISION, type RepositoryAddress } from '../core/hub/repository-address';
import { type LargeTarget, readBatch, readCommit, readPreupload, type UploadMode } from '../core/hub/upload-answers';
import { AppError, throwIfCancelled } from '../core/model/errors';
import { askHub, type HubPlatform, type HubRequest } from './hub-requests';

/** A file to be sent. */
export interface UploadFile {
  readonly path: string;
  readonly blob: Blob;
  /** In hexadecimal digits. */
  readonly sha256: string;
}

export interface UploadOptions {
  /** With the right to write. Goes to the hub's own origin only. */
  readonly token: string;
  readonly signal: AbortSignal;
  readonly onWait: (ms: number) => void;
}

const MOST_RETRIES = 4;
const MOST_ANSWER_BYTES = 5_000_000;
const JSON_TYPE = { 'content-type': 'application/json' };
const LFS_TYPE = { 'content-type': 'application/vnd.git-lfs+json', accept: 'application/vnd.git-lfs+json' };
/** Bytes by which the hub tells text from other content. */
const SAMPLE_BYTES = 512;

/**
 * Makes a repository for a model. @returns `exists` where there is one of that name already, which stays as it is
 * @throws AppError as `askHub`, `hub/no-write`
 */
export async function createRepository(
  to: RepositoryAddress,
  isPrivate: boolean,
  options: UploadOptions,
  platform: HubPlatform,
): Promise<'made' | 'exists'> {
  const [organization, name] = to.repository.split('/');
  const body = { type: 'model', name, organization, private: isPrivate };
  try {
    await post(`${to.hub}/api/repos/create`, JSON.stringify(body), JSON_TYPE, to, options, platform);
    return 'made';
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'hub/refused' && thrown.params.status === 409) return 'exists';
    throw thrown;
  }
}

/**
 * Sends files to a repository as one commit: large ones to its storage first, where nobody sees them, then all at once. What the storage
 * has from an earlier try is not sent again. Until the commit is made, nothing in the repository changes.
 *
 * @param parent commit that the branch has to stand at; null where that does not matter
 * @param onSent told after each file that is at the storage: their number and bytes, and the number of large files
 * @returns the commit
 * @throws AppError as `askHub`; `hub/no-write`, `hub/changed`, `hub/not-taken`, `hub/bad-answer`, `job/cancelled`
 */
export async function uploadFiles(
  to: RepositoryAddress,
  files: readonly UploadFile[],
  parent: string | null,
  options: UploadOptions & { readonly onSent: (sent: SentFiles) => void },
  platform: HubPlatform,
): Promise<string> {
  const modes = await askForModes(to, files, options, platform);
  const large = files.filter(({ path }) => modes.get(path) === 'lfs');
  const targets = await askForTargets(to, large, options, platform);
  let bytes = 0;
  for (const [at, file] of large.entries()) {
    throwIfCancelled(options.signal);
    options.onSent({ files: at, bytes, large: large.length });
    await sendLarge(file, targets.get(file.sha256)!, to, options, platform);
    bytes += file.blob.size;
  }
  options.onSent({ files: large.length, bytes, large: large.length });
  return commit(to, files, modes, parent, options, platform);
}

export interface SentFiles {
  /** Large files at the storage, and how many there are. */
  readonly files: number;
  readonly large: number;
  readonly bytes: number;
}

async function askForModes(
  to: RepositoryAddress,
  files: readonly UploadFile[],
  options: UploadOptions,
  platform: HubPlatform,
): Promise<ReadonlyMap<string, UploadMode>> {
  const asked = [];
  for (const { path, blob } of files) asked.push({ path, size: blob.size, sample: await base64Of(blob.slice(0, SAMPLE_BYTES)) });
  const address = `${to.hub}/api/models/${to.repository}/preupload/${MAIN_REVISION}`;
  const answer = await post(address, JSON.stringify({ files: asked }), JSON_TYPE, to, options, platform);
  return (
    readPreupload(
      answer,
      files.map(({ path }) => path),
    ) ?? badAnswer(to)
  );
}

async function askForTargets(
  to: RepositoryAddress,
  large: readonly UploadFile[],
  options: UploadOptions,
  platform: HubPlatform,
): Promise<ReadonlyMap<string, LargeTarget>> {
  if (large.length === 0) return new Map();
  const body = {
    operation: 'upload',
    transfers: ['basic', 'multipart'],
    hash_algo: 'sha_256',
    ref: { name: MAIN_REVISION },
    objects: large.map(({ sha256, blob }) => ({ oid: sha256, size: blob.size })),
  };
  const address = `${to.hub}/${to.repository}.git/info/lfs/objects/batch`;
  const answer = await post(address, JSON.stringify(body), LFS_TYPE, to, options, platform);
  const targets =
    readBatch(
      answer,
      large.map(({ sha256 }) => sha256),
    ) ?? badAnswer(to);
  const taken = new Map<string, LargeTarget>();
  for (const { sha256, path } of large) {
    const target = targets.get(sha256)!;
    if (target === 'refused') throw new AppError('hub/not-taken', { host: hostOf(to), file: path });
    taken.set(sha256, target);
  }
  return taken;
}

async function sendLarge(
  { path, blob, sha256 }: UploadFile,
  target: LargeTarget,
  to: RepositoryAddress,
  options: UploadOptions,
  platform: HubPlatform,
): Promise<void> {
  if (target === null) return;
  const put = async (address: string, body: Blob, headers: Readonly<Record<string, string>>): Promise<string | null> => {
    const explain = (status: number): AppError | null =>
      status >= 400 && status < 500 && status !== 408 && status !== 429
        ? new AppError('hub/not-taken', { host: new URL(address).host, file: path })
        : null;
    // A blob without a type: the storage has signed for none.
    const sent = { method: 'PUT', body: body.slice(0, body.size, ''), headers } as const;
    const answer = await askHub(address, { ...requestOf(to, options), sent, explain }, platform);
    void answer.response.body?.cancel().catch(() => {});
    answer.done();
    return answer.response.headers.get('etag');
  };
  if (!target.parts) {
    await put(target.address, blob, target.headers);
    return;
  }
  const { bytes, addresses } = target.parts;
  const parts = [];
  for (const [at, address] of addresses.entries()) {
    throwIfCancelled(options.signal);
    const etag = await put(address, blob.slice(at * bytes, (at + 1) * bytes), {});
    if (etag === null) badAnswer(to);
    parts.push({ partNumber: at + 1, etag });
  }
  await post(target.address, JSON.stringify({ oid: sha256, parts }), LFS_TYPE, to, options, platform);
}

async function commit(
  to: RepositoryAddress,
  files: readonly UploadFile[],
  modes: ReadonlyMap<string, UploadMode>,
  parent: string | null,
  options: UploadOptions,
  platform: HubPlatform,
): Promise<string> {
  const summary = 'Model with an adapter, from Rowlink';
  const lines: unknown[] = [
    { key: 'header', value: { summary, description: '', ...(parent === null ? {} : { parentCommit: parent }) } },
  ];
  for (const { path, blob, sha256 } of files) {
    const mode = modes.get(path);
    if (mode === 'lfs') lines.push({ key: 'lfsFile', value: { path, algo: 'sha256', oid: sha256, size: blob.size } });
    else if (mode === 'regular') lines.push({ key: 'file', value: { path, encoding: 'base64', content: await base64Of(blob) } });
  }
  const body = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  const address = `${to.hub}/api/models/${to.repository}/commit/${MAIN_REVISION}`;
  const answer = await post(address, body, { 'content-type': 'application/x-ndjson' }, to, options, platform);
  return readCommit(answer) ?? badAnswer(to);
}

async function post(
  address: string,
  content: string,
  headers: Readonly<Record<string, string>>,
  to: RepositoryAddress,
  options: UploadOptions,
  platform: HubPlatform,
): Promise<unknown> {
  const explain = (status: number): AppError | null => {
    if (status === 403) return new AppError('hub/no-write', { repository: to.repository });
    return status === 412 ? new AppError('hub/changed', { repository: to.repository }) : null;
  };
  const sent = { method: 'POST', body: new Blob([content]), headers } as const;
  const { response, done } = await askHub(address, { ...requestOf(to, options), sent, explain }, platform);
  try {
    if (Number(response.headers.get('content-length') ?? 0) > MOST_ANSWER_BYTES) return null;
    const text = await response.text();
    return text === '' ? null : (JSON.parse(text) as unknown);
  } catch (thrown) {
    throwIfCancelled(options.signal);
    const code = thrown instanceof SyntaxError ? 'hub/bad-answer' : 'hub/unreachable';
    throw new AppError(code, { host: hostOf(to) }, { cause: thrown });
  } finally {
    done();
  }
}

const requestOf = (to: RepositoryAddress, { token, signal, onWait }: UploadOptions): HubRequest => ({
  from: to,
  purpose: 'upload',
  file: null,
  token,
  signal,
  mostRetries: MOST_RETRIES,
  onWait,
});

function badAnswer(to: RepositoryAddress): never {
  throw new AppError('hub/bad-answer', { host: hostOf(to) });
}

const hostOf = ({ hub }: RepositoryAddress): string => new URL(hub).host;

/** Base64 of a file, some bytes at a time: a call takes so many arguments and no more. */
async function base64Of(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let binary = '';
  for (let from = 0; from < bytes.length; from += 8_192) binary += String.fromCharCode(...bytes.subarray(from, from + 8_192));
  return btoa(binary);
}
