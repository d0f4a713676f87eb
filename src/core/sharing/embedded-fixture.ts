import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hashOfWeights, MANIFEST_FILE, type ModelManifest } from '../models/model-manifest';
import type { Adapter } from '../tuning/adapter';
import type { FolderWishes } from './adapter-to-share';
import { composeFolder } from './compose-folder';
import type { SharedFile } from './sentence-modules';
import { lookAtModel, type SharedModel } from './shared-model';
import { adapterOf } from './sharing-fixture';

export const QUIET_JOB = { signal: new AbortController().signal, progress: () => {} };
export const WISHES: FolderWishes = {
  name: 'company-names',
  card: '# Company names\n',
  licence: 'MIT',
  withColumnNames: false,
  withTorch: false,
};

/** A model that comes with Rowlink, read from the repository. */
export async function embeddedModel(id: string): Promise<SharedModel> {
  const folder = fileURLToPath(new URL(`../../../public/models/${id}/`, import.meta.url));
  const paths = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((path) => statSync(join(folder, path)).isFile());
  const files = Object.fromEntries(paths.map((path) => [path, new Blob([readFileSync(join(folder, path))])]));
  const manifest = JSON.parse(await files[MANIFEST_FILE]!.text()) as ModelManifest;
  return lookAtModel(manifest, files);
}

/** An adapter for a model. */
export const adapterFor = ({ manifest }: SharedModel, rank: number | null = null): Adapter =>
  adapterOf(manifest.dimensions, rank, { model: manifest.id, sha256: hashOfWeights(manifest) });

export async function writeFolder(files: readonly SharedFile[], folder: string): Promise<void> {
  for (const { path, blob } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), new Uint8Array(await blob.arrayBuffer()));
  }
}

export const shareEmbedded = async (id: string, rank: number | null = null, withTorch = false) => {
  const model = await embeddedModel(id);
  const adapter = adapterFor(model, rank);
  return { model, adapter, files: await composeFolder(model, adapter, { ...WISHES, withTorch }, QUIET_JOB) };
};
