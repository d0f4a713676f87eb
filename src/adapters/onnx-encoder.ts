import type { InferenceSession, Tensor } from 'onnxruntime-web';
import { AppError } from '../core/model/errors';
import { hashOfWeights, type ModelManifest } from '../core/models/model-manifest';
import { DeviceLostError, type Encoder, type EncodingDevice } from '../core/vectors/encoder';
import { type Finishing, finishVectors } from '../core/vectors/finish-vectors';
import { toFloat } from '../core/vectors/onnx-initialisers';
import { isOutOfMemory } from './out-of-memory';

/** The parts of ONNX Runtime that an encoder needs; its builds for WASM and WebGPU both have them. */
export interface OnnxRuntime {
  readonly InferenceSession: typeof InferenceSession;
  readonly Tensor: typeof Tensor;
}

/** The parts of a model that ONNX Runtime does not find in the graph's own file. */
export interface OnnxParts extends Omit<Finishing, 'pooling'> {
  /** Files with tensors, by the names that the graph has for them. */
  readonly data: readonly { readonly path: string; readonly data: Uint8Array }[];
}

const NO_PARTS: OnnxParts = { data: [], dense: [], centre: null };

/**
 * Runs a network. Inputs are made in arrays that are used again; only the output that is wanted is fetched. What the graph leaves to
 * do (pooling, dense layers, length 1) is done here.
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
  { data, ...finishing }: OnnxParts = NO_PARTS,
): Promise<Encoder> {
  const externalData = data.map(({ path, data }) => ({ path, data }));
  const session = await runtime.InferenceSession.create(weights, {
    executionProviders: [device],
    ...(externalData.length > 0 ? { externalData } : {}),
  }).catch((thrown: unknown) => {
    throw toModelError(manifest.id, thrown);
  });
  const inputs = createInputs(manifest.inputs);
  const isFinished = manifest.pooling === 'graph' && manifest.isNormalised && finishing.dense.length === 0 && !finishing.centre;

  return {
    model: manifest.id,
    sha256: hashOfWeights(manifest),
    dtype: manifest.dtype,
    device,
    runtime: 'onnx',
    dimensions: manifest.dimensions,
    async encode(tokens, rows, width) {
      if (isLost()) throw new DeviceLostError('lost');
      const shape = [rows, width];
      const arrays = inputs.fill(tokens, rows, width);
      const feeds = Object.fromEntries(arrays.map(([name, array]) => [name, new runtime.Tensor('int64', array, shape)]));
      try {
        const made = (await session.run(feeds, [manifest.output]))[manifest.output]!.data;
        const floats = made instanceof Uint16Array ? Float32Array.from(made, toFloat) : (made as Float32Array);
        return isFinished ? floats : finishVectors(floats, rows, width, { pooling: manifest.pooling, ...finishing });
      } catch (thrown) {
        if (isLost() || device === 'webgpu') throw new DeviceLostError('lost', { cause: thrown });
        throw toModelError(manifest.id, thrown);
      }
    },
    dispose: () => session.release(),
  };
}

/** The arrays that a graph takes, for texts of one length: no token is padding, and all are of the first sentence. */
function createInputs(names: readonly string[]): {
  fill(tokens: Int32Array, rows: number, width: number): readonly (readonly [string, BigInt64Array])[];
} {
  let ids = new BigInt64Array(0);
  let ones = new BigInt64Array(0);
  let zeros = new BigInt64Array(0);
  let positions = new BigInt64Array(0);
  let positionsWidth = 0;
  return {
    fill(tokens, rows, width) {
      const count = rows * width;
      if (ids.length < count) {
        ids = new BigInt64Array(count);
        ones = new BigInt64Array(count).fill(1n);
        zeros = new BigInt64Array(count);
        positions = new BigInt64Array(count);
        positionsWidth = 0;
      }
      // Token ids are small and not negative: their low words are all of them (the platform is little-endian).
      const words = new Int32Array(ids.buffer);
      for (let at = 0; at < count; at++) words[at * 2] = tokens[at]!;
      if (names.includes('position_ids') && positionsWidth !== width) {
        const places = new Int32Array(positions.buffer);
        for (let at = 0; at < positions.length; at++) places[at * 2] = at % width;
        positionsWidth = width;
      }
      const arrayOf = (name: string): BigInt64Array =>
        ({ input_ids: ids, attention_mask: ones, token_type_ids: zeros, position_ids: positions })[name] ?? zeros;
      return names.map((name) => [name, arrayOf(name).subarray(0, count)] as const);
    },
  };
}

function toModelError(model: string, thrown: unknown): AppError {
  if (isOutOfMemory(thrown)) return new AppError('device/out-of-memory', { model }, { cause: thrown });
  return new AppError('model/failed', { model, reason: thrown instanceof Error ? thrown.name : 'unknown' }, { cause: thrown });
}
