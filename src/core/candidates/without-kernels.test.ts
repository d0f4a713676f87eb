import { afterEach, expect, it, vi } from 'vitest';
import { companyNames } from '../../../bench/company-names.mjs';
import { DEFAULT_MATCH_SETTINGS } from '../model/settings';
import type { CandidateSet } from '../model/types';
import { takeColumns } from '../text/records';
import { datasetOf } from '../text/text-fixture';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

/** More pairs than are compared one by one, which is where the kernel comes in. */
const names = companyNames(4_500);

/** Kernels are compiled once a thread: modules are loaded anew. */
async function findByLetters(): Promise<CandidateSet> {
  vi.resetModules();
  const { createMatcher } = await import('./find-candidates');
  const settings = { ...DEFAULT_MATCH_SETTINGS, score: 'lexical' as const, on: { left: ['name'], right: ['name'] } };
  const tables = {
    left: takeColumns(datasetOf(['name', names.left]), ['name']),
    right: takeColumns(datasetOf(['name', names.right]), ['name']),
  };
  const job = { signal: new AbortController().signal, progress: () => {} };
  return (await createMatcher(tables, settings).find(null, job)).candidates;
}

it('candidates by letters are the same without WebAssembly', async () => {
  const compiled = vi.spyOn(WebAssembly, 'validate');
  const found = await findByLetters();
  expect(compiled).toHaveBeenCalled();
  compiled.mockRestore();
  vi.stubGlobal('WebAssembly', undefined);
  expect(await findByLetters()).toEqual(found);
}, 120_000);
