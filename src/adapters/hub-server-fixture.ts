import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { addressOf, close, isPreflight, listen } from './local-server-fixture';

/** A request that the imitated hub or its storage got. */
export interface AskedOf {
  readonly place: 'hub' | 'storage';
  readonly path: string;
  readonly range: string | null;
  readonly authorization: string | null;
}

/** Answers instead of the server; false leaves the request to it. */
export type Fault = (path: string, request: IncomingMessage, response: ServerResponse) => boolean;

/** A hub on this computer: descriptions, small files itself, large ones by a redirect to a storage host of another origin. */
export interface HubServer {
  /** Without a closing slash. */
  readonly hub: string;
  readonly storage: string;
  readonly asked: AskedOf[];
  /** Tried in order for every request of both hosts. */
  readonly faults: Fault[];
  /** Changes what the description says. */
  describe(change: Readonly<Record<string, unknown>>): void;
  stop(): Promise<void>;
}

export const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const LARGE = 100_000;
/** As the hub has them, so that pages of other origins may ask. */
const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'authorization',
  'access-control-expose-headers': 'x-repo-commit, x-error-code, etag, link, accept-ranges, content-range',
};

const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');
const gitHash = (content: Buffer): string =>
  createHash('sha1').update(`blob ${content.byteLength}\0`).update(content).digest('hex');

/** @param files of `repository`, by path */
export async function startHub(repository: string, files: ReadonlyMap<string, Buffer>): Promise<HubServer> {
  const asked: AskedOf[] = [];
  const faults: Fault[] = [];
  let described: Readonly<Record<string, unknown>> = {};

  const note = (place: AskedOf['place'], request: IncomingMessage): string => {
    const path = decodeURIComponent(request.url ?? '/');
    const { range = null, authorization = null } = request.headers;
    asked.push({ place, path, range, authorization });
    return path;
  };
  const storage = createServer((request, response) => {
    if (isPreflight(CORS, request, response)) return;
    const path = note('storage', request);
    if (faults.some((fault) => fault(path, request, response))) return;
    const content = files.get(path.slice(1));
    if (content) giveFile(content, sha256(content), request, response);
    else response.writeHead(404).end();
  });
  const hub = createServer((request, response) => {
    if (isPreflight(CORS, request, response)) return;
    const path = note('hub', request);
    if (faults.some((fault) => fault(path, request, response))) return;
    const file = new RegExp(`^/${repository}/resolve/${COMMIT}/(.+)$`).exec(path)?.[1];
    if (file !== undefined) {
      const content = files.get(file);
      response.setHeader('x-repo-commit', COMMIT);
      if (!content) response.writeHead(404, { 'x-error-code': 'EntryNotFound' }).end();
      else if (content.byteLength < LARGE) giveFile(content, gitHash(content), request, response);
      else response.writeHead(302, { location: `${addressOf(storage)}/${file}` }).end();
      return;
    }
    if (path === `/api/models/${repository}/revision/main` || path === `/api/models/${repository}/revision/${COMMIT}`) {
      const siblings = [...files.keys()].map((rfilename) => ({ rfilename }));
      giveJson({ id: repository, sha: COMMIT, gated: false, private: false, siblings, ...described }, response);
    } else if (path.startsWith(`/api/models/${repository}/tree/${COMMIT}?recursive=true`)) givePage(path, response);
    else response.writeHead(401, { 'x-error-code': 'RepoNotFound' }).end('Invalid username or password.');
  });
  /** Two pages, as long lists have them. */
  const givePage = (path: string, response: ServerResponse): void => {
    const lines = [...files].map(([name, content]) => ({
      type: 'file',
      path: name,
      size: content.byteLength,
      oid: gitHash(content),
      ...(content.byteLength < LARGE ? {} : { lfs: { oid: sha256(content), size: content.byteLength, pointerSize: 133 } }),
    }));
    const half = Math.ceil(lines.length / 2);
    if (path.includes('cursor=second')) {
      giveJson(lines.slice(half), response);
      return;
    }
    response.setHeader('link', `<https://elsewhere.example/api?recursive=true&cursor=second>; rel="next"`);
    giveJson([{ type: 'directory', path: 'onnx', oid: '0'.repeat(40), size: 0 }, ...lines.slice(0, half)], response);
  };
  await Promise.all([listen(hub), listen(storage)]);
  return {
    hub: addressOf(hub),
    storage: addressOf(storage),
    asked,
    faults,
    describe(change) {
      described = change;
    },
    stop: async () => void (await Promise.all([close(hub), close(storage)])),
  };
}

function giveJson(content: unknown, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(content));
}

/** The content, or the part of it that `Range` asks for. */
export function giveFile(content: Buffer, tag: string, request: IncomingMessage, response: ServerResponse): void {
  const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  const headers = { 'content-type': 'application/octet-stream', etag: `"${tag}"`, 'accept-ranges': 'bytes' };
  if (start >= content.byteLength && start > 0) {
    response.writeHead(416, headers).end();
    return;
  }
  const rest = content.subarray(start);
  const range = { 'content-range': `bytes ${start}-${content.byteLength - 1}/${content.byteLength}` };
  response
    .writeHead(start > 0 ? 206 : 200, { ...headers, 'content-length': rest.byteLength, ...(start > 0 ? range : {}) })
    .end(rest);
}

/** Gives the beginning of an answer and breaks the connection. */
export function breakOff(
  content: Buffer,
  bytes: number,
  response: ServerResponse,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(200, { 'content-length': content.byteLength, ...headers });
  response.write(content.subarray(0, bytes), () => setTimeout(() => response.destroy(), 30));
}
