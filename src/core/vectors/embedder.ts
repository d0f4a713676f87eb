import type { Job, ModelId } from '../model/types';

/** A model that turns texts into vectors. */
export interface Embedder {
  readonly model: ModelId;
  readonly sha256: string;
  readonly dimensions: number;
  /**
   * Vectors of `texts`, row-major, L2-normalised. Progress in texts. Texts longer than the model reads are embedded in pieces.
   * `onVectors` is called as batches finish, with indices into `texts`.
   */
  embed(
    texts: readonly string[],
    job: Job,
    onVectors?: (indices: readonly number[], data: Float32Array) => void,
  ): Promise<{ readonly data: Float32Array; readonly longTexts: number }>;
  dispose(): Promise<void>;
}

/** Vectors kept between runs, by model and text. A cache that fails is as good as an empty one. */
export interface VectorCache {
  readonly isAvailable: boolean;
  /** Vectors found: index into `texts` → vector. */
  find(model: string, texts: readonly string[]): Promise<ReadonlyMap<number, Float32Array>>;
  /** Keeps vectors, row-major, one a text. */
  keep(model: string, texts: readonly string[], dimensions: number, data: Float32Array): Promise<void>;
}

/** A cache that keeps nothing. */
export const NO_CACHE: VectorCache = { isAvailable: false, find: async () => new Map(), keep: async () => {} };
