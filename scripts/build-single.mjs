// npm run build:single: the application as one HTML file that works where it is opened from a disk. Prints its size.
//   node scripts/build-single.mjs [--out dist-single]
import { requireNode } from './require-node.mjs';

requireNode();
const { mkdirSync, readFileSync, writeFileSync } = await import('node:fs');
const { join } = await import('node:path');
const { parseArgs } = await import('node:util');
const { build, createLogger, loadConfigFromFile } = await import('vite');
const { singleHtml } = await import('./single-html.mjs');
const { singleFile, WORKERS_ENTRY } = await import('./single-plugin.mjs');
const { ROOT } = await import('./tools.mjs');

const FILE_NAME = 'rowlink.html';
/** Those that our own kernel runs: the default one and the one for first candidates. */
const MODELS = ['rowlink-small', 'rowlink-instant'];
const MODEL_FILES = ['manifest.json', 'golden.json', 'tokenizer.json', 'onnx/model_quantized.onnx'];
const SAMPLES = ['companies-2023.csv', 'companies-2024.csv', 'places.csv'];

const read = (...path) => readFileSync(join(ROOT, ...path));

/** Without a warning that one style sheet instead of many gives rise to, whatever they hold. */
function quiet() {
  const logger = createLogger('warn');
  const { warnOnce } = logger;
  logger.warnOnce = (message, options) => {
    if (!message.includes('did not pass the `from` option')) warnOnce(message, options);
  };
  return logger;
}

/** One classic script with all that `input` imports, and its style sheet. */
async function bundle(input) {
  const { config } = await loadConfigFromFile({ command: 'build', mode: 'single' }, join(ROOT, 'vite.config.ts'), ROOT, 'silent');
  const { default: react } = await import('@vitejs/plugin-react');
  const { hardenParquet } = await import('./harden-parquet.mjs');
  const result = await build({
    root: ROOT,
    configFile: false,
    publicDir: false,
    customLogger: quiet(),
    mode: 'single',
    define: { ...config.define, 'process.env.NODE_ENV': '"production"' },
    plugins: [singleFile(), react(), hardenParquet()],
    build: {
      write: false,
      target: config.build.target,
      // In a file of its own, which goes into the page by its hash; a script would not be allowed to add it.
      cssCodeSplit: false,
      modulePreload: false,
      chunkSizeWarningLimit: 10_000,
      rolldownOptions: {
        input,
        output: { format: 'iife', codeSplitting: false },
        // Of a helper for imports of files beside the script, of which there are none.
        checks: { emptyImportMeta: false, pluginTimings: false },
      },
    },
  });
  const { output } = Array.isArray(result) ? result[0] : result;
  const chunks = output.filter(({ type }) => type === 'chunk');
  const styles = output.filter(({ fileName }) => fileName.endsWith('.css'));
  const others = output.filter((part) => !chunks.includes(part) && !styles.includes(part));
  if (chunks.length !== 1 || others.length > 0)
    throw new Error(`More than one script came out of ${input}: ${output.map(({ fileName }) => fileName).join(', ')}`);
  return { script: chunks[0].code, style: styles.map(({ source }) => String(source)).join('\n') };
}

function licences() {
  const own = read('LICENSE');
  const models = MODELS.map((model) => `${model}\n\n${read('public/models', model, 'LICENSE')}`);
  return [own, ...models, read('THIRD_PARTY.md')].map(String).join('\n\n----\n\n');
}

const { values } = parseArgs({ options: { out: { type: 'string' } } });
const app = await bundle(join(ROOT, 'src/app/main.tsx'));
const workers = await bundle(WORKERS_ENTRY);
const names = [
  ...SAMPLES.map((name) => `samples/${name}`),
  ...MODELS.flatMap((model) => MODEL_FILES.map((file) => `models/${model}/${file}`)),
];
const html = singleHtml({
  index: String(read('index.html')),
  ...app,
  workers: workers.script,
  icon: String(read('public/favicon.svg')),
  licences: licences(),
  files: names.map((name) => ({ name, bytes: read('public', name) })),
});
const folder = join(ROOT, values.out ?? 'dist-single');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, FILE_NAME), html);
const megabytes = (bytes) => (bytes / 1e6).toFixed(1);
console.log(
  `${values.out ?? 'dist-single'}/${FILE_NAME}: ${megabytes(Buffer.byteLength(html))} MB ` +
    `(application ${megabytes(app.script.length + app.style.length)}, workers ${megabytes(workers.script.length)}, the rest models and samples)`,
);
