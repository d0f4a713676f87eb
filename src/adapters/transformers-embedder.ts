import { AutoModel, AutoTokenizer, env, type PreTrainedModel, type PreTrainedTokenizer, Tensor } from '@huggingface/transformers';
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { AppError, throwIfCancelled } from '../core/model/errors';
import { nextTurn } from '../core/model/turns';
import type { Job } from '../core/model/types';
import { cutPieces, type Piece, planBatches } from '../core/vectors/batches';
import type { Embedder } from '../core/vectors/embedder';
import { fetchManifest, fetchModelFile, type ModelManifest, WEIGHTS_FILE } from './model-files';

const BATCH_TOKENS = 256;
const PAD_ID = 1n;

/**
 * Loads a model folder with transformers.js on WebAssembly, one thread. Every file comes from the page's own origin and is checked
 * against the manifest before it is used; nothing is looked up elsewhere.
 *
 * @param root address of the model folder, with a closing slash
 * @throws AppError `device/no-webassembly`, `model/missing`, `model/corrupt`, `model/failed`
 */
export async function loadTransformersEmbedder(model: string, root: string): Promise<Embedder> {
  if (typeof WebAssembly === 'undefined') throw new AppError('device/no-webassembly');
  const manifest = await fetchManifest(root, model);
  const files = new Map<string, ArrayBuffer>();
  for (const path of Object.keys(manifest.files)) {
    if (path.endsWith('.json') || path === WEIGHTS_FILE) files.set(path, await fetchModelFile(root, manifest, path));
  }
  sealEnvironment(manifest, files);
  try {
    const tokenizer = await AutoTokenizer.from_pretrained(model);
    const network = await AutoModel.from_pretrained(model, { dtype: 'q8', device: 'wasm' });
    files.clear();
    return createEmbedder(manifest, tokenizer, network);
  } catch (thrown) {
    throw new AppError('model/failed', { model, reason: thrown instanceof Error ? thrown.name : 'unknown' }, { cause: thrown });
  }
}

/** transformers.js sees only the checked files: the custom cache holds them, everything else counts as absent. */
function sealEnvironment(manifest: ModelManifest, files: ReadonlyMap<string, ArrayBuffer>): void {
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.localModelPath = '/models/';
  env.useBrowserCache = false;
  env.useWasmCache = false;
  env.useCustomCache = true;
  env.customCache = {
    match: async (url: string) => {
      const path = url.split(`${manifest.id}/`).at(-1)!;
      const bytes = files.get(path);
      return bytes ? new Response(bytes, { headers: { 'content-length': String(bytes.byteLength) } }) : undefined;
    },
    put: async () => {},
  };
  const wasm = env.backends.onnx.wasm!;
  wasm.wasmPaths = { wasm: new URL(wasmUrl, globalThis.location.href).href };
  wasm.numThreads = 1;
  wasm.proxy = false;
}

function createEmbedder(manifest: ModelManifest, tokenizer: PreTrainedTokenizer, network: PreTrainedModel): Embedder {
  const { dimensions } = manifest;

  const runBatch = async (batch: readonly Piece[]): Promise<Float32Array> => {
    const width = Math.max(...batch.map((piece) => piece.ids.length));
    const ids = new BigInt64Array(batch.length * width).fill(PAD_ID);
    const mask = new BigInt64Array(batch.length * width);
    batch.forEach((piece, row) => {
      piece.ids.forEach((id, at) => {
        ids[row * width + at] = BigInt(id);
        mask[row * width + at] = 1n;
      });
    });
    const shape = [batch.length, width];
    const output = await network({
      input_ids: new Tensor('int64', ids, shape),
      attention_mask: new Tensor('int64', mask, shape),
    });
    const vectors = output[manifest.output] as Tensor;
    const data = Float32Array.from(vectors.data as Float32Array);
    vectors.dispose();
    return data;
  };

  return {
    model: manifest.id,
    sha256: manifest.files[WEIGHTS_FILE]!.sha256,
    dimensions,
    async embed(texts, job, onVectors) {
      const pieces = await tokenise(tokenizer, manifest, texts, job);
      const sums = new Float32Array(texts.length * dimensions);
      const open = new Uint16Array(texts.length);
      for (const piece of pieces) open[piece.text]!++;
      const longTexts = open.reduce((count, number) => count + (number > 1 ? 1 : 0), 0);
      let done = 0;
      for (const batch of planBatches(pieces, BATCH_TOKENS)) {
        const data = await runBatch(batch);
        const finished: number[] = [];
        batch.forEach((piece, row) => {
          addScaled(sums, piece.text * dimensions, data, row * dimensions, dimensions, piece.ids.length);
          if (--open[piece.text]! === 0) finished.push(piece.text);
        });
        for (const text of finished) normalise(sums, text * dimensions, dimensions);
        done += finished.length;
        onVectors?.(finished, sums);
        job.progress(done, texts.length, 'texts');
        await nextTurn();
        throwIfCancelled(job.signal);
      }
      return { data: sums, longTexts };
    },
    dispose: async () => void (await network.dispose()),
  };
}

async function tokenise(
  tokenizer: PreTrainedTokenizer,
  manifest: ModelManifest,
  texts: readonly string[],
  job: Job,
): Promise<Piece[]> {
  const pieces: Piece[] = [];
  for (let text = 0; text < texts.length; text++) {
    const ids = tokenizer.encode(manifest.prefix + texts[text]!.slice(0, LONGEST_TEXT));
    pieces.push(...cutPieces(text, ids, manifest.maxTokens));
    if (text % 500 === 499) {
      await nextTurn();
      throwIfCancelled(job.signal);
    }
  }
  return pieces;
}

/** Beyond this many characters nothing would be read anyway: more than eight pieces of 64 tokens. */
const LONGEST_TEXT = 8_000;

function addScaled(target: Float32Array, at: number, source: Float32Array, from: number, count: number, weight: number): void {
  for (let i = 0; i < count; i++) target[at + i]! += weight * source[from + i]!;
}

function normalise(data: Float32Array, at: number, count: number): void {
  let squares = 0;
  for (let i = 0; i < count; i++) squares += data[at + i]! ** 2;
  const norm = Math.sqrt(squares) || 1;
  for (let i = 0; i < count; i++) data[at + i]! /= norm;
}
