import { type DiskStore, openProjectStore } from '../adapters/dexie/project-store';
import { createFallbackStore } from '../adapters/fallback-store';
import { isKeeping, setKeeping } from '../adapters/keeping';
import { createMemoryStore } from '../adapters/memory-store';
import type { ProjectStore } from '../adapters/project-store';
import { keepEntries, readEntry, writeEntry } from '../adapters/small-entries';
import { copyProjects, createSwitchableStore } from '../adapters/switchable-store';
import { toAppError } from '../core/model/errors';
import type { StateHolder } from './state';

const NOTICES: ReadonlyMap<string, string> = new Map([
  ['storage/quota', 'storage-quota'],
  ['storage/newer-version', 'storage-newer'],
]);

export interface OpenedStorage {
  readonly store: ProjectStore;
  /** From now on in memory, as what was in the browser is gone. */
  leaveDisk(): void;
  /** From now on in this browser instead of in memory, with all that is there. @throws AppError `storage/…` */
  keep(): Promise<void>;
}

/**
 * IndexedDB, or memory where that is unavailable or fails later; the person is told. Memory, too, where nothing is to be kept.
 *
 * @param onClosed called when the way to IndexedDB was closed from outside, after which what was there may be gone
 */
export async function openStorage(holder: StateHolder, onClosed: () => void = () => {}): Promise<OpenedStorage> {
  let disk: DiskStore | null = null;
  const openDisk = async (): Promise<ProjectStore> => {
    const opened = await openProjectStore(() => disk === opened && setTimeout(onClosed, 0));
    disk = opened;
    return opened;
  };
  const first = isKeeping() ? await openKept(holder, openDisk) : createMemoryStore();
  if (!isKeeping()) holder.patch({ storage: 'memory' });
  const { store, switchTo } = createSwitchableStore(first);
  return {
    store,
    leaveDisk() {
      const left = disk;
      disk = null;
      left?.close();
    },
    async keep() {
      const primary = await openDisk();
      await copyProjects(store, primary);
      switchTo(openFallback(primary, holder));
      setKeeping(true);
      keepEntries();
    },
  };
}

const openFallback = (primary: ProjectStore, holder: StateHolder): ProjectStore =>
  createFallbackStore(primary, (error) => {
    holder.patch({ storage: 'memory' });
    holder.notify('warning', NOTICES.get(error.code) ?? 'storage-memory');
  });

async function openKept(holder: StateHolder, openDisk: () => Promise<ProjectStore>): Promise<ProjectStore> {
  try {
    return openFallback(await openDisk(), holder);
  } catch (thrown) {
    holder.patch({ storage: 'memory' });
    holder.notify('warning', NOTICES.get(toAppError(thrown).code) ?? 'storage-memory');
    return createMemoryStore();
  }
}

const LAST_PROJECT = 'project';

/** The project that was open last in this browser; null when unknown. */
export const rememberedProject = (): string | null => readEntry(LAST_PROJECT);

export const rememberProject = (id: string): void => writeEntry(LAST_PROJECT, id);

const REVIEWER = 'reviewer';

/** The name under which decisions are written in this browser; empty when none was given. */
export const rememberedReviewer = (): string => readEntry(REVIEWER) ?? '';

export const rememberReviewer = (name: string): void => writeEntry(REVIEWER, name);
