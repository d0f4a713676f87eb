import type { VectorSet } from '../core/model/types';
import type { Adapter } from '../core/tuning/adapter';
import type { VectorShard } from '../rpc/protocol';
import { adaptShard } from './adapt-shard';

/** Vectors that several workers made, under an adapter if there is one, put into the order of their texts; null where there are none. */
export function assembleVectors(count: number, shards: readonly VectorShard[], adapter?: Adapter | null): VectorSet | null {
  const dimensions = shards[0]?.dimensions;
  if (!dimensions) return null;
  const data = new Float32Array(count * dimensions);
  for (const given of shards) {
    const shard = adaptShard(given, adapter);
    shard.indices.forEach((text, row) => {
      data.set(shard.data.subarray(row * dimensions, (row + 1) * dimensions), text * dimensions);
    });
  }
  return { model: '', dimensions, data };
}
