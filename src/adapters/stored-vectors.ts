import type { VectorCache } from '../core/vectors/encoder';
import type { StoredVectors } from '../jobs/recall-vectors';
import { openVectorCache } from './dexie/vector-cache';
import { describeModel, fetchManifest } from './model-files';

/** The vector cache of this browser, opened when it is first asked for, and the models that are served beside the page. */
export function createStoredVectors(): StoredVectors {
  let opening: Promise<VectorCache> | null = null;
  return {
    openCache: () => {
      opening ??= openVectorCache();
      return opening;
    },
    async describe(address, devices) {
      const manifest = await fetchManifest(address);
      return devices.map((device) => describeModel(manifest, device));
    },
  };
}
