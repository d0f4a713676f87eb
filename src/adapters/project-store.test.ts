import { beforeEach, describe, expect, it } from 'vitest';
import { openProjectStore } from './dexie/project-store';
import { createFallbackStore } from './fallback-store';
import { emptyIndexedDb } from './indexeddb-fixture';
import { createMemoryStore } from './memory-store';
import { candidatesOf, clusterEntryOf, entryOf, fingerprint, projectOf, tableOf } from './project-fixture';
import type { ProjectStore } from './project-store';

beforeEach(emptyIndexedDb);

const noFallback = (): never => {
  throw new Error('did not expect to fall back');
};

/** What every store must do, wherever it keeps things. */
describe.each([
  ['in memory', async (): Promise<ProjectStore> => createMemoryStore()],
  ['in IndexedDB', openProjectStore],
  ['in IndexedDB with memory behind it', async () => createFallbackStore(await openProjectStore(), noFallback)],
])('a project store %s', (_, open) => {
  it('starts empty', async () => {
    const store = await open();
    expect(await store.listProjects()).toEqual([]);
    expect(await store.readProject('p')).toBeNull();
    expect(await store.readDataset(fingerprint('d'))).toBeNull();
    expect(await store.readCandidates(fingerprint('c'))).toBeNull();
    expect(await store.readEntries('p')).toEqual([]);
  });

  it('gives back what it was given', async () => {
    const store = await open();
    const project = projectOf('p', 1, { left: 'd', candidates: 'c' });
    await store.saveProject(project);
    await store.saveDataset(tableOf('d'));
    await store.saveCandidates(candidatesOf('c'));
    expect(await store.readProject('p')).toEqual(project);
    expect(await store.readDataset(fingerprint('d'))).toEqual(tableOf('d'));
    expect(await store.readCandidates(fingerprint('c'))).toEqual(candidatesOf('c'));
  });

  it('replaces a project and lists the latest change first', async () => {
    const store = await open();
    for (const [id, minute] of [
      ['a', 1],
      ['b', 3],
      ['c', 2],
    ] as const)
      await store.saveProject(projectOf(id, minute));
    await store.saveProject({ ...projectOf('a', 4), name: 'renamed' });
    expect((await store.listProjects()).map(({ id, name }) => `${id}: ${name}`)).toEqual([
      'a: renamed',
      'b: project b',
      'c: project c',
    ]);
  });

  it('keeps the log of every project in order of seq, with nothing added', async () => {
    const store = await open();
    for (const seq of [1, 3, 2, 11, 10]) await store.appendEntry('p', entryOf(seq));
    await store.appendEntry('q', entryOf(1));
    expect(await store.readEntries('p')).toEqual([1, 2, 3, 10, 11].map(entryOf));
    expect(await store.readEntries('q')).toEqual([entryOf(1)]);
  });

  it('keeps what was done to clusters beside the decisions, in order of seq', async () => {
    const store = await open();
    for (const seq of [2, 1, 10]) await store.appendClusterEntry('p', clusterEntryOf(seq));
    await store.appendEntry('p', entryOf(1));
    expect(await store.readClusterEntries('p')).toEqual([1, 2, 10].map(clusterEntryOf));
    expect(await store.readClusterEntries('q')).toEqual([]);
    await store.deleteProject('p');
    expect(await store.readClusterEntries('p')).toEqual([]);
  });

  it('deletes a project with its log and with what no other project uses', async () => {
    const store = await open();
    await store.saveProject(projectOf('p', 1, { left: 'own', right: 'shared', candidates: 'c' }));
    await store.saveProject(projectOf('q', 2, { left: 'shared', candidates: 'd' }));
    for (const name of ['own', 'shared']) await store.saveDataset(tableOf(name));
    for (const name of ['c', 'd']) await store.saveCandidates(candidatesOf(name));
    for (const id of ['p', 'q']) await store.appendEntry(id, entryOf(1));
    await store.deleteProject('p');
    expect((await store.listProjects()).map(({ id }) => id)).toEqual(['q']);
    expect(await store.readEntries('p')).toEqual([]);
    expect(await store.readEntries('q')).toEqual([entryOf(1)]);
    expect(await store.readDataset(fingerprint('own'))).toBeNull();
    expect(await store.readDataset(fingerprint('shared'))).not.toBeNull();
    expect(await store.readCandidates(fingerprint('c'))).toBeNull();
    expect(await store.readCandidates(fingerprint('d'))).not.toBeNull();
  });

  it('lets candidates go that no project names, earlier ones of a project included', async () => {
    const store = await open();
    await store.saveProject({ ...projectOf('p', 1, { candidates: 'c' }), kept: ['c', 'earlier'].map(fingerprint) });
    await store.saveProject(projectOf('q', 2));
    for (const name of ['c', 'earlier', 'old']) await store.saveCandidates(candidatesOf(name));
    await store.dropCandidates(['c', 'earlier', 'old'].map(fingerprint));
    await store.deleteProject('q');
    const found = await Promise.all(['c', 'earlier', 'old'].map((name) => store.readCandidates(fingerprint(name))));
    expect(found.map((stored) => stored !== null)).toEqual([true, true, false]);
  });

  it('takes deleting an unknown project calmly', async () => {
    await expect((await open()).deleteProject('nobody')).resolves.toBeUndefined();
  });
});
