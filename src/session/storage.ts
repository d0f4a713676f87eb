import { openProjectStore } from '../adapters/dexie/project-store';
import { createFallbackStore } from '../adapters/fallback-store';
import { createMemoryStore } from '../adapters/memory-store';
import type { ProjectStore } from '../adapters/project-store';
import { readEntry, writeEntry } from '../adapters/small-entries';
import { toAppError } from '../core/model/errors';
import type { StateHolder } from './state';

const NOTICES: ReadonlyMap<string, string> = new Map([
  ['storage/quota', 'storage-quota'],
  ['storage/newer-version', 'storage-newer'],
]);

/** IndexedDB, or memory where that is unavailable or fails later; either way the person is told. */
export async function openStorage(holder: StateHolder): Promise<ProjectStore> {
  try {
    const primary = await openProjectStore();
    return createFallbackStore(primary, (error) => {
      holder.patch({ storage: 'memory' });
      holder.notify('warning', NOTICES.get(error.code) ?? 'storage-memory');
    });
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
