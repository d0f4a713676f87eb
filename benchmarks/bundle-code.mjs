import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';

/** What a module of the product gives, bundled for Node with its packages. */
export async function bundleCode(entry) {
  const folder = await mkdtemp(join(tmpdir(), 'rowlink-code-'));
  try {
    await build({
      configFile: false,
      logLevel: 'error',
      publicDir: false,
      ssr: { noExternal: true },
      build: { ssr: entry, outDir: folder, rolldownOptions: { output: { entryFileNames: 'code.mjs' } } },
    });
    return await import(pathToFileURL(join(folder, 'code.mjs')).href);
  } finally {
    await rm(folder, { recursive: true });
  }
}
