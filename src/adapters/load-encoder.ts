import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { AppError } from '../core/model/errors';
import type { ModelManifest } from '../core/models/model-manifest';
import type { Encoder } from '../core/vectors/encoder';
import { modelObstacle } from '../core/vectors/model-obstacle';
import { createTableEncoder } from '../core/vectors/table-encoder';
import type { LoadRequest, ModelAddress, WebGpuRefusal } from '../rpc/protocol';
import { describeModel, fetchManifest, fetchModelFile } from './model-files';
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
 * @throws AppError `device/no-webassembly`, `device/out-of-memory`, `model/missing`, `model/corrupt`, `model/failed`
 */
async function loadEncoder(address: ModelAddress, manifest: ModelManifest): Promise<Encoder> {
  if (manifest.kind === 'table') return loadTable(address, manifest);
  if (modelObstacle()) throw new AppError('device/no-webassembly');
  return createWasmEncoder(manifest, new Uint8Array(await fetchModelFile(address, manifest, manifest.weights)), async () => {
    const runtime = await import('onnxruntime-web/wasm');
    runtime.env.wasm.wasmPaths = { wasm: new URL(wasmUrl, globalThis.location.href).href };
    runtime.env.wasm.numThreads = 1;
    return runtime;
  });
}

async function loadTable(address: ModelAddress, manifest: ModelManifest): Promise<Encoder> {
  const weights = await fetchModelFile(address, manifest, manifest.weights);
  return createTableEncoder(describeModel(manifest, 'wasm'), new Uint8Array(weights));
}
