import { AppError } from '../core/model/errors';
import { sha256Hex } from '../core/model/fingerprint';
import { hashOfWeights, MANIFEST_FILE, type ModelManifest, TOKENIZER_FILE } from '../core/models/model-manifest';
import type { EncodingDevice } from '../core/vectors/encoder';
import { createUnigramTokenizer, type Tokenizer, type UnigramFile } from '../core/vectors/tokenizer';
import { createWordPieceTokenizer, type WordPieceFile } from '../core/vectors/word-piece';
import type { ModelAddress, ModelDescription } from '../rpc/protocol';
import { requestPageFile } from './page-files';

/** What a run says of the model and device that made its vectors. @throws AppError `model/missing` */
export const describeModel = (manifest: ModelManifest, device: EncodingDevice): ModelDescription => ({
  id: manifest.id,
  sha256: hashOfWeights(manifest),
  dtype: manifest.dtype,
  device,
});

/**
 * The tokenizer of a model. That of Hugging Face is loaded only where a model needs it.
 *
 * @throws AppError `model/missing`, `model/corrupt`, `model/broken-file`, `model/needs-runtime`
 */
export async function loadTokenizer(address: ModelAddress, manifest: ModelManifest): Promise<Tokenizer> {
  const path = manifest.tokenizerFile ?? TOKENIZER_FILE;
  const text = new TextDecoder().decode(await fetchModelFile(address, manifest, path));
  try {
    if (manifest.tokenizer === 'unigram') return createUnigramTokenizer(JSON.parse(text) as UnigramFile);
    if (manifest.tokenizer === 'word-piece') return createWordPieceTokenizer(JSON.parse(text) as WordPieceFile);
    const [{ createGeneralTokenizer }, library] = await Promise.all([
      import('../core/vectors/general-tokenizer'),
      import('@huggingface/tokenizers'),
    ]);
    return createGeneralTokenizer(library, JSON.parse(text));
  } catch (thrown) {
    // The edition of one file has no library.
    if (thrown instanceof AppError) throw new AppError(thrown.code, { ...thrown.params, model: manifest.title });
    throw new AppError('model/broken-file', { file: path }, { cause: thrown });
  }
}

/** The manifest of the model at an address. @throws AppError `model/missing`, `model/corrupt` */
export async function fetchManifest(address: ModelAddress): Promise<ModelManifest> {
  const text = await (await openFile(address, MANIFEST_FILE)).text();
  try {
    return JSON.parse(text) as ModelManifest;
  } catch (thrown) {
    throw new AppError('model/corrupt', { model: address.model, file: MANIFEST_FILE }, { cause: thrown });
  }
}

/**
 * One file of the model, checked against the manifest's SHA-256.
 * @throws AppError `model/missing` when it is not there, `model/corrupt` when it is not the file it should be
 */
export async function fetchModelFile(address: ModelAddress, manifest: ModelManifest, path: string): Promise<ArrayBuffer> {
  const known = manifest.files[path];
  if (!known) throw new AppError('model/missing', { model: manifest.id, file: path });
  const bytes = await (await openFile(address, path)).arrayBuffer();
  if (bytes.byteLength !== known.bytes || (await digest(bytes)) !== known.sha256) {
    throw new AppError('model/corrupt', { model: manifest.id, file: path });
  }
  return bytes;
}

/** A file given with the address, or one beside the page. */
async function openFile({ model, modelRoot, files }: ModelAddress, path: string): Promise<Blob | Response> {
  const found = files ? files[path] : await requestPageFile(modelRoot + path).catch(() => null);
  if (!found || (found instanceof Response && !found.ok)) throw new AppError('model/missing', { model, file: path });
  return found;
}

async function digest(bytes: ArrayBuffer): Promise<string> {
  if (!globalThis.crypto?.subtle) return sha256Hex(new Uint8Array(bytes));
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
