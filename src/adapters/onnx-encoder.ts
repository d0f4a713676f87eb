import type { InferenceSession, Tensor } from 'onnxruntime-web';
import { AppError } from '../core/model/errors';
import { hashOfWeights, type ModelManifest } from '../core/models/model-manifest';
import { DeviceLostError, type Encoder, type EncodingDevice } from '../core/vectors/encoder';
import { isOutOfMemory } from './out-of-memory';

/** The parts of ONNX Runtime that an encoder needs; its builds for WASM and WebGPU both have them. */
export interface OnnxRuntime {
  readonly InferenceSession: typeof InferenceSession;
  readonly Tensor: typeof Tensor;
}

/**
 * Runs a network whose pooling is part of its graph. Inputs are made in two arrays that are used again; only the output that is
 * wanted is fetched.
 *
 * @param isLost whether the device has gone since
 * @throws AppError `device/out-of-memory`, `model/failed`
 */
export async function createOnnxEncoder(
  runtime: OnnxRuntime,
  manifest: ModelManifest,
  weights: Uint8Array,
  device: EncodingDevice,
  isLost: () => boolean = () => false,
): Promise<Encoder> {
  const session = await runtime.InferenceSession.create(weights, { executionProviders: [device] }).catch((thrown: unknown) => {
    throw toModelError(manifest.id, thrown);
  });
  let ids = new BigInt64Array(0);
  let mask = new BigInt64Array(0);

  return {
    model: manifest.id,
    sha256: hashOfWeights(manifest),
    device,
    runtime: 'onnx',
    dimensions: manifest.dimensions,
    async encode(tokens, rows, width) {
      if (isLost()) throw new DeviceLostError('lost');
      const count = rows * width;
      if (ids.length < count) {
        ids = new BigInt64Array(count);
        mask = new BigInt64Array(count).fill(1n);
      }
      // Token ids are small and not negative: their low words are all of them (the platform is little-endian).
      const words = new Int32Array(ids.buffer);
      for (let at = 0; at < count; at++) words[at * 2] = tokens[at]!;
      const shape = [rows, width];
      const feeds = {
        input_ids: new runtime.Tensor('int64', ids.subarray(0, count), shape),
        attention_mask: new runtime.Tensor('int64', mask.subarray(0, count), shape),
      };
      try {
        const output = await session.run(feeds, [manifest.output]);
        return output[manifest.output]!.data as Float32Array;
      } catch (thrown) {
        if (isLost() || device === 'webgpu') throw new DeviceLostError('lost', { cause: thrown });
        throw toModelError(manifest.id, thrown);
      }
    },
    dispose: () => session.release(),
  };
}

function toModelError(model: string, thrown: unknown): AppError {
  if (isOutOfMemory(thrown)) return new AppError('device/out-of-memory', { model }, { cause: thrown });
  return new AppError('model/failed', { model, reason: thrown instanceof Error ? thrown.name : 'unknown' }, { cause: thrown });
}
