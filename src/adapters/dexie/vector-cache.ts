import Dexie, { type EntityTable } from 'dexie';
import { type CacheHit, NO_CACHE, type VectorCache } from '../../core/vectors/encoder';
import { createKeyFinder } from '../../core/vectors/key-finder';
import { isKeeping } from '../keeping';
import { giveWay, isNewerThan } from './give-way';

/** A block of vectors: large blocks are many times faster to write and read than a row per vector. */
interface VectorBlock {
  readonly id?: number;
  readonly model: string;
  readonly dimensions: number;
  readonly data: Float32Array<ArrayBuffer>;
}

/** Keys are stored apart from the vectors, so that looking for texts does not load blocks without a hit. */
interface KeyBlock {
  readonly block: number;
  readonly model: string;
  /** Four words a vector, in order. */
  readonly keys: Uint32Array;
}

/** Keys of as many blocks are read together: a request costs a few milliseconds however much it brings. */
const BLOCKS_AT_ONCE = 256;
const NO_KEYS = new Uint32Array();

const DATABASE = 'rowlink-vectors';
const VERSION = 2;

/**
 * Vectors in IndexedDB, by model and text. Failures (no IndexedDB, no space) never stop a run: vectors are then just not kept.
 */
export async function openVectorCache(): Promise<VectorCache> {
  if (!isKeeping() || !globalThis.indexedDB || (await isNewerThan(DATABASE, VERSION))) return NO_CACHE;
  const database = new Dexie(DATABASE) as Dexie & {
    blocks: EntityTable<VectorBlock, 'id'>;
    keys: EntityTable<KeyBlock, 'block'>;
  };
  database.version(1).stores({ blocks: '++id', keys: 'block, model' });
  // Version 1 knew texts by their SHA-256; its vectors are only a cache, so they go.
  database
    .version(VERSION)
    .stores({ blocks: '++id', keys: 'block, model' })
    .upgrade((stored) => Promise.all([stored.table('blocks').clear(), stored.table('keys').clear()]));
  giveWay(database);
  try {
    await database.open();
  } catch {
    return NO_CACHE;
  }
  return {
    isAvailable: true,
    async find(model, keys) {
      const hits: CacheHit[] = [];
      try {
        const finder = createKeyFinder(keys);
        const blocks = await database.keys.where('model').equals(model).primaryKeys();
        for (let from = 0; from < blocks.length; from += BLOCKS_AT_ONCE) {
          for (const stored of await database.keys.bulkGet(blocks.slice(from, from + BLOCKS_AT_ONCE))) {
            const { rows, texts } = finder.take(stored?.keys ?? NO_KEYS);
            if (stored && rows.length > 0) hits.push({ block: stored.block, rows, texts });
          }
        }
        return hits;
      } catch {
        return [];
      }
    },
    async read(block, rows) {
      try {
        return rowsOf(await database.blocks.get(block), rows);
      } catch {
        return null;
      }
    },
    async readSeveral(hits) {
      try {
        const stored = await database.blocks.bulkGet(hits.map(({ block }) => block));
        return hits.map(({ rows }, at) => rowsOf(stored[at], rows));
      } catch {
        return hits.map(() => null);
      }
    },
    async keep(model, keys, dimensions, data) {
      try {
        await database.transaction('rw', database.blocks, database.keys, async () => {
          const block = (await database.blocks.add({ model, dimensions, data: data.slice() })) as number;
          await database.keys.add({ block, model, keys });
        });
      } catch {
        // No room: the vectors are made again next time.
      }
    },
  };
}

/** Lets go all vectors of a model that was removed, by whatever device they were made. Failures leave them where they are. */
export async function forgetVectors(model: string): Promise<void> {
  if (!globalThis.indexedDB || !(await Dexie.exists(DATABASE)) || (await isNewerThan(DATABASE, VERSION))) return;
  const database = new Dexie(DATABASE) as Dexie & {
    blocks: EntityTable<VectorBlock, 'id'>;
    keys: EntityTable<KeyBlock, 'block'>;
  };
  try {
    // As it is stored, without raising its version.
    await database.open();
    const keys = database.table<KeyBlock, number>('keys');
    const blocks = await keys.where('model').startsWith(`${model}@`).primaryKeys();
    await database.transaction('rw', ['blocks', 'keys'], async () => {
      await database.table('blocks').bulkDelete(blocks);
      await keys.bulkDelete(blocks);
    });
  } catch {
    // They are found by nobody, and go with everything else.
  } finally {
    database.close();
  }
}

function rowsOf(
  stored: VectorBlock | undefined,
  rows: Uint32Array,
): { readonly dimensions: number; readonly data: Float32Array<ArrayBuffer> } | null {
  if (!stored) return null;
  const { dimensions } = stored;
  if (rows.length * dimensions === stored.data.length && rows.every((row, at) => row === at)) {
    return { dimensions, data: stored.data };
  }
  const data = new Float32Array(rows.length * dimensions);
  rows.forEach((row, at) => {
    data.set(stored.data.subarray(row * dimensions, (row + 1) * dimensions), at * dimensions);
  });
  return { dimensions, data };
}
