// Compiles the kernel: node scripts/build-kernel.mjs. The same source gives the same bytes; a test compares them.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import wabt from 'wabt';
import { ROOT } from './tools.mjs';

const FOLDER = join(ROOT, 'src', 'core', 'vectors', 'kernel');

/** The text of `products-module.ts` that belongs to `products.wat`. */
export async function compileKernel() {
  const { parseWat } = await wabt();
  const source = parseWat('products.wat', readFileSync(join(FOLDER, 'products.wat'), 'utf8'), { simd: true });
  source.validate({ simd: true });
  const { buffer } = source.toBinary({});
  source.destroy();
  const lines =
    Buffer.from(buffer)
      .toString('base64')
      .match(/.{1,110}/g) ?? [];
  const text = lines.map((line) => `  '${line}',`).join('\n');
  return `/** \`products.wat\`, compiled by \`scripts/build-kernel.mjs\`: do not change by hand. */\nexport const PRODUCTS_MODULE = [\n${text}\n].join('');\n`;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  writeFileSync(join(FOLDER, 'products-module.ts'), await compileKernel());
}
