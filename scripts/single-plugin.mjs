import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const at = (path) => join(ROOT, path).replaceAll('\\', '/');

/** What a page that is opened from a disk cannot have, and what stands in its place. */
const IN_PLACE_OF = new Map([
  [at('src/adapters/page-files.ts'), at('src/adapters/single/page-files.ts')],
  [at('src/adapters/keeping.ts'), at('src/adapters/single/keeping.ts')],
  [at('src/adapters/webgpu-encoder.ts'), at('src/adapters/single/no-webgpu.ts')],
]);
const NO_RUNTIME = at('src/adapters/single/no-runtime.ts');

export const WORKERS_ENTRY = 'virtual:workers';

/** `new Worker(new URL('../../workers/x.worker.ts', import.meta.url), { type: 'module', name: 'x' })`, wherever line breaks are. */
const NEW_WORKER =
  /new Worker\(\s*new URL\('[^']*\/workers\/([\w-]+)\.worker\.ts', import\.meta\.url\),\s*\{ type: 'module', name: '([\w-]+)' \},?\s*\)/g;

/**
 * `spawn.ts` with workers that come out of the page. @param {string} code
 * @throws where a worker is started in a way that is not known here: it would fail only once somebody opens the file
 */
export function startFromPage(code) {
  const changed = code.replace(NEW_WORKER, (_, file, name) => {
    if (file !== name) throw new Error(`The worker ${file}.worker.ts is called "${name}": the edition of one file goes by names`);
    return `startWorker('${name}')`;
  });
  if (/new Worker\(/.test(changed)) throw new Error('A worker is started in a way that scripts/single-plugin.mjs does not know');
  return `import { startWorker } from './single/start-worker';\n${changed}`;
}

/** All workers as one script: which of them it is goes by its name. The listeners are there before the first message is. */
export function workersEntry(files) {
  const names = files.flatMap((file) => file.match(/^([\w-]+)\.worker\.ts$/)?.[1] ?? []);
  const lines = names.map(
    (name) => `  ${JSON.stringify(name)}: () => import(${JSON.stringify(at(`workers/${name}.worker.ts`))}),`,
  );
  return `import { receiveFirst } from ${JSON.stringify(at('src/rpc/single/receive-first.ts'))};
receiveFirst();
const workers = {\n${lines.join('\n')}\n};
workers[self.name]().catch((thrown) => setTimeout(() => { throw thrown; }));
`;
}

/** Makes the hosted sources into those of the edition of one file. @returns {import('vite').Plugin} */
export const singleFile = () => ({
  name: 'single-file',
  enforce: 'pre',
  async resolveId(source, importer, options) {
    if (source === WORKERS_ENTRY) return `\0${WORKERS_ENTRY}`;
    if (/^onnxruntime-web\/.*\?url$/.test(source)) return '\0no-address';
    if (/^onnxruntime-web(\/|$)/.test(source) || source === '@huggingface/tokenizers') return NO_RUNTIME;
    if (!source.startsWith('.')) return null;
    const found = await this.resolve(source, importer, { ...options, skipSelf: true });
    return (found && IN_PLACE_OF.get(found.id.replaceAll('\\', '/'))) ?? null;
  },
  load(id) {
    if (id === '\0no-address') return "export default '';";
    if (id === `\0${WORKERS_ENTRY}`) return workersEntry(readdirSync(at('workers')));
    return null;
  },
  transform(code, id) {
    return id.replaceAll('\\', '/') === at('src/rpc/spawn.ts') ? { code: startFromPage(code), map: null } : null;
  },
});
