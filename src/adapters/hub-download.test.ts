import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RepositoryFile } from '../core/hub/repository-files';
import { AppError } from '../core/model/errors';
import { askForFiles, askForInfo } from './hub-descriptions';
import { downloadFile } from './hub-download';
import { createPartialFile } from './hub-partial-file';
import type { HubPlatform } from './hub-requests';
import { breakOff, COMMIT, giveFile, type HubServer, startHub } from './hub-server-fixture';

const NAME = 'lab/tiny';
const WEIGHTS = 'onnx/model_quantized.onnx';
const CONTENT = Buffer.from(Array.from({ length: 300_000 }, (_, at) => (at * 31 + (at >> 8)) & 255));
const FILES = new Map([
  ['config.json', Buffer.from('{"hidden_size":8}')],
  ['README.md', Buffer.from('<h1>A card may begin so</h1>')],
  ['empty.txt', Buffer.alloc(0)],
  [WEIGHTS, CONTENT],
]);

let server: HubServer;
let waits: number[];
let hosts: Set<string>;
let noted: string[];
let stop: AbortController;
beforeEach(async () => {
  server = await startHub(NAME, FILES);
  [waits, hosts, noted, stop] = [[], new Set(), [], new AbortController()];
});
afterEach(() => server.stop());

const platform = (): HubPlatform => ({
  fetch: (...request) => fetch(...request),
  clock: () => performance.now(),
  now: () => Date.UTC(2026, 0, 1),
  chance: () => 0,
  async wait(ms, signal) {
    if (signal.aborted) throw new AppError('job/cancelled');
    if (ms > 0) waits.push(ms);
  },
  note(address, purpose) {
    noted.push(`${purpose} ${new URL(address).pathname}`);
    return () => {};
  },
  wasForbidden: async () => false,
});
const from = () => ({ hub: server.hub, repository: NAME, revision: null });
const ask = () => ({ token: null, signal: stop.signal });
const listed = async (path: string): Promise<RepositoryFile> =>
  (await askForFiles(from(), COMMIT, ask(), platform())).find((file) => file.path === path)!;
const options = (token: string | null = null) => ({
  token,
  signal: stop.signal,
  platform: platform(),
  onBytes: () => {},
  onWait: () => {},
  onHost: (host: string) => void hosts.add(host),
});
const download = async (path: string, token: string | null = null, partial?: ReturnType<typeof createPartialFile>) =>
  downloadFile(partial ?? createPartialFile(await listed(path)), from(), COMMIT, options(token));
const isContent = async (blob: Blob, content = CONTENT) => content.equals(Buffer.from(await blob.arrayBuffer()));
const asksOf = (place: 'hub' | 'storage') => server.asked.filter((one) => one.place === place && !one.path.startsWith('/api'));
const codeOf = (task: Promise<unknown>): Promise<string> =>
  task.then(
    () => 'came through',
    (thrown: unknown) => (thrown instanceof AppError ? thrown.code : String(thrown)),
  );
/** Intrudes once on requests whose path ends so. */
const once = (end: string, act: Parameters<typeof server.faults.push>[0]) => {
  let isDone = false;
  server.faults.push((path, request, response) => {
    if (isDone || !path.endsWith(end)) return false;
    isDone = true;
    return act(path, request, response);
  });
};

