import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { AppError } from '../core/model/errors';
import type { Encoder } from '../core/vectors/encoder';
import { createTableEncoder } from '../core/vectors/table-encoder';
import { describeModel, fetchModelFile, type ModelManifest, WEIGHTS_FILE } from './model-files';
import { createOnnxEncoder } from './onnx-encoder';

/**
 * Loads a model for WebAssembly, one thread. Every file comes from the page's own origin and is checked against the manifest before
 * it is used.
 *
 * @param root address of the model folder, with a closing slash
 * @throws AppError `device/no-webassembly`, `device/out-of-memory`, `model/missing`, `model/corrupt`, `model/failed`
 */
export async function loadEncoder(root: string, manifest: ModelManifest): Promise<Encoder> {
  if (manifest.kind === 'table') return loadTable(root, manifest);
  if (typeof WebAssembly === 'undefined') throw new AppError('device/no-webassembly');
  const weights = await fetchModelFile(root, manifest, WEIGHTS_FILE);
  const runtime = await import('onnxruntime-web/wasm');
  runtime.env.wasm.wasmPaths = { wasm: new URL(wasmUrl, globalThis.location.href).href };
  runtime.env.wasm.numThreads = 1;
  return createOnnxEncoder(runtime, manifest, new Uint8Array(weights), 'wasm');
}

async function loadTable(root: string, manifest: ModelManifest): Promise<Encoder> {
  const weights = await fetchModelFile(root, manifest, WEIGHTS_FILE);
  return createTableEncoder(describeModel(manifest, 'wasm'), new Uint8Array(weights));
}
