// A static file server for the built page, for this computer only.
//   node scripts/serve.mjs [--port 4173] [--root dist]
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { contentSecurityPolicy, policyIn } from './content-security-policy.mjs';
import { MEDIA_TYPES } from './media-types.mjs';

const HOST = '127.0.0.1';

/** The policy of the page below `root` as a header too; that of the sealed edition where there is no page yet. */
function commonHeaders(root) {
  const page = join(root, 'index.html');
  const policy = (existsSync(page) && policyIn(readFileSync(page, 'utf8'))) || contentSecurityPolicy;
  return {
    'Content-Security-Policy': `${policy}; frame-ancestors 'none'`,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
  };
}

function answer(response, status, text, headers) {
  const body = Buffer.from(`${text}\n`);
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': body.byteLength,
    'Cache-Control': 'no-cache',
    ...headers,
  });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}

/** Path part of a request target, decoded; `null` when it is no path that a file can have. */
function decodePath(target) {
  try {
    const path = decodeURIComponent(target.split(/[?#]/, 1)[0]);
    const hasUpwardStep = path.split(/[/\\]/).includes('..');
    return path.startsWith('/') && !path.includes('\0') && !path.includes('\\') && !hasUpwardStep ? path : null;
  } catch {
    return null;
  }
}

/** The regular file for a decoded path, links followed, or `null` when there is none or it lies outside `root`. */
async function findFile(root, path) {
  try {
    const realRoot = await realpath(root);
    const file = await realpath(join(realRoot, path.endsWith('/') ? `${path}index.html` : path));
    if (!file.startsWith(realRoot + sep)) return null;
    const stats = await stat(file);
    return stats.isFile() ? { file, stats } : null;
  } catch {
    return null;
  }
}

function isUnchanged(request, etag) {
  const known = request.headers['if-none-match'];
  return known?.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag || tag.trim() === '*') ?? false;
}

async function handle(root, common, request, response) {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return answer(response, 405, 'Method not allowed', { ...common, Allow: 'GET, HEAD' });
  }
  const path = decodePath(request.url ?? '/');
  if (path === null) return answer(response, 400, 'Bad request', common);
  const found = await findFile(root, path);
  if (found === null) return answer(response, 404, 'Not found', common);

  const { file, stats } = found;
  const etag = `"${stats.size.toString(36)}-${Math.round(stats.mtimeMs).toString(36)}"`;
  const headers = {
    ...common,
    'Content-Type': MEDIA_TYPES.get(extname(file).toLowerCase()) ?? 'application/octet-stream',
    'Cache-Control': path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    ETag: etag,
  };
  if (isUnchanged(request, etag)) {
    response.writeHead(304, headers);
    return response.end();
  }
  response.writeHead(200, { ...headers, 'Content-Length': stats.size });
  if (request.method === 'HEAD') return response.end();
  await pipeline(createReadStream(file), response);
}

/**
 * A server for the files below `root`, not listening yet. A missing file is a 404, never the start page, so that a wrong
 * address of a model or worker file is seen at once. Cross-origin isolation headers are left out on purpose: the page
 * has to work without them.
 *
 * @param {string} root
 */
export function createStaticServer(root) {
  const base = resolve(root);
  const common = commonHeaders(base);
  return createServer((request, response) => {
    handle(base, common, request, response).catch(() => {
      // The reader went away in mid-file, or the file could not be read.
      if (response.headersSent) response.destroy();
      else answer(response, 500, 'The file could not be read', common);
    });
  });
}

/**
 * Listens on 127.0.0.1 at `port`, or at the first free port of the `attempts` from there on; answers with the port taken.
 *
 * @param {import('node:http').Server} server
 * @param {number} port
 * @param {number} attempts
 * @returns {Promise<number>}
 */
export function listen(server, port, attempts = 1) {
  return new Promise((done, fail) => {
    const onError = (error) => {
      server.off('listening', onListening);
      const mayGoOn = (error.code === 'EADDRINUSE' || error.code === 'EACCES') && attempts > 1;
      if (mayGoOn) listen(server, port + 1, attempts - 1).then(done, fail);
      else fail(error);
    };
    const onListening = () => {
      server.off('error', onError);
      done(server.address().port);
    };
    server.once('error', onError);
    server.once('listening', onListening);
    server.listen(port, HOST);
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({ options: { port: { type: 'string' }, root: { type: 'string' } } });
  const port = Number(values.port ?? 4173);
  const root = values.root ?? 'dist';
  try {
    const taken = await listen(createStaticServer(root), port);
    console.log(`Serving ${root} at http://localhost:${taken}/`);
  } catch (error) {
    console.error(error.code === 'EADDRINUSE' ? `Port ${port} is in use; choose another with --port.` : error.message);
    process.exitCode = 1;
  }
}
