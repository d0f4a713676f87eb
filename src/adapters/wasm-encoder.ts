import { GOLDEN_FILE, type ModelManifest } from '../core/models/model-manifest';
import type { Encoder } from '../core/vectors/encoder';
import { withLayers } from '../core/vectors/layered-encoder';
import { readTransformer } from '../core/vectors/transformer/read-transformer';
import { createTransformerEncoder } from '../core/vectors/transformer/transformer-encoder';
import { bestMultiplication } from '../core/vectors/transformer/transformer-kernels';
import { describeModel } from './model-files';
import { createOnnxEncoder, type OnnxParts, type OnnxRuntime } from './onnx-encoder';

/**
 * Runs a network on WebAssembly, one thread: on our own kernel when its graph is one that the kernel knows and the machine has the
 * instructions, else on ONNX Runtime, which is loaded only then.
 *
 * @throws AppError `device/out-of-memory`, `model/failed`
 */
export async function createWasmEncoder(
  manifest: ModelManifest,
  weights: Uint8Array,
  loadRuntime: () => Promise<OnnxRuntime>,
  parts?: OnnxParts,
): Promise<Encoder> {
  const multiplication = bestMultiplication();
  // A model that is being prepared has no golden vectors yet: they are made by the runtime that it will have with its centre.
  const mayBeOwn = manifest.pooling === 'graph' && !manifest.centre && manifest.files[GOLDEN_FILE] !== undefined;
  const model = multiplication && mayBeOwn && readTransformer(weights, manifest.output);
  const dense = parts?.dense ?? [];
  if (model && model.hidden === (dense[0]?.inputs ?? manifest.dimensions)) {
    return withLayers(createTransformerEncoder(describeModel(manifest, 'wasm'), model, multiplication), dense);
  }
  return createOnnxEncoder(await loadRuntime(), manifest, weights, 'wasm', undefined, parts);
}
