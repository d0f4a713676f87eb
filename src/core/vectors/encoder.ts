import type { ModelId } from '../model/types';
import type { ModelDtype } from '../models/model-manifest';

/** Where vectors are made. WASM is the reference; int8 vectors of another device differ a little. */
export type EncodingDevice = 'wasm' | 'webgpu';

/**
 * What makes them: our own code, where a vector depends on its text alone, or ONNX Runtime, where 8-bit arithmetic lets the texts of a
 * batch influence each other a little.
 */
export type EncodingRuntime = 'own' | 'onnx';

/** A loaded model: sequences of token ids to vectors. */
export interface Encoder {
  readonly model: ModelId;
  /** SHA-256 of the weights file. */
  readonly sha256: string;
  readonly dtype: ModelDtype;
  readonly device: EncodingDevice;
  readonly runtime: EncodingRuntime;
  readonly dimensions: number;
  /**
   * One vector a sequence, L2-normalised. All sequences have the same length, so that no padding has a say.
   *
   * @param ids [rows × width] @returns [rows × dimensions], valid until the next call
   * @throws AppError `device/out-of-memory`; {@link DeviceLostError}
   */
  encode(ids: Int32Array, rows: number, width: number): Promise<Float32Array>;
  dispose(): Promise<void>;
}

/** The device went away or gives numbers that cannot be vectors: what is left has to be done on another. */
export class DeviceLostError extends Error {
  override readonly name = 'DeviceLostError';
}

/** What a model expects of its texts and where its vectors come from. */
export interface TextFormat {
  /** Tokens of a sequence at most, those for start and end included. */
  readonly maxTokens: number;
  /** Put before every text. */
  readonly prefix: string;
  /** The token before every sequence and the one after it; null where the model has none. */
  readonly ends: readonly [start: number | null, end: number | null] | null;
}

/** Raised when our own code makes other vectors than before, of whatever model. */
const OWN_REVISION = 3;

/** A model on a device. */
export interface PlacedModel {
  readonly id: ModelId;
  readonly sha256: string;
  readonly dtype: ModelDtype;
  readonly device: EncodingDevice;
}

/** What a loaded model is, without the means to run it. */
export const placeOf = ({ model, sha256, dtype, device }: Encoder): PlacedModel => ({ id: model, sha256, dtype, device });

/** Tells the vectors of a model, kind of number, device and runtime from all others. */
export function cacheKeyOf({ id, sha256, dtype, device }: PlacedModel, runtime: EncodingRuntime): string {
  return `${id}@${sha256.slice(0, 16)}/${dtype}/${device}/${runtime === 'own' ? `own-${OWN_REVISION}` : runtime}`;
}

/**
 * What the cache has of a model, by one runtime. Which one a model gets shows only when it is loaded, but it is always the same, so
 * that there are vectors of one at most.
 */
export async function findKept(cache: VectorCache, model: PlacedModel, keys: Uint32Array): Promise<readonly CacheHit[]> {
  const runtimes: readonly EncodingRuntime[] = model.device === 'wasm' ? ['own', 'onnx'] : ['onnx'];
  for (const runtime of runtimes) {
    const hits = await cache.find(cacheKeyOf(model, runtime), keys);
    if (hits.length > 0) return hits;
  }
  return [];
}

/** Rows of one block of the cache that hold vectors of wanted texts. */
export interface CacheHit {
  readonly block: number;
  readonly rows: Uint32Array;
  /** The text that each of these rows belongs to, as an index into what was asked for. */
  readonly texts: Uint32Array;
}

/** Vectors kept between runs, by model and key of the text. A cache that fails is as good as an empty one. */
export interface VectorCache {
  readonly isAvailable: boolean;
  /** Where the vectors of `keys` (see `keysOfTexts`) are; a key that is not found is in no hit, a text is in one hit at most. */
  find(model: string, keys: Uint32Array): Promise<readonly CacheHit[]>;
  /** The vectors of some rows of a block, row-major; null when the block cannot be read. */
  read(
    block: number,
    rows: Uint32Array,
  ): Promise<{ readonly dimensions: number; readonly data: Float32Array<ArrayBuffer> } | null>;
  /** The same of several hits, in their order, for less than one by one. */
  readSeveral(
    hits: readonly CacheHit[],
  ): Promise<readonly ({ readonly dimensions: number; readonly data: Float32Array<ArrayBuffer> } | null)[]>;
  /** Keeps vectors, row-major, one a key: all of them or none. */
  keep(model: string, keys: Uint32Array, dimensions: number, data: Float32Array): Promise<void>;
}

/** A cache that keeps nothing. */
export const NO_CACHE: VectorCache = {
  isAvailable: false,
  find: async () => [],
  read: async () => null,
  readSeveral: async (hits) => hits.map(() => null),
  keep: async () => {},
};
