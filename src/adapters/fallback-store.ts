import { type AppError, toAppError } from '../core/model/errors';
import { createMemoryStore } from './memory-store';
import type { ProjectStore } from './project-store';

/**
 * Writes to `primary` until that fails once, then to memory for the rest of the page's life: work goes on, and `onFallback` says
 * so. What `primary` already holds stays readable.
 */
export function createFallbackStore(primary: ProjectStore, onFallback: (error: AppError) => void): ProjectStore {
  const memory = createMemoryStore();
  let hasFailed = false;

  const write = async (work: (store: ProjectStore) => Promise<void>): Promise<void> => {
    if (!hasFailed) {
      try {
        return await work(primary);
      } catch (thrown) {
        if (!hasFailed) onFallback(toAppError(thrown));
        hasFailed = true;
      }
    }
    await work(memory);
  };
  const read = async <T>(work: (store: ProjectStore) => Promise<T>, isFound: (value: T) => boolean): Promise<T> => {
    const kept = await work(memory);
    if (isFound(kept)) return kept;
    return work(primary).catch((thrown: unknown) => {
      if (!hasFailed) throw thrown;
      return kept;
    });
  };
  const exists = (value: unknown): boolean => value !== null;
  return {
    saveProject: (project) => write((store) => store.saveProject(project)),
    readProject: (id) => read((store) => store.readProject(id), exists),
    listProjects: async () => {
      const kept = await memory.listProjects();
      const stored = await primary.listProjects().catch(() => []);
      return [...kept, ...stored.filter((project) => !kept.some(({ id }) => id === project.id))];
    },
    deleteProject: async (id) => {
      await memory.deleteProject(id);
      await primary.deleteProject(id);
    },
    saveDataset: (dataset) => write((store) => store.saveDataset(dataset)),
    readDataset: (fingerprint) => read((store) => store.readDataset(fingerprint), exists),
    saveCandidates: (stored) => write((store) => store.saveCandidates(stored)),
    readCandidates: (fingerprint) => read((store) => store.readCandidates(fingerprint), exists),
    dropCandidates: async (fingerprints) => {
      await memory.dropCandidates(fingerprints);
      if (!hasFailed) await primary.dropCandidates(fingerprints);
    },
    appendEntry: (projectId, entry) => write((store) => store.appendEntry(projectId, entry)),
    readEntries: async (projectId) => {
      const stored = await primary.readEntries(projectId).catch(() => []);
      return [...stored, ...(await memory.readEntries(projectId))];
    },
    appendClusterEntry: (projectId, entry) => write((store) => store.appendClusterEntry(projectId, entry)),
    readClusterEntries: async (projectId) => {
      const stored = await primary.readClusterEntries(projectId).catch(() => []);
      return [...stored, ...(await memory.readClusterEntries(projectId))];
    },
  };
}
