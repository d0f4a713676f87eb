import { AppError } from '../model/errors';
import type { ModelId } from '../model/types';
import type { TextFormat } from '../vectors/encoder';
import type { UnrelatedCosines } from './calibrate';

/** How the numbers of the weights are stored. `mixed`: several ways, as in int8 layers under a table of 4 bits. */
export type ModelDtype = 'fp32' | 'fp16' | 'int8' | 'uint8' | 'q4' | 'mixed';

/** How the vector of a text comes from those of its tokens: in the graph itself, or afterwards. */
export type ModelPooling = 'graph' | 'mean' | 'cls' | 'last';

export interface ModelFile {
  readonly bytes: number;
  /** SHA-256 in hexadecimal digits. */
  readonly sha256: string;
}

/** A matrix that pooled vectors are multiplied by, with what is added and the function that is applied afterwards. */
export interface DenseLayer {
  /** A safetensors file with `linear.weight` [outputs × inputs] and maybe `linear.bias`. */
  readonly path: string;
  readonly inputs: number;
  readonly outputs: number;
  readonly hasBias: boolean;
  readonly activation: 'identity' | 'tanh' | 'gelu' | 'relu';
}

/**
 * Everything that is known of a language model without its weights: what it is, how it is fed, how its output becomes a vector, and
 * the hash of each file. `manifest.json` of a model folder.
 */
export interface ModelManifest extends TextFormat {
  readonly id: ModelId;
  readonly title: string;
  readonly revision: string;
  /** `network`: a graph that is run. `table`: one vector a token, added up. */
  readonly kind: 'network' | 'table';
  readonly dtype: ModelDtype;
  /** Of the vectors that it gives in the end. */
  readonly dimensions: number;
  readonly pooling: ModelPooling;
  /** Whether vectors come out of the graph with length 1. All have it in the end. */
  readonly isNormalised: boolean;
  /** The inputs of the graph, and that output of it that is wanted; none for a table. */
  readonly inputs: readonly string[];
  readonly output: string;
  /** The ONNX file, and the files beside it that hold its tensors, as paths in `files`. */
  readonly weights: string;
  readonly weightsData: readonly string[];
  /** What comes after pooling, in order. */
  readonly dense: readonly DenseLayer[];
  /** `unigram`, `word-piece`: our own reading of `tokenizer.json`; `general`: that of Hugging Face. */
  readonly tokenizer: 'unigram' | 'word-piece' | 'general';
  /** Where that file is, where it is not `tokenizer.json`. */
  readonly tokenizerFile?: string;
  /**
   * What is taken off vectors of length 1, in tens of thousandths of 1: the mean of texts of many kinds, so that unrelated texts lie
   * near cosine 0 as those of embedded models do. Absent where the graph does it, or nobody has.
   */
  readonly centre?: readonly number[];
  /** Cosines of unrelated texts, once the centre is off. */
  readonly unrelated?: UnrelatedCosines;
  /** BCP 47 tags; none where it is not said. */
  readonly languages: readonly string[];
  /** SPDX identifier, or how the source puts it; empty where it does not say. */
  readonly licence: string;
  /** The address that it is from; null where there is none. */
  readonly source: string | null;
  /** Every file of the model but `manifest.json`, by path from its folder, with `/`. */
  readonly files: Readonly<Record<string, ModelFile>>;
}

export const MANIFEST_FILE = 'manifest.json';
export const TOKENIZER_FILE = 'tokenizer.json';
export const GOLDEN_FILE = 'golden.json';

/** Bytes that are loaded before the first vector. */
export function bytesToLoad({ files, weights, weightsData, dense, tokenizerFile }: ModelManifest): number {
  const paths = [weights, ...weightsData, tokenizerFile ?? TOKENIZER_FILE, ...dense.map(({ path }) => path)];
  return paths.reduce((sum, path) => sum + (files[path]?.bytes ?? 0), 0);
}

/** SHA-256 of the weights, by which a model is named in records of runs. @throws AppError `model/missing` */
export function hashOfWeights({ id, files, weights }: ModelManifest): string {
  const file = files[weights];
  if (!file) throw new AppError('model/missing', { model: id, file: weights });
  return file.sha256;
}
