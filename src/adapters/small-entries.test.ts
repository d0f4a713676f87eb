import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const stored = new Map<string, string>();
const storage = {
  getItem: (name: string) => stored.get(name) ?? null,
  setItem: (name: string, value: string) => void stored.set(name, value),
  clear: () => stored.clear(),
};

beforeEach(() => {
  stored.clear();
  vi.resetModules();
  vi.stubGlobal('localStorage', storage);
  vi.stubGlobal('sessionStorage', storage);
});
afterEach(() => vi.unstubAllGlobals());

test('an entry is kept, and read again', async () => {
  const { readEntry, writeEntry } = await import('./small-entries');
  expect(readEntry('theme')).toBeNull();
  writeEntry('theme', 'dark');
  expect(readEntry('theme')).toBe('dark');
  expect([...stored.keys()]).toEqual(['rowlink.theme']);
});

test('once all is removed nothing is written any more', async () => {
  const { clearEntries, writeEntry } = await import('./small-entries');
  writeEntry('theme', 'dark');
  clearEntries();
  writeEntry('seen.1', 'ff');
  expect(stored.size).toBe(0);
});

test('storage that is off is not an error', async () => {
  vi.stubGlobal('localStorage', undefined);
  const { readEntry, writeEntry } = await import('./small-entries');
  writeEntry('theme', 'dark');
  expect(readEntry('theme')).toBeNull();
});