describe('descriptions', () => {
  it('reads commit, licence and all pages of the list, asking the hub alone', async () => {
    server.describe({ cardData: { license: 'mit', language: ['en', 'de'] } });
    const info = await askForInfo(from(), ask(), platform());
    expect(info).toMatchObject({ repository: NAME, commit: COMMIT, licence: 'mit', languages: ['en', 'de'], isGated: false });
    const files = await askForFiles(from(), COMMIT, ask(), platform());
    expect(files.map(({ path, bytes }) => [path, bytes])).toEqual(
      [...FILES].map(([path, content]) => [path, content.byteLength]),
    );
    expect(files.map(({ hash }) => hash.kind)).toEqual(['git', 'git', 'git', 'sha256']);
    expect(new Set(server.asked.map(({ place }) => place))).toEqual(new Set(['hub']));
    expect(noted.every((line) => line.startsWith('list /api/models/lab/tiny/'))).toBe(true);
  });

  it.each([
    [
      'a web page',
      (r: import('node:http').ServerResponse) => r.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Sign in</h1>'),
      'hub/bad-answer',
    ],
    ['something else', (r: import('node:http').ServerResponse) => r.writeHead(200).end('{"id":"lab/tiny"}'), 'hub/bad-answer'],
    [
      'a gated one',
      (r: import('node:http').ServerResponse) => r.writeHead(403, { 'x-error-code': 'GatedRepo' }).end(),
      'hub/gated',
    ],
    [
      'an unknown one',
      (r: import('node:http').ServerResponse) => r.writeHead(401, { 'x-error-code': 'RepoNotFound' }).end(),
      'hub/not-found',
    ],
    [
      'no such revision',
      (r: import('node:http').ServerResponse) => r.writeHead(404, { 'x-error-code': 'RevisionNotFound' }).end(),
      'hub/no-revision',
    ],
    ['one taken down', (r: import('node:http').ServerResponse) => r.writeHead(451).end(), 'hub/refused'],
    ['a server out of order', (r: import('node:http').ServerResponse) => r.writeHead(503).end(), 'hub/busy'],
  ])('explains %s', async (_what, answer, code) => {
    server.faults.push((_path, _request, response) => {
      answer(response);
      return true;
    });
    expect(await codeOf(askForInfo(from(), ask(), platform()))).toBe(code);
  });

  it('does not take another commit for the one that was asked for', async () => {
    server.describe({ sha: 'f'.repeat(40) });
    expect(await codeOf(askForInfo({ ...from(), revision: COMMIT }, ask(), platform()))).toBe('hub/other-commit');
  });

  it('says so where nobody answers', async () => {
    await server.stop();
    expect(await codeOf(askForInfo(from(), ask(), platform()))).toBe('hub/unreachable');
    expect(waits).toEqual([1000, 2000]);
  });
});

