import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { ROOT } from '../scripts/tools.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Builds the bench page as the product is built: same targets, aliases, workers and policy. */
export async function buildBenchSite(outDir) {
  await build({
    configFile: `${ROOT}vite.config.ts`,
    root: here('./harness/'),
    publicDir: `${ROOT}public`,
    logLevel: 'warn',
    build: { outDir, emptyOutDir: true },
  });
}
