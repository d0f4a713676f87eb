import { afterEach, beforeEach, expect, test, vi } from 'vitest';

/** As the browser's: the names of entries are its own keys. */
class StorageLike {
  [name: string]: unknown;
  getItem(name: string): string | null {
    return (this[name] as string | undefined) ?? null;
  }
  setItem(name: string, value: string): void {
    this[name] = value;
  }
  removeItem(name: string): void {
    delete this[name];
  }
}
let storage = new StorageLike();

beforeEach(() => {
  storage = new StorageLike();
  vi.resetModules();
  vi.stubGlobal('localStorage', storage);
  vi.stubGlobal('sessionStorage', new StorageLike());
});
afterEach(() => vi.unstubAllGlobals());

test('an entry is kept, and read again', async () => {
  const { readEntry, writeEntry } = await import('./small-entries');
  expect(readEntry('theme')).toBeNull();
  writeEntry('theme', 'dark');
  expect(readEntry('theme')).toBe('dark');
  expect(Object.keys(storage)).toEqual(['rowlink.theme']);
});

test('once all is removed nothing is written any more', async () => {
  const { clearEntries, writeEntry } = await import('./small-entries');
  writeEntry('theme', 'dark');
  storage.setItem('of-another-page', 'x');
  clearEntries();
  writeEntry('seen.1', 'ff');
  expect(Object.keys(storage)).toEqual(['of-another-page']);
});

test('what is kept of one project goes, and nothing else', async () => {
  const { removeEntriesOf, writeEntry } = await import('./small-entries');
  for (const name of ['seen.one', 'views.one', 'part.one', 'seen.two', 'theme']) writeEntry(name, 'x');
  storage.setItem('other.one', 'x');
  removeEntriesOf('one');
  expect(Object.keys(storage)).toEqual(['rowlink.seen.two', 'rowlink.theme', 'other.one']);
});

test('storage that is off is not an error', async () => {
  vi.stubGlobal('localStorage', undefined);
  const { readEntry, writeEntry } = await import('./small-entries');
  writeEntry('theme', 'dark');
  expect(readEntry('theme')).toBeNull();
});

test('where nothing is to be kept, entries last as long as the page, until somebody asks for more', async () => {
  vi.stubGlobal('document', {});
  vi.doMock('./keeping', () => import('./single/keeping'));
  const { setKeeping } = await import('./single/keeping');
  const { keepEntries, readEntry, writeEntry } = await import('./small-entries');
  writeEntry('theme', 'dark');
  expect([readEntry('theme'), Object.keys(storage)]).toEqual(['dark', []]);
  setKeeping(true);
  keepEntries();
  expect([readEntry('theme'), Object.keys(storage)]).toEqual(['dark', ['rowlink.keep', 'rowlink.theme']]);
  vi.doUnmock('./keeping');
});
