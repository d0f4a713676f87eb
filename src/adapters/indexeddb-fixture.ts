import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { vi } from 'vitest';

/** An IndexedDB without databases. For tests. */
export function emptyIndexedDb(): void {
  globalThis.indexedDB = new IDBFactory();
  Dexie.dependencies = { indexedDB, IDBKeyRange };
}

/**
 * Lets writes to IndexedDB fail as they do on a full disk, which IndexedDB in memory never meets: at once, or when the transaction
 * ends; in all tables or one. Returns how to end it. For tests.
 */
export function fillDisk(how: 'request' | 'transaction', table?: string): () => void {
  const spies = (['put', 'add'] as const).map((method) => {
    const write = IDBObjectStore.prototype[method];
    return vi.spyOn(IDBObjectStore.prototype, method).mockImplementation(function (this: IDBObjectStore, ...args) {
      if (table !== undefined && this.name !== table) return write.apply(this, args);
      if (how === 'request') throw new DOMException('full', 'QuotaExceededError');
      const request = write.apply(this, args);
      (this.transaction as unknown as { _abort(name: string): void })._abort('QuotaExceededError');
      return request;
    });
  });
  return () => {
    for (const spy of spies) spy.mockRestore();
  };
}
