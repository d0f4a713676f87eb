import * as runtime from 'onnxruntime-web/wasm';
import { sha256Hex } from '../core/model/fingerprint';
import { describeModelFolder } from '../core/models/describe-model-folder';
import { type Folder, readFolder } from '../core/models/folder-fixture';
import { MANIFEST_FILE, type ModelManifest } from '../core/models/model-manifest';
import type { Encoder } from '../core/vectors/encoder';
import type { ModelAddress } from '../rpc/protocol';
import { loadModelParts } from './model-parts';
import { createWasmEncoder } from './wasm-encoder';

export interface OpenedModel {
  readonly address: ModelAddress;
  readonly manifest: ModelManifest;
  readonly files: Folder;
}

/** A folder of `e2e/fixtures/models`, described and hashed as one that somebody adds is. */
export async function openFolder(name: string, change: Folder = {}): Promise<OpenedModel> {
  const files: Record<string, Blob> = { ...readFolder(name), ...change };
  const described = await describeModelFolder(files, { title: name });
  const hashed = await Promise.all(
    Object.keys(described.files).map(async (path) => {
      const bytes = new Uint8Array(await files[path]!.arrayBuffer());
      return [path, { bytes: bytes.length, sha256: sha256Hex(bytes) }] as const;
    }),
  );
  return addressed({ ...described, files: Object.fromEntries(hashed) }, files);
}

export const addressed = (manifest: ModelManifest, files: Folder): OpenedModel => ({
  manifest,
  files,
  address: {
    model: manifest.id,
    modelRoot: '',
    files: { ...files, [MANIFEST_FILE]: new Blob([JSON.stringify(manifest)]) },
  },
});

/** The model on WebAssembly. */
export async function encoderOf({ address, manifest, files }: OpenedModel): Promise<Encoder> {
  runtime.env.wasm.numThreads = 1;
  const weights = new Uint8Array(await files[manifest.weights]!.arrayBuffer());
  return createWasmEncoder(manifest, weights, async () => runtime, await loadModelParts(address, manifest));
}
