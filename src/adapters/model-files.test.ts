import { expect, it } from 'vitest';
import { sha256Hex } from '../core/model/fingerprint';
import type { ModelManifest } from '../core/models/model-manifest';
import { fetchManifest, fetchModelFile } from './model-files';

const bytes = Uint8Array.from([1, 2, 3, 250]);
const manifest = {
  id: 'own',
  weights: 'onnx/model.onnx',
  files: { 'onnx/model.onnx': { bytes: 4, sha256: sha256Hex(bytes) }, 'gone.json': { bytes: 1, sha256: '' } },
} as unknown as ModelManifest;
const addressWith = (weights: Uint8Array<ArrayBuffer>, text = JSON.stringify(manifest)) => ({
  model: 'own',
  modelRoot: '',
  files: { 'manifest.json': new Blob([text]), 'onnx/model.onnx': new Blob([weights]) },
});

it('reads a model out of files that come with its address', async () => {
  const address = addressWith(bytes);
  expect(await fetchManifest(address)).toEqual(manifest);
  expect(new Uint8Array(await fetchModelFile(address, manifest, 'onnx/model.onnx'))).toEqual(bytes);
});

it.each([
  ['one byte is another', addressWith(Uint8Array.from([1, 2, 3, 251])), 'onnx/model.onnx', 'model/corrupt'],
  ['bytes are missing', addressWith(bytes.slice(1)), 'onnx/model.onnx', 'model/corrupt'],
  ['the file is not there', addressWith(bytes), 'gone.json', 'model/missing'],
  ['the manifest does not know the file', addressWith(bytes), 'other.json', 'model/missing'],
])('refuses a file where %s', async (_, address, file, code) => {
  await expect(fetchModelFile(address, manifest, file)).rejects.toMatchObject({ code, params: { model: 'own', file } });
});

it('refuses a manifest that is none', async () => {
  await expect(fetchManifest(addressWith(bytes, '<html>'))).rejects.toMatchObject({ code: 'model/corrupt' });
});
