// The product's own code for a benchmark that runs in Node.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';

/**
 * Bundles a TypeScript module that exports what is wanted of the product, and imports it.
 *
 * @param {string} entry  from the root of the project, such as `benchmarks/learning-code.ts`
 */
export async function productCode(entry) {
  const folder = await mkdtemp(join(tmpdir(), 'rowlink-code-'));
  try {
    const output = { entryFileNames: 'code.mjs' };
    // Packages go along: the folder is not one from which they would be found.
    const options = { configFile: false, logLevel: 'error', publicDir: false, ssr: { noExternal: true } };
    await build({ ...options, build: { ssr: entry, outDir: folder, rolldownOptions: { output } } });
    return await import(pathToFileURL(join(folder, 'code.mjs')).href);
  } finally {
    await rm(folder, { recursive: true });
  }
}
