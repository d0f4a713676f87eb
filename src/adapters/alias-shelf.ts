import Dexie, { type EntityTable } from 'dexie';
import { type AliasGroup, groupKey, readAliasGroups } from '../core/aliases/alias-group';
import { AppError } from '../core/model/errors';
import { giveWay, isNewerThan } from './dexie/give-way';
import { isKeeping } from './keeping';

/** Words that mean the same in all projects of this browser. */
export interface AliasShelf {
  /** In the order in which they were added. */
  list(): Promise<readonly AliasGroup[]>;
  /** In place of what is there, in one transaction. @throws AppError `storage/…` */
  replace(groups: readonly AliasGroup[]): Promise<void>;
}

interface StoredGroup {
  readonly key: string;
  readonly place: number;
  readonly group: AliasGroup;
}

const DATABASE = 'rowlink-aliases';
const VERSION = 1;

/** Whether there is a shelf already, so that none is made by a look at it. True where the browser does not tell. */
export async function hasAliasShelf(): Promise<boolean> {
  if (!isKeeping() || !globalThis.indexedDB) return false;
  return indexedDB.databases().then(
    (databases) => databases.some(({ name }) => name === DATABASE),
    () => true,
  );
}

/** Shared groups in IndexedDB. @throws AppError `storage/unavailable`, `storage/newer-version` */
export async function openAliasShelf(): Promise<AliasShelf> {
  if (!isKeeping() || !globalThis.indexedDB) throw new AppError('storage/unavailable');
  if (await isNewerThan(DATABASE, VERSION)) throw new AppError('storage/newer-version');
  const database = new Dexie(DATABASE, { chromeTransactionDurability: 'strict' }) as Dexie & {
    groups: EntityTable<StoredGroup, 'key'>;
  };
  database.version(VERSION).stores({ groups: 'key, place' });
  giveWay(database);
  await database.open().catch((thrown: unknown) => {
    throw new AppError('storage/unavailable', {}, { cause: thrown });
  });
  return {
    async list() {
      const stored = await database.groups.orderBy('place').toArray();
      return readAliasGroups(stored.map(({ group }) => group)) ?? [];
    },
    async replace(groups) {
      const stored = groups.map((group, place): StoredGroup => ({ key: groupKey(group), place, group }));
      await database
        .transaction('rw', database.groups, async () => {
          await database.groups.clear();
          await database.groups.bulkPut(stored);
        })
        .catch((thrown: unknown) => {
          throw new AppError('storage/failed', {}, { cause: thrown });
        });
    },
  };
}

/** Shared groups for as long as the page lives. */
export function createMemoryAliases(): AliasShelf {
  let held: readonly AliasGroup[] = [];
  return {
    list: async () => held,
    replace: async (groups) => {
      held = groups;
    },
  };
}
