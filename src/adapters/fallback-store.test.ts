import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { AppError } from '../core/model/errors';
import { openProjectStore } from './dexie/project-store';
import { createFallbackStore } from './fallback-store';
import { emptyIndexedDb, fillDisk } from './indexeddb-fixture';
import { candidatesOf, entryOf, fingerprint, projectOf, tableOf } from './project-fixture';

beforeEach(emptyIndexedDb);
afterEach(() => vi.restoreAllMocks());

async function openWithReports() {
  const primary = await openProjectStore();
  const reports: AppError[] = [];
  return { primary, reports, store: createFallbackStore(primary, (error) => void reports.push(error)) };
}

test('a full disk: work goes on in memory, what was stored stays readable, and it is said once', async () => {
  const { primary, reports, store } = await openWithReports();
  await store.saveProject(projectOf('p', 1));
  await store.saveDataset(tableOf('d'));
  await store.appendEntry('p', entryOf(1));
  const emptyDisk = fillDisk('request');
  await Promise.all([store.appendEntry('p', entryOf(2)), store.saveDataset(tableOf('e'))]);
  await store.saveProject({ ...projectOf('p', 2), name: 'later' });
  await store.saveCandidates(candidatesOf('c'));

  expect(reports.map(({ code }) => code)).toEqual(['storage/quota']);
  expect(await store.readEntries('p')).toEqual([entryOf(1), entryOf(2)]);
  expect(await store.readDataset(fingerprint('d'))).toEqual(tableOf('d'));
  expect(await store.readDataset(fingerprint('e'))).toEqual(tableOf('e'));
  expect(await store.readCandidates(fingerprint('c'))).toEqual(candidatesOf('c'));
  expect((await store.readProject('p'))?.name).toBe('later');
  expect((await store.listProjects()).map(({ name }) => name)).toEqual(['later']);

  emptyDisk();
  await store.appendEntry('p', entryOf(3));
  expect(await primary.readEntries('p')).toEqual([entryOf(1)]);
  expect(await store.readEntries('p')).toEqual([1, 2, 3].map(entryOf));
});

test('after a failure a project is still deleted from both', async () => {
  const { primary, store } = await openWithReports();
  await store.saveProject(projectOf('p', 1));
  fillDisk('request');
  await store.saveProject(projectOf('p', 2));
  await store.deleteProject('p');
  expect(await store.listProjects()).toEqual([]);
  expect(await primary.listProjects()).toEqual([]);
});

test('reading fails loudly while writing works, as nothing else holds the data', async () => {
  const { store } = await openWithReports();
  vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(() => {
    throw new DOMException('broken', 'UnknownError');
  });
  await expect(store.readProject('p')).rejects.toMatchObject({ code: 'storage/failed' });
});

test('a project that cannot be deleted is not said to be', async () => {
  const { store } = await openWithReports();
  await store.saveProject(projectOf('p', 1));
  vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementation(() => {
    throw new DOMException('broken', 'UnknownError');
  });
  await expect(store.deleteProject('p')).rejects.toMatchObject({ code: 'storage/failed' });
});
