import { offlineNames } from './offline/offline-list';
import { pageFolder } from './offline/registration';
import { clearEntries, entryNames } from './small-entries';

/** How much the browser keeps for the page; nulls where it does not say. */
export interface StorageEstimate {
  /** Bytes. */
  readonly usage: number | null;
  readonly quota: number | null;
  /** True where the browser has promised not to clear it on its own when space runs short. */
  readonly isPersisted: boolean;
}

/** Asks the browser. Never rejects: an old or strict browser says nothing. */
export async function estimateStorage(): Promise<StorageEstimate> {
  try {
    const { usage = null, quota = null } = await navigator.storage.estimate();
    return { usage, quota, isPersisted: await navigator.storage.persisted() };
  } catch {
    return { usage: null, quota: null, isPersisted: false };
  }
}

/** Asks the browser to keep what is stored; some ask the person in turn. False where it does not promise. */
export async function askToPersist(): Promise<boolean> {
  try {
    return (await navigator.storage.persisted()) || (await navigator.storage.persist());
  } catch {
    return false;
  }
}

/** What is left of the page in this browser, by kind. What other pages of this origin keep is none of its business. */
export interface StorageLeft {
  readonly databases: readonly string[];
  readonly caches: readonly string[];
  readonly entries: readonly string[];
  readonly workers: number;
}

export interface StorageWiped {
  readonly found: StorageLeft;
  readonly left: StorageLeft;
}

export async function listStorage(): Promise<StorageLeft> {
  const databases = await orNone(() => indexedDB.databases());
  return {
    databases: databases.flatMap(({ name }) => (name?.startsWith('rowlink') ? name : [])),
    caches: await cacheNames(),
    entries: entryNames(localStorage),
    workers: (await registrations()).length,
  };
}

const registrations = async () => {
  const found = await orNone(() => navigator.serviceWorker?.getRegistrations());
  return found.filter(({ scope }) => scope === pageFolder());
};
const cacheNames = async () => {
  const { prefix } = offlineNames(pageFolder());
  return (await orNone(() => globalThis.caches?.keys())).filter((name) => name.startsWith(prefix));
};

/** A list that an old or strict browser may not give. */
async function orNone<T>(list: () => Promise<readonly T[]> | undefined): Promise<readonly T[]> {
  try {
    return (await list()) ?? [];
  } catch {
    return [];
  }
}

/**
 * Removes everything that the page has kept in this browser, other tabs' work included: databases, caches, small entries and service
 * workers. Open connections give way, as they close when another one asks to delete.
 *
 * @returns what was found, and what is still there, which should be nothing
 */
export async function wipeStorage(): Promise<StorageWiped> {
  const found = await listStorage();
  // First, as one that is being installed would go on to fill its cache.
  for (const worker of await registrations()) await worker.unregister();
  await Promise.all(found.databases.map(deleteDatabase));
  for (const name of await cacheNames()) await caches.delete(name);
  clearEntries();
  return { found, left: await listStorage() };
}

/** Settles when the database is gone, cannot be deleted, or is held by another tab that does not let go. */
function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    const timer = setTimeout(resolve, LONGEST_WAIT_MS);
    const done = (): void => {
      clearTimeout(timer);
      resolve();
    };
    request.onsuccess = done;
    request.onerror = done;
  });
}

const LONGEST_WAIT_MS = 5_000;
