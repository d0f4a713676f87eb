/** A database of the page as JSON, for fixtures of what released versions stored. For tests. */
export interface StorageDump {
  readonly name: string;
  /** The version that IndexedDB keeps: ten times that of Dexie. */
  readonly version: number;
  readonly stores: readonly StoreDump[];
}

interface StoreDump {
  readonly name: string;
  readonly keyPath: string | string[] | null;
  readonly autoIncrement: boolean;
  readonly indexes: readonly { readonly name: string; readonly keyPath: string | string[]; readonly unique: boolean }[];
  /** Records; a typed array is `{ $array: its class, bytes: its bytes in hexadecimal }`. */
  readonly records: readonly unknown[];
}

/**
 * All of a database. Also run in the page by the tests, so it stands alone.
 *
 * @throws DOMException where the database cannot be opened
 */
export async function dumpDatabase(name: string): Promise<StorageDump> {
  const settled = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const encode = (value: unknown): unknown => {
    if (ArrayBuffer.isView(value)) {
      const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
      const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
      return { $array: value.constructor.name, bytes: hex };
    }
    if (Array.isArray(value)) return value.map(encode);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, encode(member)]));
  };
  const database = await settled(indexedDB.open(name));
  const stores: StoreDump[] = [];
  for (const storeName of database.objectStoreNames) {
    const store = database.transaction(storeName).objectStore(storeName);
    const records = await settled(store.getAll());
    stores.push({
      name: storeName,
      keyPath: store.keyPath as StoreDump['keyPath'],
      autoIncrement: store.autoIncrement,
      indexes: [...store.indexNames].map((indexName) => {
        const { keyPath, unique } = store.index(indexName);
        return { name: indexName, keyPath: keyPath as string | string[], unique };
      }),
      records: records.map(encode),
    });
  }
  const { version } = database;
  database.close();
  return { name, version, stores };
}

const ARRAYS = { Uint8Array, Uint32Array, Int32Array, Float32Array } as const;

/** Puts a dump back, as its version had it. */
export async function restoreDatabase(dump: StorageDump): Promise<void> {
  const decode = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(decode);
    if (value === null || typeof value !== 'object') return value;
    if ('$array' in value) {
      const { $array, bytes } = value as { $array: keyof typeof ARRAYS; bytes: string };
      const buffer = Uint8Array.from(bytes.match(/../gu) ?? [], (pair) => Number.parseInt(pair, 16)).buffer;
      return new ARRAYS[$array](buffer);
    }
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, decode(member)]));
  };
  await new Promise<void>((resolve, reject) => {
    const request = indexedDB.open(dump.name, dump.version);
    request.onerror = () => reject(request.error);
    request.onupgradeneeded = () => {
      for (const { name, keyPath, autoIncrement, indexes, records } of dump.stores) {
        const store = request.result.createObjectStore(name, { keyPath, autoIncrement });
        for (const index of indexes) store.createIndex(index.name, index.keyPath, { unique: index.unique });
        for (const record of records) store.put(decode(record));
      }
    };
    request.onsuccess = () => {
      request.result.close();
      resolve();
    };
  });
}
