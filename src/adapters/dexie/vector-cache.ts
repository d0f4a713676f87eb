import { utf8ToBytes } from '@noble/hashes/utils.js';
import Dexie, { type EntityTable } from 'dexie';
import { sha256Hex } from '../../core/model/fingerprint';
import { NO_CACHE, type VectorCache } from '../../core/vectors/embedder';

/** A block of vectors: large blocks are many times faster to write and read than a row per vector. */
interface VectorBlock {
  readonly id?: number;
  readonly model: string;
  readonly dimensions: number;
  /** One key a vector, in order. */
  readonly keys: readonly string[];
  readonly data: Float32Array;
}

/** Keys are stored apart from the vectors, so that looking for texts does not load blocks without a hit. */
interface KeyBlock {
  readonly block: number;
  readonly model: string;
  readonly keys: readonly string[];
}

const DATABASE = 'rowlink-vectors';

/**
 * Vectors in IndexedDB, by model and text. Failures (no IndexedDB, no space) never stop a run: vectors are then just not kept.
 */
export async function openVectorCache(): Promise<VectorCache> {
  if (!globalThis.indexedDB) return NO_CACHE;
  const database = new Dexie(DATABASE) as Dexie & {
    blocks: EntityTable<VectorBlock, 'id'>;
    keys: EntityTable<KeyBlock, 'block'>;
  };
  database.version(1).stores({ blocks: '++id', keys: 'block, model' });
  try {
    await database.open();
  } catch {
    return NO_CACHE;
  }
  return {
    isAvailable: true,
    async find(model, texts) {
      const found = new Map<number, Float32Array>();
      const wanted = new Map<string, number[]>();
      texts.forEach((text, index) => {
        const key = keyOf(text);
        const indices = wanted.get(key);
        if (indices) indices.push(index);
        else wanted.set(key, [index]);
      });
      try {
        for (const keyBlock of await database.keys.where('model').equals(model).toArray()) {
          if (!keyBlock.keys.some((key) => wanted.has(key))) continue;
          const block = await database.blocks.get(keyBlock.block);
          if (!block) continue;
          block.keys.forEach((key, row) => {
            const vector = block.data.subarray(row * block.dimensions, (row + 1) * block.dimensions);
            for (const index of wanted.get(key) ?? []) found.set(index, vector);
          });
        }
      } catch {
        return found;
      }
      return found;
    },
    async keep(model, texts, dimensions, data) {
      try {
        const keys = texts.map(keyOf);
        await database.transaction('rw', database.blocks, database.keys, async () => {
          const block = (await database.blocks.add({ model, dimensions, keys, data })) as number;
          await database.keys.add({ block, model, keys });
        });
      } catch {
        // No room: the vectors are made again next time.
      }
    },
  };
}

/** 128 bits of the text's SHA-256. */
const keyOf = (text: string): string => sha256Hex(utf8ToBytes(text)).slice(0, 32);
