import { AppError } from '../core/model/errors';
import type { Adapter } from '../core/tuning/adapter';
import { applyAdapter } from '../core/tuning/apply-adapter';
import type { VectorShard } from '../rpc/protocol';
import type { Handlers } from '../rpc/serve';

/**
 * Vectors of a model as they are under an adapter, in arrays of their own: those of the model may be shared. The shard itself where
 * there is none. O(rows × dimensions²), less for an adapter of low rank.
 *
 * @throws AppError `adapter/other-model` where vectors are of another size than the adapter is for
 */
export function adaptShard(shard: VectorShard, adapter: Adapter | null | undefined): VectorShard {
  if (!adapter) return shard;
  if (shard.dimensions !== adapter.base.dimensions) {
    throw new AppError('adapter/other-model', { adapter: adapter.name, base: adapter.base.model, model: '?' });
  }
  const data = shard.data.slice();
  applyAdapter(adapter, data);
  return { ...shard, data };
}

/** Vectors under an adapter. */
export const adaptVectors: NonNullable<Handlers['adaptVectors']> = async ({ data, adapter }) => {
  const { dimensions } = adapter.base;
  const answer = adaptShard({ indices: new Uint32Array(), dimensions, data }, adapter).data;
  return { answer, transfer: [answer.buffer] };
};
