import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { addressOf, close, isPreflight, listen } from './local-server-fixture';

/** Answers instead of the server; false leaves the request to it. */
export type ReceivingFault = (path: string, request: IncomingMessage, response: ServerResponse, body: Buffer) => boolean;

/** A hub on this computer that takes uploads, and its storage of another origin. */
export interface ReceivingHub {
  readonly hub: string;
  readonly storage: string;
  /** Requests in order: method, path, `authorization`. */
  readonly asked: { readonly method: string; readonly path: string; readonly authorization: string | null }[];
  readonly faults: ReceivingFault[];
  /** Objects at the storage by hash. */
  readonly objects: Map<string, Buffer>;
  /** By name: whether it is private, and its files by path. */
  readonly repositories: Map<string, { readonly isPrivate: boolean; head: string; readonly files: Map<string, Buffer> }>;
  stop(): Promise<void>;
}

export const WRITE_TOKEN = 'hf_test_write';
/** Larger files go to the storage. */
const LARGE = 20_000;
const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, POST, PUT',
  'access-control-allow-headers': 'authorization, content-type',
  'access-control-expose-headers': 'x-error-code, etag, retry-after',
};
const commitOf = (text: string): string => createHash('sha1').update(text).digest('hex');

/** @param partBytes larger files go to the storage in parts of as many bytes */
export async function startReceivingHub(partBytes = 100_000): Promise<ReceivingHub> {
  const asked: ReceivingHub['asked'] = [];
  const faults: ReceivingFault[] = [];
  const objects: ReceivingHub['objects'] = new Map();
  const repositories: ReceivingHub['repositories'] = new Map();
  const parts = new Map<string, Buffer>();

  const take = (answer: (path: string, request: IncomingMessage, response: ServerResponse, body: Buffer) => void) =>
    createServer((request, response) => {
      if (isPreflight(CORS, request, response)) return;
      const pieces: Buffer[] = [];
      request.on('data', (piece: Buffer) => pieces.push(piece));
      request.on('end', () => {
        const path = decodeURIComponent(request.url ?? '/');
        const body = Buffer.concat(pieces);
        asked.push({ method: request.method ?? '', path, authorization: request.headers.authorization ?? null });
        if (!faults.some((fault) => fault(path, request, response, body))) answer(path, request, response, body);
      });
    });

  const storage = take((path, _request, response, body) => {
    const [, kind, oid = '', part] = path.split('/');
    if (kind === 'one') objects.set(oid, body);
    else parts.set(`${oid}/${part}`, body);
    response.writeHead(200, { etag: `"${part ?? 'one'}"` }).end();
  });
  const hub = take((path, request, response, body) => {
    const json = (status: number, content: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content));
    };
    if (path.startsWith('/complete/')) {
      const { oid, parts: told } = JSON.parse(body.toString()) as { oid: string; parts: { partNumber: number }[] };
      objects.set(oid, Buffer.concat(told.map(({ partNumber }) => parts.get(`${oid}/${partNumber}`)!)));
      json(200, {});
      return;
    }
    if (request.headers.authorization !== `Bearer ${WRITE_TOKEN}`) {
      json(request.headers.authorization === 'Bearer read-only' ? 403 : 401, { error: 'no' });
      return;
    }
    if (path === '/api/repos/create') {
      const { name, organization, private: isPrivate } = JSON.parse(body.toString()) as Record<string, string | boolean>;
      const full = `${organization}/${name}`;
      if (repositories.has(full)) json(409, { error: 'You already created this model repo' });
      else {
        repositories.set(full, { isPrivate: isPrivate === true, head: commitOf(full), files: new Map() });
        json(200, { url: full });
      }
      return;
    }
    const name =
      /^\/(?:api\/models\/)?([\w.-]+\/[\w-]+(?:\.[\w-]+)*?)(?:\.git)?\/(?:preupload|info|commit|revision)\b/u.exec(path)?.[1] ??
      '';
    const repository = repositories.get(name);
    if (!repository) json(404, { error: 'Repository not found' });
    else if (path.includes('/revision/')) json(200, { id: name, sha: repository.head, private: repository.isPrivate });
    else if (path.includes('/preupload/')) {
      const { files } = JSON.parse(body.toString()) as { files: { path: string; size: number }[] };
      json(200, { files: files.map((file) => ({ path: file.path, uploadMode: file.size > LARGE ? 'lfs' : 'regular' })) });
    } else if (path.endsWith('/info/lfs/objects/batch')) {
      const batch = JSON.parse(body.toString()) as { objects: { oid: string; size: number }[] };
      const target = ({ oid, size }: { oid: string; size: number }) => {
        if (objects.has(oid)) return { oid, size };
        if (size <= partBytes)
          return { oid, size, actions: { upload: { href: `${addressOf(storage)}/one/${oid}`, header: {} } } };
        const numbers = Array.from({ length: Math.ceil(size / partBytes) }, (_, at) => at + 1);
        const header = Object.fromEntries(
          numbers.map((at) => [String(at).padStart(5, '0'), `${addressOf(storage)}/part/${oid}/${at}`]),
        );
        return {
          oid,
          size,
          actions: {
            upload: { href: `${addressOf(hub)}/complete/${oid}`, header: { ...header, chunk_size: String(partBytes) } },
          },
        };
      };
      json(200, { objects: batch.objects.map(target) });
    } else {
      const lines = body
        .toString()
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { key: string; value: Record<string, string> });
      const parent = lines[0]!.value.parentCommit;
      if (parent !== undefined && parent !== repository.head) {
        json(412, { error: 'A commit has happened since' });
        return;
      }
      for (const { key, value } of lines) {
        if (key === 'file') repository.files.set(value.path!, Buffer.from(value.content!, 'base64'));
        if (key === 'lfsFile') repository.files.set(value.path!, objects.get(value.oid!)!);
      }
      repository.head = commitOf(body.toString());
      json(200, { success: true, commitOid: repository.head });
    }
  });
  await Promise.all([listen(hub), listen(storage)]);
  return {
    hub: addressOf(hub),
    storage: addressOf(storage),
    asked,
    faults,
    objects,
    repositories,
    stop: async () => void (await Promise.all([close(hub), close(storage)])),
  };
}
