import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectedPlaces, contentSecurityPolicy, policyIn, policyOf } from './content-security-policy.mjs';
import { createStaticServer, listen } from './serve.mjs';

let folder;
let server;
let port;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rowlink-serve-'));
  const root = join(folder, 'dist');
  await mkdir(join(root, 'assets'), { recursive: true });
  await mkdir(join(folder, 'dist-secret'));
  await writeFile(join(folder, 'secret.txt'), 'outside');
  await writeFile(join(folder, 'dist-secret', 'key.txt'), 'outside');
  await symlink(join(folder, 'secret.txt'), join(root, 'linked.txt'));
  await writeFile(join(root, 'index.html'), '<!doctype html><title>start</title>');
  for (const name of ['a b.csv', 'm.onnx', 'r.wasm', 'w.mjs', 'i.svg', 'm.webmanifest', 'x.unknown', 'assets/a.js']) {
    await writeFile(join(root, name), name);
  }
  server = createStaticServer(root);
  port = await listen(server, 0);
});

afterAll(async () => {
  await new Promise((done) => server.close(done));
  await rm(folder, { recursive: true });
});

/** The path goes out as written: `fetch` would remove the `..` steps that some tests are about. */
function get(path, { method = 'GET', headers = {} } = {}) {
  return new Promise((done, fail) => {
    request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () =>
        done({ status: response.statusCode, headers: response.headers, text: Buffer.concat(chunks).toString() }),
      );
    })
      .on('error', fail)
      .end();
  });
}

test('the root is the start page', async () => {
  const { status, headers, text } = await get('/?x=1');
  expect(status).toBe(200);
  expect(headers['content-type']).toBe('text/html; charset=utf-8');
  expect(text).toContain('<title>start</title>');
});

test.each([
  ['/a%20b.csv', 'text/csv; charset=utf-8'],
  ['/m.onnx', 'application/octet-stream'],
  ['/r.wasm', 'application/wasm'],
  ['/w.mjs', 'text/javascript; charset=utf-8'],
  ['/i.svg', 'image/svg+xml'],
  ['/m.webmanifest', 'application/manifest+json; charset=utf-8'],
  ['/x.unknown', 'application/octet-stream'],
])('%s has the type %s', async (path, type) => {
  const { status, headers } = await get(path);
  expect(status).toBe(200);
  expect(headers['content-type']).toBe(type);
});

test.each(['/missing', '/projects/1', '/assets', '/assets/', '/a%20b.csv/', '/models/none.onnx'])('%s is a 404', async (path) => {
  const { status, text } = await get(path);
  expect(status).toBe(404);
  expect(text).not.toContain('start');
});

test.each([
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/assets/../../secret.txt',
  '/..%2fsecret.txt',
  '/..%5csecret.txt',
  '/../dist-secret/key.txt',
  '//../secret.txt',
  '/linked.txt',
  '/a%00.csv',
  '/%E0%A4%A',
])('%s does not leave the folder', async (path) => {
  const { status, text } = await get(path);
  expect([400, 404]).toContain(status);
  expect(text).not.toContain('outside');
});

test('a known file is answered with 304 and no body', async () => {
  const { headers } = await get('/m.onnx');
  const again = await get('/m.onnx', { headers: { 'If-None-Match': `"other", W/${headers.etag}` } });
  expect(again.status).toBe(304);
  expect(again.text).toBe('');
  const changed = await get('/m.onnx', { headers: { 'If-None-Match': '"other"' } });
  expect(changed.status).toBe(200);
});

test('only the hashed assets are kept without asking again', async () => {
  expect((await get('/assets/a.js')).headers['cache-control']).toContain('immutable');
  expect((await get('/')).headers['cache-control']).toBe('no-cache');
  expect((await get('/m.onnx')).headers['cache-control']).toBe('no-cache');
});

test.each(['/', '/m.onnx', '/missing'])('%s carries the policy and no isolation headers', async (path) => {
  const { headers } = await get(path);
  expect(headers['content-security-policy']).toBe(`${contentSecurityPolicy}; frame-ancestors 'none'`);
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['referrer-policy']).toBe('no-referrer');
  expect(headers).not.toHaveProperty('cross-origin-opener-policy');
  expect(headers).not.toHaveProperty('cross-origin-embedder-policy');
});

test('HEAD has the length and no body; other methods are refused', async () => {
  const head = await get('/m.onnx', { method: 'HEAD' });
  expect([head.status, head.headers['content-length'], head.text]).toEqual([200, '6', '']);
  expect((await get('/m.onnx', { method: 'POST' })).status).toBe(405);
});

test('a taken port is passed over only when more attempts are allowed', async () => {
  const second = createStaticServer('.');
  await expect(listen(second, port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
  const taken = await listen(second, port, 20);
  expect(taken).toBeGreaterThan(port);
  await new Promise((done) => second.close(done));
});

test('the policy names no other origin', () => {
  expect(contentSecurityPolicy).toMatch(/^default-src 'none';/);
  const sources = contentSecurityPolicy.split('; ').flatMap((directive) => directive.split(' ').slice(1));
  expect(new Set(sources)).toEqual(new Set(["'none'", "'self'", "'wasm-unsafe-eval'", 'data:', 'blob:']));
});

test('a page that carries a policy of its own is served with it', async () => {
  const policy = policyOf(['https://models.example.org']);
  const root = join(folder, 'connected');
  await mkdir(root);
  await writeFile(
    join(root, 'index.html'),
    `<meta http-equiv="Content-Security-Policy" content="${policy.replaceAll("'", '&#39;')}">`,
  );
  const connected = createStaticServer(root);
  const response = await fetch(`http://127.0.0.1:${await listen(connected, 0)}/missing`);
  await new Promise((done) => connected.close(done));
  expect(response.headers.get('content-security-policy')).toBe(`${policy}; frame-ancestors 'none'`);
});

test('the connected edition reaches the places that are named, and only origins can be', () => {
  const { hub, endpoints } = connectedPlaces('https://gateway.example.org:8443');
  expect(endpoints).toContain('https://gateway.example.org:8443');
  expect(policyOf([...hub, ...endpoints])).toContain("connect-src 'self' https://huggingface.co");
  expect(policyIn('<title>no policy</title>')).toBeNull();
  for (const wrong of [
    '*',
    "https://a.example; script-src 'unsafe-inline'",
    'a.example',
    'ftp://a.example',
    'https://a.example/path',
  ]) {
    expect(() => connectedPlaces(wrong)).toThrow('is no origin');
  }
});

test('a mirror takes the place of the hub, with its path but for the policy', () => {
  const { hub } = connectedPlaces('', 'https://models.example.org/hub/ai/ https://*.store.example.org');
  expect(hub).toEqual(['https://models.example.org/hub/ai', 'https://*.store.example.org']);
  expect(policyOf(hub)).toContain("connect-src 'self' https://models.example.org https://*.store.example.org;");
  for (const wrong of ['https://*.example.org/path', 'https://a.example/x;', 'https://a.example/a b', 'a.example/hub']) {
    expect(() => connectedPlaces('', wrong)).toThrow('is no origin');
  }
});

test('docs/privacy.md quotes the policy as it is', async () => {
  const text = await readFile(new URL('../docs/privacy.md', import.meta.url), 'utf8');
  expect(text.replace(/\s+/g, ' ')).toContain(contentSecurityPolicy);
});
