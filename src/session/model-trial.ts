import { AppError } from '../core/model/errors';
import type { ModelManifest } from '../core/models/model-manifest';
import { TRIAL_TEXTS, vectorFault } from '../core/own-models/judge-trial';
import type { ModelAddress } from '../rpc/protocol';
import { spawnEmbed } from '../rpc/spawn';
import { withWorker } from '../rpc/with-worker';

/**
 * Loads a model that was just given and lets it embed known texts: whether it runs here, and gives vectors that tell texts apart. Its
 * worker ends with it.
 *
 * @throws AppError `model/useless-vectors`, `model/failed`, `device/…`, `job/cancelled`
 */
export async function tryModel(
  address: ModelAddress,
  manifest: ModelManifest,
  options: { readonly signal?: AbortSignal; readonly onProgress: (done: number, total: number) => void },
): Promise<void> {
  const request = { ...address, device: 'wasm', useCache: false } as const;
  const { signal, onProgress } = options;
  const found = await withWorker(spawnEmbed, async (worker) => {
    onProgress(0, TRIAL_TEXTS.length);
    const { work } = await worker.call('plan', { ...request, texts: TRIAL_TEXTS }, { signal });
    return worker.call('embed', { ...request, work, isDeviceRequired: false, rivals: 1 }, { signal, onProgress });
  });
  if (found.stopped === 'out-of-memory') throw new AppError('device/out-of-memory', { model: manifest.title });
  const fault = found.dimensions === manifest.dimensions ? vectorFault(found.data, found.dimensions) : 'dimensions';
  if (fault) throw new AppError('model/useless-vectors', { model: manifest.title, reason: fault });
}
