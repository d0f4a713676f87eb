import Dexie, { type EntityTable } from 'dexie';
import { AppError } from '../../core/model/errors';
import { isKeeping } from '../keeping';
import { giveWay, isNewerThan } from './give-way';

interface Shelved {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly addedAt: string;
}

/** Things that are kept whole, each in one record. */
export interface Shelf<T extends Shelved> {
  /** The last added first. */
  list(): Promise<readonly T[]>;
  read(id: string): Promise<T | null>;
  /** All of it in one transaction: it is there whole, or not at all. @throws AppError `storage/…` */
  put(thing: T): Promise<void>;
  remove(id: string): Promise<void>;
}

/** Whether there is a database of this name already, so that none is made by a look at it. True where the browser does not tell. */
export async function hasShelf(database: string): Promise<boolean> {
  if (!isKeeping() || !globalThis.indexedDB) return false;
  return indexedDB.databases().then(
    (databases) => databases.some(({ name }) => name === database),
    () => true,
  );
}

/** A shelf in a database of its own, whose versions have nothing to do with those of projects. @throws AppError `storage/unavailable`, `storage/newer-version` */
export async function openShelf<T extends Shelved>(name: string, version: number, table: string): Promise<Shelf<T>> {
  if (!isKeeping() || !globalThis.indexedDB) throw new AppError('storage/unavailable');
  if (await isNewerThan(name, version)) throw new AppError('storage/newer-version');
  const database = new Dexie(name, { chromeTransactionDurability: 'strict' });
  database.version(version).stores({ [table]: 'id, addedAt' });
  let isNewer = false;
  giveWay(database, () => {
    isNewer = true;
  });
  await database.open().catch((thrown: unknown) => {
    throw new AppError('storage/unavailable', {}, { cause: thrown });
  });
  const things = database.table(table) as EntityTable<T, 'id'>;
  const explained = async <R>(work: PromiseLike<R>): Promise<R> => {
    try {
      return await work;
    } catch (thrown) {
      throw isNewer ? new AppError('storage/newer-version', {}, { cause: thrown }) : toStorageError(thrown);
    }
  };
  return {
    list: () => explained(things.orderBy('addedAt').reverse().toArray()),
    read: async (id) => (await explained(things.get(id as never))) ?? null,
    put: async (thing) => void (await explained(things.put(thing))),
    remove: (id) => explained(things.delete(id as never)),
  };
}

/** The same for as long as the page lives. */
export function createMemoryShelf<T extends Shelved>(): Shelf<T> {
  const things = new Map<string, T>();
  return {
    list: async () => [...things.values()].sort((one, other) => other.addedAt.localeCompare(one.addedAt)),
    read: async (id) => things.get(id) ?? null,
    put: async (thing) => void things.set(thing.id, thing),
    remove: async (id) => void things.delete(id),
  };
}

function toStorageError(thrown: unknown): AppError {
  const names = [thrown, (thrown as { inner?: unknown }).inner].map((error) => (error as Error | undefined)?.name ?? '');
  if (names.includes('QuotaExceededError')) return new AppError('storage/quota', {}, { cause: thrown });
  return thrown instanceof AppError ? thrown : new AppError('storage/failed', {}, { cause: thrown });
}
