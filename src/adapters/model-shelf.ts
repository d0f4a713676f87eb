import Dexie, { type EntityTable } from 'dexie';
import { AppError, toAppError } from '../core/model/errors';
import type { ModelId } from '../core/model/types';
import type { OwnModel } from '../core/own-models/own-model';
import { giveWay, isNewerThan } from './dexie/give-way';
import { isKeeping } from './keeping';

/** A model with its files, `manifest.json` among them, by path. */
export interface ShelvedModel extends Omit<OwnModel, 'isKept'> {
  readonly files: Readonly<Record<string, Blob>>;
}

/** Where added models are. */
export interface ModelShelf {
  /** The last added first. */
  list(): Promise<readonly ShelvedModel[]>;
  read(id: ModelId): Promise<ShelvedModel | null>;
  /** The whole model in one transaction: it is there with all its files, or not at all. @throws AppError `storage/…` */
  put(model: ShelvedModel): Promise<void>;
  remove(id: ModelId): Promise<void>;
}

const DATABASE = 'rowlink-models';
const VERSION = 1;

/** Whether there is a shelf already, so that none is made by a look at it. True where the browser does not tell. */
export async function hasModelShelf(): Promise<boolean> {
  if (!isKeeping() || !globalThis.indexedDB) return false;
  return indexedDB.databases().then(
    (databases) => databases.some(({ name }) => name === DATABASE),
    () => true,
  );
}

/** Models in IndexedDB: files as Blobs, which the browser keeps beside the database. @throws AppError `storage/unavailable`, `storage/newer-version` */
export async function openModelShelf(): Promise<ModelShelf> {
  if (!isKeeping() || !globalThis.indexedDB) throw new AppError('storage/unavailable');
  if (await isNewerThan(DATABASE, VERSION)) throw new AppError('storage/newer-version');
  const database = new Dexie(DATABASE, { chromeTransactionDurability: 'strict' }) as Dexie & {
    models: EntityTable<ShelvedModel, 'id'>;
  };
  database.version(VERSION).stores({ models: 'id, addedAt' });
  let isNewer = false;
  giveWay(database, () => {
    isNewer = true;
  });
  await database.open().catch((thrown: unknown) => {
    throw new AppError('storage/unavailable', {}, { cause: thrown });
  });
  const explained = async <T>(work: PromiseLike<T>): Promise<T> => {
    try {
      return await work;
    } catch (thrown) {
      throw isNewer ? new AppError('storage/newer-version', {}, { cause: thrown }) : toStorageError(thrown);
    }
  };
  return {
    list: () => explained(database.models.orderBy('addedAt').reverse().toArray()),
    read: async (id) => (await explained(database.models.get(id))) ?? null,
    put: async (model) => void (await explained(database.models.put({ ...model, files: plainBlobs(model.files) }))),
    remove: (id) => explained(database.models.delete(id)),
  };
}

/** Models for as long as the page lives. */
export function createMemoryShelf(): ModelShelf {
  const models = new Map<ModelId, ShelvedModel>();
  return {
    list: async () => [...models.values()].sort((one, other) => other.addedAt.localeCompare(one.addedAt)),
    read: async (id) => models.get(id) ?? null,
    put: async (model) => void models.set(model.id, model),
    remove: async (id) => void models.delete(id),
  };
}

/** Without the name and time of the file that was chosen. */
const plainBlobs = (files: Readonly<Record<string, Blob>>): Readonly<Record<string, Blob>> =>
  Object.fromEntries(Object.entries(files).map(([path, file]) => [path, file.slice(0, file.size)]));

function toStorageError(thrown: unknown): AppError {
  const names = [thrown, (thrown as { inner?: unknown }).inner].map((error) => (error as Error | undefined)?.name ?? '');
  if (names.includes('QuotaExceededError')) return new AppError('storage/quota', {}, { cause: thrown });
  return thrown instanceof AppError ? toAppError(thrown) : new AppError('storage/failed', {}, { cause: thrown });
}
