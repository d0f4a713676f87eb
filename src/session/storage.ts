import { openProjectStore } from '../adapters/dexie/project-store';
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
  /** From now on in this browser instead of in memory, with all that is there. @throws AppError `storage/…` */
  keep(): Promise<void>;
}

/** IndexedDB, or memory where that is unavailable or fails later; the person is told. Memory, too, where nothing is to be kept. */
export async function openStorage(holder: StateHolder): Promise<OpenedStorage> {
  const first = isKeeping() ? await openKept(holder) : createMemoryStore();
  if (!isKeeping()) holder.patch({ storage: 'memory' });
  const { store, switchTo } = createSwitchableStore(first);
  return {
    store,
    async keep() {
      const primary = await openProjectStore();
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

async function openKept(holder: StateHolder): Promise<ProjectStore> {
  try {
    return openFallback(await openProjectStore(), holder);
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
