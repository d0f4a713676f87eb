import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { AppError } from '../core/model/errors';
import { GOLDEN_FILE, type ModelManifest } from '../core/models/model-manifest';
import type { Encoder } from '../core/vectors/encoder';
import { withLayers } from '../core/vectors/layered-encoder';
import { modelObstacle } from '../core/vectors/model-obstacle';
import { createTableEncoder } from '../core/vectors/table-encoder';
import type { LoadRequest, ModelAddress, WebGpuRefusal } from '../rpc/protocol';
import { describeModel, fetchManifest, fetchModelFile } from './model-files';
import { loadModelParts } from './model-parts';
import type { OnnxRuntime } from './onnx-encoder';
import { refuseWrongVectors } from './refuse-wrong-vectors';
import { createWasmEncoder } from './wasm-encoder';

/** Loads a model for the device asked for. WebGPU may be refused, with a reason; its runtime is fetched only here. */
export async function loadEncoderFor(request: LoadRequest): Promise<Encoder | WebGpuRefusal> {
  const manifest = await fetchManifest(request);
  if (request.device === 'wasm') return loadEncoder(request, manifest);
  const { loadWebGpuEncoder } = await import('./webgpu-encoder');
  return loadWebGpuEncoder(request, manifest, request.isDeviceRequired, request.rivals);
}

/**
 * Loads a model for WebAssembly, one thread. Every file is checked against the manifest before it is used.
 *
 * @throws AppError `device/no-webassembly`, `device/out-of-memory`, `model/missing`, `model/corrupt`, `model/failed`,
 * `model/broken-file`, `model/self-test`, `model/needs-runtime`
 */
async function loadEncoder(address: ModelAddress, manifest: ModelManifest): Promise<Encoder> {
  if (manifest.kind === 'table') return loadTable(address, manifest);
  if (modelObstacle()) throw new AppError('device/no-webassembly');
  const weights = new Uint8Array(await fetchModelFile(address, manifest, manifest.weights));
  const parts = await loadModelParts(address, manifest);
  const encoder = await createWasmEncoder(manifest, weights, () => loadRuntime(manifest.title), parts);
  if (manifest.files[GOLDEN_FILE]) await refuseWrongVectors(address, manifest, encoder);
  return encoder;
}

async function loadRuntime(model: string): Promise<OnnxRuntime> {
  try {
    const runtime = await import('onnxruntime-web/wasm');
    runtime.env.wasm.wasmPaths = { wasm: new URL(wasmUrl, globalThis.location.href).href };
    runtime.env.wasm.numThreads = 1;
    return runtime;
  } catch (thrown) {
    // The edition of one file has none.
    if (thrown instanceof AppError) throw new AppError(thrown.code, { ...thrown.params, model });
    throw thrown;
  }
}

async function loadTable(address: ModelAddress, manifest: ModelManifest): Promise<Encoder> {
  const weights = await fetchModelFile(address, manifest, manifest.weights);
  const { dense } = await loadModelParts(address, manifest);
  const encoder = withLayers(createTableEncoder(describeModel(manifest, 'wasm'), new Uint8Array(weights)), dense);
  if (manifest.files[GOLDEN_FILE]) await refuseWrongVectors(address, manifest, encoder);
  return encoder;
}
