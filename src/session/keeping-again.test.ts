import { expect, it } from 'vitest';
import { createMemoryStore } from '../adapters/memory-store';
import { candidatesOf, clusterEntryOf, entryOf, projectOf, tableOf } from '../adapters/project-fixture';
import { keepAgain } from './keeping-again';

it('writes what the store does not have, and nothing twice', async () => {
  const store = createMemoryStore();
  await store.appendEntry('p', entryOf(2));
  const project = projectOf('p', 1);
  const work = {
    project,
    tables: [tableOf('d')],
    candidates: candidatesOf('c'),
    entries: [entryOf(1), entryOf(2), entryOf(3)],
    clusterEntries: [clusterEntryOf(1)],
  };
  await keepAgain(store, work);
  await keepAgain(store, work);
  expect(await store.readProject('p')).toEqual(project);
  expect(await store.readDataset(work.tables[0]!.fingerprint)).toEqual(work.tables[0]);
  expect(await store.readCandidates(work.candidates.fingerprint)).toEqual(work.candidates);
  expect((await store.readEntries('p')).map(({ seq }) => seq)).toEqual([1, 2, 3]);
  expect(await store.readClusterEntries('p')).toEqual(work.clusterEntries);
});

it('lists no project whose parts cannot be kept', async () => {
  const store = createMemoryStore();
  const full = { ...store, saveCandidates: () => Promise.reject(new Error('full')) };
  const work = { project: projectOf('p', 1), tables: [], candidates: candidatesOf('c'), entries: [], clusterEntries: [] };
  await expect(keepAgain(full, work)).rejects.toThrow('full');
  expect(await store.listProjects()).toEqual([]);
});
