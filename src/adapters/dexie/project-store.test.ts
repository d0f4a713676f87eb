import Dexie from 'dexie';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { columnCells } from '../../core/table/cells';
import { datasetOf } from '../../core/text/text-fixture';
import { emptyIndexedDb, fillDisk } from '../indexeddb-fixture';
import { candidatesOf, clusterEntryOf, entryOf, fingerprint, projectOf, tableOf } from '../project-fixture';
import { openProjectStore } from './project-store';

beforeEach(emptyIndexedDb);
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const openDatabase = async (): Promise<Dexie> => new Dexie('rowlink').open();

describe('projects in IndexedDB', () => {
  it('are there for the next page', async () => {
    const before = await openProjectStore();
    await before.saveProject(projectOf('p', 1));
    await before.saveDataset(tableOf('d'));
    await before.saveCandidates(candidatesOf('c'));
    await before.appendEntry('p', entryOf(1));
    const after = await openProjectStore();
    expect(await after.readProject('p')).toEqual(projectOf('p', 1));
    expect(await after.readDataset(fingerprint('d'))).toEqual(tableOf('d'));
    expect(await after.readCandidates(fingerprint('c'))).toEqual(candidatesOf('c'));
    expect(await after.readEntries('p')).toEqual([entryOf(1)]);
  });

  it('of a page before clusters are all there, and take entries of clusters', async () => {
    const old = new Dexie('rowlink');
    old.version(1).stores({
      projects: 'id, changedAt',
      datasets: 'fingerprint',
      candidates: 'fingerprint',
      decisions: '[projectId+seq], projectId',
    });
    await old.table('projects').put(projectOf('p', 1));
    await old.table('decisions').add({ ...entryOf(1), projectId: 'p' });
    old.close();
    const store = await openProjectStore();
    expect(await store.readProject('p')).toEqual(projectOf('p', 1));
    expect(await store.readEntries('p')).toEqual([entryOf(1)]);
    expect(await store.readClusterEntries('p')).toEqual([]);
    await store.appendClusterEntry('p', clusterEntryOf(1));
    expect(await store.readClusterEntries('p')).toEqual([clusterEntryOf(1)]);
  });

  it('of a page that kept cells as strings still have their tables', async () => {
    const old = new Dexie('rowlink');
    old.version(1).stores({
      projects: 'id, changedAt',
      datasets: 'fingerprint',
      candidates: 'fingerprint',
      decisions: '[projectId+seq], projectId',
    });
    const { cells: _, ...head } = tableOf('d');
    await old.table('datasets').put({
      ...head,
      values: [
        ['Straße', ''],
        ['a', 'b'],
      ],
    });
    old.close();
    const store = await openProjectStore();
    expect(await store.readDataset(fingerprint('d'))).toEqual(tableOf('d'));
  });

  it('keep large tables in parts, and half of one is none', async () => {
    const store = await openProjectStore();
    const long = Array.from({ length: 90_000 }, (_, row) => `${row} ${'ü'.repeat(row % 70)}`);
    const table = {
      ...datasetOf(['a', long], ['b', long.map((cell) => cell.slice(0, 3))], ['c', long.map(() => '')]),
      fingerprint: fingerprint('d'),
    };
    await store.saveDataset(table);
    await store.saveDataset({ ...table, source: { ...table.source, fileName: 'other.csv' } });
    const found = await store.readDataset(fingerprint('d'));
    expect(found!.source.fileName).toBe('other.csv');
    expect([0, 1, 2].every((column) => columnCells(found!, column).join() === columnCells(table, column).join())).toBe(true);
    const parts = (await openDatabase()).table('cells');
    expect(await parts.count()).toBeGreaterThan(1);
    await parts.delete([fingerprint('d'), 1]);
    expect(await store.readDataset(fingerprint('d'))).toBeNull();
    await store.saveProject(projectOf('p', 1, { left: 'e' }));
    await store.saveDataset({ ...tableOf('e') });
    await store.deleteProject('none');
    expect(await parts.orderBy('fingerprint').uniqueKeys()).toEqual(['e']);
    expect(await store.readDataset(fingerprint('e'))).toEqual(tableOf('e'));
  });

  it('never overwrite an entry of the log', async () => {
    const store = await openProjectStore();
    await store.appendEntry('p', entryOf(1));
    await expect(store.appendEntry('p', { ...entryOf(1), action: 'clear' })).rejects.toMatchObject({ code: 'storage/failed' });
    expect(await store.readEntries('p')).toEqual([entryOf(1)]);
  });

  it.each(['request', 'transaction'] as const)('say so when the disk is full (%s fails)', async (how) => {
    const store = await openProjectStore();
    const emptyDisk = fillDisk(how);
    await expect(store.saveProject(projectOf('p', 1))).rejects.toMatchObject({ code: 'storage/quota' });
    await expect(store.appendEntry('p', entryOf(1))).rejects.toMatchObject({ code: 'storage/quota' });
    emptyDisk();
    expect(await store.readProject('p')).toBeNull();
    await store.appendEntry('p', entryOf(1));
  });

  it('are unavailable without IndexedDB', async () => {
    vi.stubGlobal('indexedDB', undefined);
    await expect(openProjectStore()).rejects.toMatchObject({ code: 'storage/unavailable' });
  });
});
