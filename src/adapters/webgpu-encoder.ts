import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import { AppError } from '../core/model/errors';
import { GOLDEN_FILE, type ModelManifest } from '../core/models/model-manifest';
import type { Encoder } from '../core/vectors/encoder';
import { widenHalfFloats } from '../core/vectors/onnx-initialisers';
import { agreesWithGolden, embedGolden, type GoldenVector } from '../core/vectors/self-test';
import type { ModelAddress, WebGpuRefusal } from '../rpc/protocol';
import { fetchModelFile } from './model-files';
import { loadModelParts } from './model-parts';
import { createOnnxEncoder, type OnnxParts, type OnnxRuntime } from './onnx-encoder';
import { createWasmEncoder } from './wasm-encoder';

/** Long enough to tell devices apart, short enough not to be noticed. */
const TIMED_BATCHES = 3;
const TIMED_ROWS = 16;
const TIMED_WIDTH = 16;

/** The parts of WebGPU that are used here. */
interface Adapter {
  readonly isFallbackAdapter?: boolean;
  readonly info?: { readonly isFallbackAdapter?: boolean };
}
interface Device {
  readonly lost: Promise<unknown>;
}

/**
 * Loads a model for WebGPU, or says why not. It is refused where there is no adapter, and where the vectors of known texts are not
 * what they should be: quantised networks can be silently wrong on a GPU.
 *
 * @param isRequired false refuses software adapters as well, and whatever is not faster than `rivals` threads of WebAssembly
 * @throws AppError `model/missing`, `model/corrupt`
 */
export async function loadWebGpuEncoder(
  address: ModelAddress,
  manifest: ModelManifest,
  isRequired: boolean,
  rivals: number,
): Promise<Encoder | WebGpuRefusal> {
  const adapter = await requestAdapter();
  if (!adapter) return 'absent';
  if (!isRequired && (adapter.isFallbackAdapter ?? adapter.info?.isFallbackAdapter)) return 'software';
  const file = new Uint8Array(await fetchModelFile(address, manifest, manifest.weights));
  // Not every adapter has half floats. Graphs of ours cast them to floats; others may go on with them.
  const weights = manifest.dtype === 'mixed' ? widenHalfFloats(file) : file;
  const parts = await loadModelParts(address, manifest);
  const golden = JSON.parse(new TextDecoder().decode(await fetchModelFile(address, manifest, GOLDEN_FILE))) as GoldenVector[];
  try {
    const runtime = await import('onnxruntime-web/webgpu');
    runtime.env.wasm.wasmPaths = { wasm: new URL(wasmUrl, globalThis.location.href).href };
    runtime.env.wasm.numThreads = 1;
    let isLost = false;
    const encoder = await createOnnxEncoder(runtime, manifest, weights, 'webgpu', () => isLost, parts);
    const device = (await runtime.env.webgpu.device) as unknown as Device;
    void device.lost.then(() => {
      isLost = true;
    });
    const known = golden.map(({ vector }) => vector);
    if (!agreesWithGolden(known, await embedGolden(encoder, golden))) return 'self-test';
    if (!isRequired && !(await isFaster(encoder, runtime, manifest, file, parts, rivals))) return 'slower';
    return encoder;
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code !== 'model/failed' && thrown.code !== 'device/out-of-memory') throw thrown;
    return 'failed';
  }
}

async function requestAdapter(): Promise<Adapter | null> {
  const gpu = (navigator as { readonly gpu?: { requestAdapter(): Promise<Adapter | null> } }).gpu;
  return gpu ? gpu.requestAdapter().catch(() => null) : null;
}

async function isFaster(
  encoder: Encoder,
  runtime: OnnxRuntime,
  manifest: ModelManifest,
  weights: Uint8Array,
  parts: OnnxParts,
  rivals: number,
): Promise<boolean> {
  const reference = await createWasmEncoder(manifest, weights, async () => runtime, parts);
  const ids = Int32Array.from({ length: TIMED_ROWS * TIMED_WIDTH }, (_, at) => 4 + ((at * 7919) % 1000));
  const time = async (one: Encoder): Promise<number> => {
    await one.encode(ids, TIMED_ROWS, TIMED_WIDTH);
    const started = performance.now();
    for (let batch = 0; batch < TIMED_BATCHES; batch++) await one.encode(ids, TIMED_ROWS, TIMED_WIDTH);
    return performance.now() - started;
  };
  const [onGpu, onWasm] = [await time(encoder), await time(reference)];
  await reference.dispose();
  return onGpu < onWasm / rivals;
}
