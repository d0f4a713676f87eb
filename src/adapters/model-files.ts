import { AppError } from '../core/model/errors';
import { sha256Hex } from '../core/model/fingerprint';
import type { EncodingDevice, TextFormat } from '../core/vectors/encoder';
import { createUnigramTokenizer, type Tokenizer, type UnigramFile } from '../core/vectors/tokenizer';
import type { ModelDescription } from '../rpc/protocol';
import { requestPageFile } from './page-files';

/** What `manifest.json` says of a model folder. */
export interface ModelManifest extends TextFormat {
  readonly id: string;
  /** `network`: run by ONNX Runtime. `table`: one vector a token, added up. */
  readonly kind: 'network' | 'table';
  readonly dimensions: number;
  readonly output: string;
  readonly files: Readonly<Record<string, { readonly bytes: number; readonly sha256: string }>>;
}

export const WEIGHTS_FILE = 'onnx/model_quantized.onnx';
const TOKENIZER_FILE = 'tokenizer.json';

/** What a run says of the model and device that made its vectors. */
export const describeModel = (manifest: ModelManifest, device: EncodingDevice): ModelDescription => ({
  id: manifest.id,
  sha256: manifest.files[WEIGHTS_FILE]!.sha256,
  device,
});

/** The tokenizer of a model. @throws AppError `model/missing`, `model/corrupt`, `model/failed` */
export async function loadTokenizer(root: string, manifest: ModelManifest): Promise<Tokenizer> {
  const bytes = await fetchModelFile(root, manifest, TOKENIZER_FILE);
  const file = JSON.parse(new TextDecoder().decode(bytes)) as UnigramFile;
  if (file.model.type !== 'Unigram') throw new AppError('model/failed', { model: manifest.id, reason: 'tokenizer' });
  return createUnigramTokenizer(file);
}

/** Reads the manifest of the model folder at `root` (with a closing slash). @throws AppError `model/missing` */
export async function fetchManifest(root: string, model: string): Promise<ModelManifest> {
  const response = await request(`${root}manifest.json`, model, 'manifest.json');
  return response.json().catch(() => {
    throw new AppError('model/corrupt', { model, file: 'manifest.json' });
  }) as Promise<ModelManifest>;
}

/**
 * One file of the model, checked against the manifest's SHA-256.
 * @throws AppError `model/missing` when it is not served, `model/corrupt` when it is not the file it should be
 */
export async function fetchModelFile(root: string, manifest: ModelManifest, path: string): Promise<ArrayBuffer> {
  const known = manifest.files[path];
  if (!known) throw new AppError('model/missing', { model: manifest.id, file: path });
  const bytes = await (await request(root + path, manifest.id, path)).arrayBuffer();
  if (bytes.byteLength !== known.bytes || (await digest(bytes)) !== known.sha256) {
    throw new AppError('model/corrupt', { model: manifest.id, file: path });
  }
  return bytes;
}

async function request(url: string, model: string, file: string): Promise<Response> {
  const response = await requestPageFile(url).catch(() => null);
  if (!response?.ok) throw new AppError('model/missing', { model, file });
  return response;
}

async function digest(bytes: ArrayBuffer): Promise<string> {
  if (!globalThis.crypto?.subtle) return sha256Hex(new Uint8Array(bytes));
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
