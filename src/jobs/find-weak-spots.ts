import { AppError } from '../core/model/errors';
import { createWeakSpotSearch, type WeakSpotSearch } from '../core/weak-spots/find-weak-spots';
import { planProbes } from '../core/weak-spots/probes';
import type { Handlers } from '../rpc/serve';
import { createVectorIntake, type VectorIntake } from './vector-intake';

/** Variants of the rows of one table, and how they fare. */
export function createWeakSpotHandlers(): Pick<Required<Handlers>, 'openToProbe' | 'takeToProbe' | 'probe'> {
  let open: { readonly search: WeakSpotSearch; readonly vectors: VectorIntake } | null = null;
  const opened = () => {
    if (!open) throw new AppError('internal', { reason: 'no open table' });
    return open;
  };
  return {
    openToProbe: async ({ table, settings, side, adapter, ...options }) => {
      const search = createWeakSpotSearch(planProbes(table, settings, side, options));
      open = { search, vectors: createVectorIntake({ left: search.texts, right: [] }, adapter) };
      return { answer: search.texts };
    },
    takeToProbe: async (shard) => {
      opened().vectors.take(shard);
      return { answer: null };
    },
    probe: async (_, job) => {
      const { search, vectors } = opened();
      return { answer: await search.measure(vectors.sets()?.left ?? null, job) };
    },
  };
}
