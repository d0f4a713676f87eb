import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openProjectStore } from './dexie/project-store';
import { emptyIndexedDb, fillDisk } from './indexeddb-fixture';
import { createMemoryStore } from './memory-store';
import { candidatesOf, entryOf, fingerprint, projectOf, tableOf } from './project-fixture';
import { copyProjects, createSwitchableStore } from './switchable-store';

beforeEach(emptyIndexedDb);
afterEach(() => vi.restoreAllMocks());

test('work goes from memory into the browser with all that belongs to it, and goes on there', async () => {
  const { store, switchTo } = createSwitchableStore(createMemoryStore());
  await store.saveDataset(tableOf('d'));
  await store.saveCandidates(candidatesOf('c'));
  await store.saveCandidates(candidatesOf('earlier'));
  await store.appendEntry('p', entryOf(1));
  const project = { ...projectOf('p', 1, { left: 'd', candidates: 'c' }), kept: [fingerprint('earlier')] };
  await store.saveProject(project);
  const browser = await openProjectStore();
  await copyProjects(store, browser);
  switchTo(browser);
  await store.appendEntry('p', entryOf(2));

  expect(await browser.listProjects()).toEqual([project]);
  expect(await browser.readDataset(fingerprint('d'))).toEqual(tableOf('d'));
  for (const name of ['c', 'earlier']) expect(await browser.readCandidates(fingerprint(name))).toEqual(candidatesOf(name));
  expect(await browser.readEntries('p')).toEqual([entryOf(1), entryOf(2)]);
});

test('a project that cannot be copied is not listed, and what was in memory stays there', async () => {
  const memory = createMemoryStore();
  await memory.saveDataset(tableOf('d'));
  await memory.saveProject(projectOf('p', 1, { left: 'd' }));
  const browser = await openProjectStore();
  const emptyDisk = fillDisk('request');
  await expect(copyProjects(memory, browser)).rejects.toMatchObject({ code: 'storage/quota' });
  emptyDisk();
  expect(await browser.listProjects()).toEqual([]);
  expect(await memory.readDataset(fingerprint('d'))).toEqual(tableOf('d'));
});
