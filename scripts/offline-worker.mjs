// The last step of a build: the service worker, with a list of all files of the page, their sizes and SHA-256.
//   node scripts/offline-worker.mjs dist     lists the files of a built folder anew, after some were changed
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { policyIn } from './content-security-policy.mjs';
import { carryIntegrity, pathsBelow, writeFileList } from './file-list.mjs';
import { ROOT } from './tools.mjs';

export const WORKER_FILE = 'service-worker.js';

const LIST_START = 'self.rowlinkFiles=';
/** Above this a file of a model is fetched only when somebody asks for it. */
const MOST_SHELL_BYTES = 256 * 1024;

/**
 * What a file belongs to: `shell`, or what is kept only when asked for: the id of a model, `runtime` or `graphics`.
 *
 * @param {string} path relative to the page, with slashes
 * @param {number} bytes
 */
export function partOf(path, bytes) {
  const model = /^models\/([^/]+)\//.exec(path)?.[1];
  if (model) return path.endsWith('.onnx') || bytes > MOST_SHELL_BYTES ? model : 'shell';
  if (!path.endsWith('.wasm')) return 'shell';
  return /asyncify|jsep|webgpu/.test(path) ? 'graphics' : 'runtime';
}

/**
 * All files below `folder` but the service worker itself, what servers read, and `files.sha256`, which has the hash of the worker.
 *
 * @param {string} folder
 */
export async function listFiles(folder) {
  const paths = (await pathsBelow(folder)).filter((path) => path !== WORKER_FILE);
  return Promise.all(
    paths.map(async (path) => {
      const content = await readFile(join(folder, path));
      const sha256 = createHash('sha256').update(content).digest('hex');
      return { path, bytes: content.byteLength, sha256, part: partOf(path, content.byteLength) };
    }),
  );
}

/** Writes the service worker of a built folder: the list in its first line, the code below; then `files.sha256`. @param {string} folder @param {string} code */
export async function writeWorker(folder, code) {
  await carryIntegrity(folder);
  const files = await listFiles(folder);
  const policy = `${policyIn(await readFile(join(folder, 'index.html'), 'utf8'))}; frame-ancestors 'none'`;
  const version = createHash('sha256')
    .update(JSON.stringify([policy, files]))
    .digest('hex')
    .slice(0, 16);
  await writeFile(join(folder, WORKER_FILE), `${LIST_START}${JSON.stringify({ version, policy, files })};\n${code}`);
  await writeFileList(folder);
  return version;
}

/** Lists the files of a built folder anew. @param {string} folder @returns {Promise<string>} the version */
export async function listAnew(folder) {
  const worker = await readFile(join(folder, WORKER_FILE), 'utf8');
  return writeWorker(folder, worker.slice(worker.indexOf('\n') + 1));
}

/** Vite's part: bundles `workers/service-worker.ts` into one classic script once all else is written. @returns {import('vite').Plugin} */
export function offlineWorker() {
  let config;
  let isWritten = false;
  return {
    name: 'offline-worker',
    apply: 'build',
    enforce: 'post',
    configResolved(resolved) {
      config = resolved;
    },
    writeBundle() {
      isWritten = true;
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      async handler() {
        if (!isWritten) return;
        const { build } = await import('vite');
        const [bundle] = [
          await build({
            configFile: false,
            root: config.root,
            logLevel: 'warn',
            publicDir: false,
            build: {
              write: false,
              target: config.build.target,
              rolldownOptions: { input: join(ROOT, 'workers/service-worker.ts'), output: { format: 'iife' } },
            },
          }),
        ].flat();
        await writeWorker(resolve(config.root, config.build.outDir), bundle.output[0].code);
      },
    },
  };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  console.log(`Version ${await listAnew(process.argv[2] ?? 'dist')}`);
}
