import { allocateFloats } from '../core/model/allocate';
import type { ModelId, Sides, VectorSet } from '../core/model/types';
import type { Adapter } from '../core/tuning/adapter';
import type { VectorShard } from '../rpc/protocol';
import { adaptShard } from './adapt-shard';

/** Collects vectors that come in pieces and in any order. */
export interface VectorIntake {
  /** Copies a shard to its places; the shard can then be let go. @throws AppError `device/out-of-memory`, `adapter/other-model` */
  take(shard: VectorShard): void;
  /** Vectors of the texts of both sides, once every text has one; null before. */
  sets(): Sides<VectorSet> | null;
  /** Lets all vectors go. */
  clear(): void;
}

/**
 * An intake for the vectors of `texts`: left texts first, then right ones. Memory: the vectors, allocated with the first shard.
 *
 * @param adapter every shard goes through it as it comes, so that its cost falls into the time in which vectors are made; null: none
 * @param model whose vectors they are
 */
export function createVectorIntake(
  texts: Sides<readonly string[]>,
  adapter: Adapter | null = null,
  model: ModelId = '',
): VectorIntake {
  const leftCount = texts.left.length;
  const total = leftCount + texts.right.length;
  const isThere = new Uint8Array(total);
  let missing = total;
  let dimensions = 0;
  let data = new Float32Array(0);
  return {
    take(given) {
      const shard = adaptShard(given, adapter);
      if (dimensions === 0) {
        dimensions = shard.dimensions;
        data = allocateFloats(total * dimensions);
      }
      shard.indices.forEach((text, row) => {
        data.set(shard.data.subarray(row * dimensions, (row + 1) * dimensions), text * dimensions);
        if (isThere[text]) return;
        isThere[text] = 1;
        missing--;
      });
    },
    sets() {
      if (missing > 0 || total === 0) return null;
      const set = (part: Float32Array): VectorSet => ({ model, dimensions, data: part });
      const split = leftCount * dimensions;
      return { left: set(data.subarray(0, split)), right: set(data.subarray(split)) };
    },
    clear() {
      data = new Float32Array(0);
      dimensions = 0;
      missing = total;
      isThere.fill(0);
    },
  };
}
