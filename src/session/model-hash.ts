import { fetchManifest, WEIGHTS_FILE } from '../adapters/model-files';
import { modelRoot } from './embedding';

/** SHA-256 of the weights of `model`, from its manifest; null where that cannot be read. */
export async function modelHash(model: string): Promise<string | null> {
  const manifest = await fetchManifest(modelRoot(model), model).catch(() => null);
  return manifest?.files[WEIGHTS_FILE]?.sha256 ?? null;
}
