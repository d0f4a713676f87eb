import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { AppError } from '../core/model/errors';
import type { Encoder } from '../core/vectors/encoder';
import { modelObstacle } from '../core/vectors/model-obstacle';
import { createTableEncoder } from '../core/vectors/table-encoder';
import type { LoadRequest, WebGpuRefusal } from '../rpc/protocol';
import { describeModel, fetchManifest, fetchModelFile, type ModelManifest, WEIGHTS_FILE } from './model-files';
import { createWasmEncoder } from './wasm-encoder';

/** Loads a model for the device asked for. WebGPU may be refused, with a reason; its runtime is fetched only here. */
export async function loadEncoderFor(request: LoadRequest): Promise<Encoder | WebGpuRefusal> {
  const manifest = await fetchManifest(request.modelRoot, request.model);
  if (request.device === 'wasm') return loadEncoder(request.modelRoot, manifest);
  const { loadWebGpuEncoder } = await import('./webgpu-encoder');
  return loadWebGpuEncoder(request.modelRoot, manifest, request.isDeviceRequired, request.rivals);
}

/**
 * Loads a model for WebAssembly, one thread. Every file comes from the page's own origin and is checked against the manifest before
 * it is used.
 *
 * @param root address of the model folder, with a closing slash
 * @throws AppError `device/no-webassembly`, `device/out-of-memory`, `model/missing`, `model/corrupt`, `model/failed`
 */
async function loadEncoder(root: string, manifest: ModelManifest): Promise<Encoder> {
  if (manifest.kind === 'table') return loadTable(root, manifest);
  if (modelObstacle()) throw new AppError('device/no-webassembly');
  return createWasmEncoder(manifest, new Uint8Array(await fetchModelFile(root, manifest, WEIGHTS_FILE)), async () => {
    const runtime = await import('onnxruntime-web/wasm');
    runtime.env.wasm.wasmPaths = { wasm: new URL(wasmUrl, globalThis.location.href).href };
    runtime.env.wasm.numThreads = 1;
    return runtime;
  });
}

async function loadTable(root: string, manifest: ModelManifest): Promise<Encoder> {
  const weights = await fetchModelFile(root, manifest, WEIGHTS_FILE);
  return createTableEncoder(describeModel(manifest, 'wasm'), new Uint8Array(weights));
}
