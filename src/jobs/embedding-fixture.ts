import { KEY_WORDS } from '../core/model/text-key';
import type { Job } from '../core/model/types';
import type { Encoder, VectorCache } from '../core/vectors/encoder';

/** A job that nobody cancels. For tests. */
export const QUIET_JOB: Job = { signal: new AbortController().signal, progress: () => {} };

/**
 * An encoder whose vectors depend on the whole batch, as those of dynamically quantised models do, only much more: texts embedded
 * in other company get visibly other vectors. For tests.
 */
export function coupled(encoder: Encoder): Encoder {
  return {
    ...encoder,
    async encode(ids, rows, width) {
      const data = await encoder.encode(ids, rows, width);
      const company = ids.subarray(0, rows * width).reduce((sum, id, at) => (sum * 31 + id * (at + 1)) % 1009, rows);
      return data.map((value, at) => value + company * 0.001 * ((at % encoder.dimensions) + 1));
    },
  };
}

/** A cache in memory; a block is what one call keeps. For tests. */
export function createMemoryCache(): VectorCache & {
  readonly blocks: readonly { readonly model: string; readonly keys: Uint32Array }[];
} {
  const blocks: { model: string; keys: Uint32Array; dimensions: number; data: Float32Array }[] = [];
  const keyAt = (keys: Uint32Array, at: number): string => keys.subarray(at * KEY_WORDS, (at + 1) * KEY_WORDS).join();
  const cache: ReturnType<typeof createMemoryCache> = {
    blocks,
    isAvailable: true,
    async find(model, keys) {
      const wanted = new Map(Array.from({ length: keys.length / KEY_WORDS }, (_, at) => [keyAt(keys, at), at]));
      return blocks.flatMap((block, index) => {
        if (block.model !== model) return [];
        const rows = [...Array(block.keys.length / KEY_WORDS).keys()].filter((row) => wanted.has(keyAt(block.keys, row)));
        const texts = rows.map((row) => wanted.get(keyAt(block.keys, row))!);
        for (const row of rows) wanted.delete(keyAt(block.keys, row));
        return rows.length > 0 ? [{ block: index, rows: Uint32Array.from(rows), texts: Uint32Array.from(texts) }] : [];
      });
    },
    async read(block, rows) {
      const { dimensions, data } = blocks[block]!;
      return {
        dimensions,
        data: Float32Array.from([...rows].flatMap((row) => [...data.subarray(row * dimensions, (row + 1) * dimensions)])),
      };
    },
    readSeveral: (hits) => Promise.all(hits.map(({ block, rows }) => cache.read(block, rows))),
    async keep(model, keys, dimensions, data) {
      blocks.push({ model, keys, dimensions, data: data.slice() });
    },
  };
  return cache;
}
