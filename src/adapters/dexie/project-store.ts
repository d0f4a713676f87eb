import Dexie, { type EntityTable, type Table } from 'dexie';
import type { ClusterEntry } from '../../core/clusters/edits';
import type { LogEntry } from '../../core/decisions/log';
import { AppError } from '../../core/model/errors';
import type { Project } from '../../core/model/settings';
import type { StoredCandidates } from '../../core/model/stored-candidates';
import type { Fingerprint } from '../../core/model/types';
import { type ProjectStore, usedBy } from '../project-store';
import { giveWay, isNewerThan } from './give-way';
import { readDataset, type StoredDataset, type StoredPart, writeDataset } from './stored-datasets';

const DATABASE = 'rowlink';

type Database = Dexie & {
  projects: EntityTable<Project, 'id'>;
  datasets: Table<StoredDataset, Fingerprint>;
  cells: Table<StoredPart, [Fingerprint, number]>;
  candidates: EntityTable<StoredCandidates, 'fingerprint'>;
  decisions: Table<LogEntry & { readonly projectId: string }, [string, number]>;
  clusterEdits: Table<ClusterEntry & { readonly projectId: string }, [string, number]>;
};

/** Of the database, as given to Dexie below. Raised with a migration and a fixture (see CONTRIBUTING.md). */
const VERSION = 3;

export interface DiskStore extends ProjectStore {
  /** For good: whatever is asked of the store from now on fails. */
  close(): void;
}

/**
 * Projects in IndexedDB.
 *
 * @param onClosed called when the connection was closed, by another tab that removes the database or by the browser, which may have cleared
 * what was there. In the second case it is opened again by the next call.
 * @throws AppError `storage/unavailable` where there is none, `storage/newer-version` where a newer page was here
 */
export async function openProjectStore(onClosed: () => void = () => {}): Promise<DiskStore> {
  if (!globalThis.indexedDB) throw new AppError('storage/unavailable');
  if (await isNewerThan(DATABASE, VERSION)) throw new AppError('storage/newer-version');
  // What is said to be saved is on the disk, not in a buffer of the system: a computer may lose its power.
  const database = new Dexie(DATABASE, { chromeTransactionDurability: 'strict' }) as Database;
  database.version(1).stores({
    projects: 'id, changedAt',
    datasets: 'fingerprint',
    candidates: 'fingerprint',
    decisions: '[projectId+seq], projectId',
  });
  database.version(2).stores({ clusterEdits: '[projectId+seq], projectId' });
  database.version(VERSION).stores({ cells: '[fingerprint+part], fingerprint' });
  let isNewer = false;
  giveWay(database, () => {
    isNewer = true;
  });
  await database.open().catch((thrown: unknown) => {
    throw new AppError('storage/unavailable', {}, { cause: thrown });
  });
  database.on('close', onClosed);
  const guarded = <T>(work: PromiseLike<T>): Promise<T> => explained(work, () => isNewer);
  const { projects, datasets, cells, candidates, decisions, clusterEdits } = database;

  const deleteProject = (id: string): Promise<void> =>
    database.transaction('rw', [projects, datasets, cells, candidates, decisions, clusterEdits], async () => {
      await projects.delete(id);
      await decisions.where('projectId').equals(id).delete();
      await clusterEdits.where('projectId').equals(id).delete();
      const rest = await projects.toArray();
      const used = new Set(rest.flatMap(usedBy));
      const unused = (await datasets.toCollection().primaryKeys()).filter((fingerprint) => !used.has(fingerprint));
      await datasets.bulkDelete(unused);
      // Also what a page that was closed while it wrote has left behind.
      const parts = (await cells.orderBy('fingerprint').uniqueKeys()) as Fingerprint[];
      await cells
        .where('fingerprint')
        .anyOf(parts.filter((fingerprint) => !used.has(fingerprint)))
        .delete();
      await candidates.filter((stored) => !used.has(stored.fingerprint)).delete();
    });

  return {
    close: () => database.close(),
    saveProject: async (project) => void (await guarded(projects.put(project))),
    readProject: async (id) => (await guarded(projects.get(id))) ?? null,
    listProjects: () => guarded(projects.orderBy('changedAt').reverse().toArray()),
    deleteProject: (id) => guarded(deleteProject(id)),
    saveDataset: (dataset) => guarded(writeDataset(dataset, datasets, cells)),
    readDataset: (fingerprint) => guarded(readDataset(fingerprint, datasets, cells)),
    saveCandidates: async (stored) => void (await guarded(candidates.put(stored))),
    readCandidates: async (fingerprint) => (await guarded(candidates.get(fingerprint))) ?? null,
    dropCandidates: (fingerprints) =>
      guarded(
        database.transaction('rw', projects, candidates, async () => {
          const used = new Set((await projects.toArray()).flatMap(usedBy));
          await candidates.bulkDelete(fingerprints.filter((fingerprint) => !used.has(fingerprint)));
        }),
      ),
    appendEntry: async (projectId, entry) => void (await guarded(decisions.add({ ...entry, projectId }))),
    readEntries: async (id) => {
      const stored = await guarded(decisions.where('projectId').equals(id).sortBy('seq'));
      return stored.map(({ projectId: _, ...entry }) => entry);
    },
    appendClusterEntry: async (projectId, entry) => void (await guarded(clusterEdits.add({ ...entry, projectId }))),
    readClusterEntries: async (id) => {
      const stored = await guarded(clusterEdits.where('projectId').equals(id).sortBy('seq'));
      return stored.map(({ projectId: _, ...entry }) => entry);
    },
  };
}

/** Failures of IndexedDB as codes. */
async function explained<T>(work: PromiseLike<T>, isNewer: () => boolean): Promise<T> {
  try {
    return await work;
  } catch (thrown) {
    const names = [thrown, (thrown as { inner?: unknown }).inner].map((error) => (error as Error | undefined)?.name ?? '');
    const code = isNewer() ? 'storage/newer-version' : names.includes('QuotaExceededError') ? 'storage/quota' : 'storage/failed';
    throw new AppError(code, {}, { cause: thrown });
  }
}
