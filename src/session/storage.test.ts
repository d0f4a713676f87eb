import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { emptyIndexedDb, fillDisk } from '../adapters/indexeddb-fixture';
import { blankProject } from './new-project';
import { createStateHolder } from './state';
import { openStorage } from './storage';

beforeEach(emptyIndexedDb);
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const told = ({ state }: ReturnType<typeof createStateHolder>) => [state().storage, ...state().notices.map(({ code }) => code)];

test('says nothing while IndexedDB works', async () => {
  const holder = createStateHolder();
  const project = blankProject();
  await (await openStorage(holder)).store.saveProject(project);
  expect(told(holder)).toEqual(['persistent']);
  expect(await (await openStorage(holder)).store.readProject(project.id)).toEqual(project);
});

test('a full disk is said, and work goes on', async () => {
  const holder = createStateHolder();
  const { store } = await openStorage(holder);
  const project = blankProject();
  fillDisk('transaction');
  await store.saveProject(project);
  expect(told(holder)).toEqual(['memory', 'storage-quota']);
  expect(await store.readProject(project.id)).toEqual(project);
});

test('without IndexedDB everything is in memory, and that is said', async () => {
  vi.stubGlobal('indexedDB', undefined);
  const holder = createStateHolder();
  const { store } = await openStorage(holder);
  expect(told(holder)).toEqual(['memory', 'storage-memory']);
  const project = blankProject();
  await store.saveProject(project);
  expect(await store.readProject(project.id)).toEqual(project);
});
