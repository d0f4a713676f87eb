import { createMemoryShelf, hasShelf, openShelf, type Shelf } from './dexie/shelf';

/** An adapter as the bytes of its file, which say all that is known of it. */
export interface ShelvedAdapter {
  readonly id: string;
  readonly file: Uint8Array<ArrayBuffer>;
  /** ISO 8601, UTC. */
  readonly addedAt: string;
}

/** Where adapters are. */
export type AdapterShelf = Shelf<ShelvedAdapter>;

const DATABASE = 'rowlink-adapters';
const VERSION = 1;

/** Whether there is a shelf already, so that none is made by a look at it. True where the browser does not tell. */
export const hasAdapterShelf = (): Promise<boolean> => hasShelf(DATABASE);

/** Adapters in IndexedDB. @throws AppError `storage/unavailable`, `storage/newer-version` */
export const openAdapterShelf = (): Promise<AdapterShelf> => openShelf<ShelvedAdapter>(DATABASE, VERSION, 'adapters');

/** Adapters for as long as the page lives. */
export const createMemoryAdapters = (): AdapterShelf => createMemoryShelf<ShelvedAdapter>();
