import { openProjectStore } from '../adapters/dexie/project-store';
import { createFallbackStore } from '../adapters/fallback-store';
import { createMemoryStore } from '../adapters/memory-store';
import type { ProjectStore } from '../adapters/project-store';
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

const LAST_PROJECT = 'rowlink.project';

/** The project that was open last in this browser; null when unknown. */
export function rememberedProject(): string | null {
  try {
    return localStorage.getItem(LAST_PROJECT);
  } catch {
    return null;
  }
}

const REVIEWER = 'rowlink.reviewer';

/** The name under which decisions are written in this browser; empty when none was given. */
export function rememberedReviewer(): string {
  try {
    return localStorage.getItem(REVIEWER) ?? '';
  } catch {
    return '';
  }
}

export function rememberReviewer(name: string): void {
  try {
    localStorage.setItem(REVIEWER, name);
  } catch {
    // Without storage it is asked for again on the next visit.
  }
}

export function rememberProject(id: string): void {
  try {
    localStorage.setItem(LAST_PROJECT, id);
  } catch {
    // Without storage the next visit starts with an empty page.
  }
}
