import type { OwnModel } from '../core/own-models/own-model';
import { createMemoryShelf as createMemory, hasShelf, openShelf, type Shelf } from './dexie/shelf';

/** A model with its files, `manifest.json` among them, by path. */
export interface ShelvedModel extends Omit<OwnModel, 'isKept'> {
  readonly files: Readonly<Record<string, Blob>>;
}

/** Where added models are. */
export type ModelShelf = Shelf<ShelvedModel>;

const DATABASE = 'rowlink-models';
const VERSION = 1;

/** Whether there is a shelf already, so that none is made by a look at it. True where the browser does not tell. */
export const hasModelShelf = (): Promise<boolean> => hasShelf(DATABASE);

/** Models in IndexedDB: files as Blobs, which the browser keeps beside the database. @throws AppError `storage/unavailable`, `storage/newer-version` */
export async function openModelShelf(): Promise<ModelShelf> {
  const shelf = await openShelf<ShelvedModel>(DATABASE, VERSION, 'models');
  return { ...shelf, put: (model) => shelf.put({ ...model, files: plainBlobs(model.files) }) };
}

/** Models for as long as the page lives. */
export const createMemoryShelf = (): ModelShelf => createMemory<ShelvedModel>();

/** Without the name and time of the file that was chosen. */
const plainBlobs = (files: Readonly<Record<string, Blob>>): Readonly<Record<string, Blob>> =>
  Object.fromEntries(Object.entries(files).map(([path, file]) => [path, file.slice(0, file.size)]));
