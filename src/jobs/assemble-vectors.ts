import type { VectorSet } from '../core/model/types';
import type { VectorShard } from '../rpc/protocol';

/** Vectors that several workers made, put into the order of their texts; null where there are none. */
export function assembleVectors(count: number, shards: readonly VectorShard[]): VectorSet | null {
  const dimensions = shards[0]?.dimensions;
  if (!dimensions) return null;
  const data = new Float32Array(count * dimensions);
  for (const shard of shards) {
    shard.indices.forEach((text, row) => {
      data.set(shard.data.subarray(row * dimensions, (row + 1) * dimensions), text * dimensions);
    });
  }
  return { model: '', dimensions, data };
}
