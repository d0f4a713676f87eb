import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { compileKernel } from './build-kernel.mjs';
import { ROOT } from './tools.mjs';

it('the compiled kernel in the repository is that of its source', async () => {
  const kept = readFileSync(join(ROOT, 'src', 'core', 'vectors', 'kernel', 'products-module.ts'), 'utf8');
  expect(kept).toBe(await compileKernel());
});