describe('downloads', () => {
  it('gives out what the hub promised: small from itself, large from its storage, empty ones too', async () => {
    for (const [path, content] of FILES) expect(await isContent(await download(path), content), path).toBe(true);
    expect(asksOf('storage').map(({ path }) => path)).toEqual([`/${WEIGHTS}`]);
    expect(hosts).toEqual(new Set([new URL(server.hub).host, new URL(server.storage).host]));
    expect(noted.filter((line) => line.startsWith('model ')).every((line) => line.includes(`/resolve/${COMMIT}/`))).toBe(true);
  });

  it('goes on where the connection broke', async () => {
    let breaks = 0;
    server.faults.push((path, request, response) => {
      if (path !== `/${WEIGHTS}` || request.headers.range || breaks++ > 0) return false;
      breakOff(CONTENT, 120_000, response, { etag: `"${createHash('sha256').update(CONTENT).digest('hex')}"` });
      return true;
    });
    expect(await isContent(await download(WEIGHTS))).toBe(true);
    const [first, second] = asksOf('storage');
    expect(first!.range).toBeNull();
    expect(Number(/^bytes=(\d+)-$/.exec(second!.range!)![1])).toBeGreaterThan(0);
  });

  it('begins anew where the server cannot give parts, or the file behind the address changed', async () => {
    for (const answer of [
      (response: import('node:http').ServerResponse) => response.writeHead(200).end(CONTENT),
      (response: import('node:http').ServerResponse) =>
        response.writeHead(206, { etag: '"other"', 'content-range': 'bytes 7-9/10' }).end('abc'),
      (response: import('node:http').ServerResponse) => response.writeHead(416).end(),
    ]) {
      server.faults.length = 0;
      const partial = createPartialFile(await listed(WEIGHTS));
      partial.begin('"first"');
      partial.add(new Uint8Array(CONTENT.subarray(0, 1000)));
      server.faults.push((path, request, response) => {
        if (path !== `/${WEIGHTS}` || !request.headers.range) return false;
        answer(response);
        return true;
      });
      expect(await isContent(await download(WEIGHTS, null, partial))).toBe(true);
    }
  });

  it('keeps what came for the next try when it is cancelled or given up', async () => {
    const partial = createPartialFile(await listed(WEIGHTS));
    server.faults.push((path, _request, response) => {
      if (path !== `/${WEIGHTS}`) return false;
      breakOff(CONTENT, 120_000, response);
      return true;
    });
    expect(await codeOf(download(WEIGHTS, null, partial))).toBe('hub/incomplete');
    expect(waits).toEqual([1000, 2000, 4000, 8000, 16000].slice(0, waits.length));
    server.faults.length = 0;
    const kept = partial.done();
    server.asked.length = 0;
    expect(kept).toBeGreaterThan(0);
    expect(await isContent(await download(WEIGHTS, null, partial))).toBe(true);
    expect(asksOf('storage')[0]!.range).toBe(`bytes=${kept}-`);
  });

  it('takes a mixture of two answers anew in one go, and refuses what stays wrong', async () => {
    const wrong = Buffer.from(CONTENT).fill(1, 0, 1000);
    const partial = createPartialFile(await listed(WEIGHTS));
    partial.begin(null);
    partial.add(new Uint8Array(wrong.subarray(0, 1000)));
    expect(await isContent(await download(WEIGHTS, null, partial))).toBe(true);

    server.faults.push((path, request, response) => {
      if (path !== `/${WEIGHTS}`) return false;
      giveFile(wrong, 'wrong', request, response);
      return true;
    });
    const again = createPartialFile(await listed(WEIGHTS));
    expect(await codeOf(download(WEIGHTS, null, again))).toBe('hub/altered');
    expect(again.done()).toBe(0);
    server.faults.length = 0;
    expect(await isContent(await download(WEIGHTS, null, again))).toBe(true);
  });

  it('checks small files by the hash of git', async () => {
    once('config.json', (_path, _request, response) => {
      response.writeHead(200).end('{"hidden_size":9}');
      return true;
    });
    expect(await codeOf(download('config.json'))).toBe('hub/altered');
  });

  it.each([
    ['longer', Buffer.concat([CONTENT, Buffer.from('x')]), 'application/octet-stream', 'hub/altered'],
    ['a web page', Buffer.from('<!DOCTYPE html><title>Sign in</title>'), 'text/html', 'hub/page-instead'],
    ['a web page that says it is something else', Buffer.from('  <html><body>'), 'application/octet-stream', 'hub/page-instead'],
    ['an error in JSON', Buffer.from('{"error":"over quota"}'), 'application/json', 'hub/page-instead'],
  ])('refuses a file that is %s, and keeps nothing of it', async (_what, content, type, code) => {
    server.faults.push((path, _request, response) => {
      if (path !== `/${WEIGHTS}`) return false;
      response.writeHead(200, { 'content-type': type }).end(content);
      return true;
    });
    const partial = createPartialFile(await listed(WEIGHTS));
    expect(await codeOf(download(WEIGHTS, null, partial))).toBe(code);
    expect(partial.done()).toBe(0);
  });

  it('waits as long as the hub asks for, and goes on', async () => {
    once(WEIGHTS, (_path, _request, response) => {
      response.writeHead(429, { 'retry-after': '7' }).end();
      return true;
    });
    once(`/${WEIGHTS}`, (_path, _request, response) => {
      response.writeHead(503).end();
      return true;
    });
    expect(await isContent(await download(WEIGHTS))).toBe(true);
    expect(waits).toEqual([7000, 2000]);
  });

  it('refuses a file of another commit', async () => {
    once('config.json', (_path, _request, response) => {
      response.writeHead(200, { 'x-repo-commit': 'e'.repeat(40) }).end('{"hidden_size":8}');
      return true;
    });
    expect(await codeOf(download('config.json'))).toBe('hub/other-commit');
  });

  it('gives a token to the hub and to no storage host', async () => {
    await download(WEIGHTS, 'hf_secret');
    expect(asksOf('hub').map(({ authorization }) => authorization)).toEqual(['Bearer hf_secret']);
    expect(asksOf('storage').map(({ authorization }) => authorization)).toEqual([null]);
    once('config.json', (_path, _request, response) => {
      response.writeHead(401).end();
      return true;
    });
    expect(await codeOf(download('config.json', 'hf_secret'))).toBe('hub/token-refused');
  });

  it('ends at once when it is cancelled', async () => {
    const partial = createPartialFile(await listed(WEIGHTS));
    server.faults.push((path, _request, response) => {
      if (path !== `/${WEIGHTS}`) return false;
      response.writeHead(200);
      response.write(CONTENT.subarray(0, 1000), () => setTimeout(() => stop.abort(), 30));
      return true;
    });
    expect(await codeOf(download(WEIGHTS, null, partial))).toBe('job/cancelled');
    expect(partial.done()).toBe(1000);
  });
});
