import { openVectorCache } from '../src/adapters/dexie/vector-cache';
import { describeModel, fetchManifest } from '../src/adapters/model-files';
import type { VectorCache } from '../src/core/vectors/encoder';
import { createMapHandlers } from '../src/jobs/draw-map';
import type { StoredVectors } from '../src/jobs/find-candidates';
import { type ServerPort, serve } from '../src/rpc/serve';

let opening: Promise<VectorCache> | null = null;

const stored: StoredVectors = {
  openCache: () => (opening ??= openVectorCache()),
  async describe({ model, modelRoot }, devices) {
    const manifest = await fetchManifest(modelRoot, model);
    return devices.map((device) => describeModel(manifest, device));
  },
};
serve(globalThis as unknown as ServerPort, createMapHandlers(stored));
