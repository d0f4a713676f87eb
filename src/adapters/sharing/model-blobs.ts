import type { ModelManifest } from '../../core/models/model-manifest';
import type { ModelAddress } from '../../rpc/protocol';
import { fetchModelFile } from '../model-files';

/**
 * The files of a model by path. Those of a model that comes with the page are fetched and compared with their hashes, one after the other.
 *
 * @throws AppError `model/missing`, `model/corrupt`
 */
export async function modelBlobs(address: ModelAddress, manifest: ModelManifest): Promise<Readonly<Record<string, Blob>>> {
  if (address.files) return address.files;
  const files: Record<string, Blob> = {};
  for (const path of Object.keys(manifest.files)) files[path] = new Blob([await fetchModelFile(address, manifest, path)]);
  return files;
}
