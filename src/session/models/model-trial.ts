import { sha256Hex } from '../../core/model/fingerprint';
import { GOLDEN_FILE, MANIFEST_FILE } from '../../core/models/model-manifest';
import type { CheckedModel } from '../../rpc/protocol';
import { spawnEmbed } from '../../rpc/spawn';
import { withWorker } from '../../rpc/with-worker';

/**
 * Loads a model that was just given and lets it embed known texts: whether it runs here, and gives vectors that tell texts apart. What is
 * found out goes into its manifest and files: where its vectors lie, and golden vectors. A model that has golden vectors already gives
 * the same ones, or is refused. The worker ends with it.
 *
 * @throws AppError `model/useless-vectors`, `model/self-test`, `model/failed`, `device/…`, `job/cancelled`
 */
export async function tryModel(
  { manifest, files }: CheckedModel,
  { signal, onProgress }: { readonly signal?: AbortSignal; readonly onProgress: (done: number, total: number) => void },
): Promise<CheckedModel> {
  const withManifest = { ...files, [MANIFEST_FILE]: new Blob([JSON.stringify(manifest)]) };
  const address = { model: manifest.id, modelRoot: '', files: withManifest };
  return withWorker(spawnEmbed, async (worker) => {
    if (manifest.files[GOLDEN_FILE] || manifest.kind === 'table') {
      await worker.call('load', { ...address, device: 'wasm', isDeviceRequired: true, rivals: 1 }, { signal });
      return { manifest, files: withManifest };
    }
    const { golden, centre, unrelated } = await worker.call('prepareModel', address, { signal, onProgress });
    const bytes = new TextEncoder().encode(JSON.stringify(golden));
    const goldenFile = { bytes: bytes.length, sha256: sha256Hex(bytes) };
    const finished = { ...manifest, centre, unrelated, files: { ...manifest.files, [GOLDEN_FILE]: goldenFile } };
    const kept = { ...files, [GOLDEN_FILE]: new Blob([bytes]), [MANIFEST_FILE]: new Blob([JSON.stringify(finished)]) };
    return { manifest: finished, files: kept };
  });
}
