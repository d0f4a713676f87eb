import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { compileKernels, expandMacros } from './build-kernel.mjs';

it('the compiled kernels in the repository are those of their sources', async () => {
  const kernels = await compileKernels();
  expect(kernels).toHaveLength(12);
  for (const { target, text } of kernels) expect(readFileSync(target, 'utf8')).toBe(text);
});

it('expands macros within macros', () => {
  const bodies = { add: '(plus %1 %2)', twice: '(@add %1 %1)' };
  expect(expandMacros('(set (@add (@twice (get $x)) (get $y)))', bodies)).toBe('(set (plus (plus (get $x) (get $x)) (get $y)))');
  expect(() => expandMacros('(@other 1)', bodies)).toThrow('no macro other');
});
