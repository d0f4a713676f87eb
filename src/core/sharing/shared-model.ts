import { AppError } from '../model/errors';
import { readCentre } from '../models/calibrate';
import { type ModelManifest, TOKENIZER_FILE } from '../models/model-manifest';
import { readDenseLayer } from '../vectors/dense-layers';
import { readTokenTable } from '../vectors/token-table';
import { readTransformer, type TransformerWeights } from '../vectors/transformer/read-transformer';
import { type BaseSteps, stepsOfManifest, stepsOfTransformer } from './base-steps';
import { type FusedFrom, TOKENS_OUTPUT } from './onnx/fuse-graph';

/** The model below an adapter, looked at as far as sharing needs. */
export interface SharedModel {
  readonly manifest: ModelManifest;
  /** Its files by path, those of `manifest.files` at least. */
  readonly files: Readonly<Record<string, Blob>>;
  /** What sentence-transformers does with the output of the graph. */
  readonly sentence: BaseSteps;
  readonly fusing: FusedFrom;
  /** A graph of ours that is known operation by operation; null for any other. */
  readonly transformer: TransformerWeights | null;
  /** A model that is a table: a vector [width] a token, as floats. */
  readonly table: { readonly values: Float32Array; readonly tokens: number; readonly width: number } | null;
}

/** Larger files are those of other people, and are not read whole. */
const LARGEST_OF_OURS = 200_000_000;

/** @throws AppError `model/missing`, `model/broken-file`, `model/unsupported` where tokens are pooled without a mask */
export async function lookAtModel(manifest: ModelManifest, files: Readonly<Record<string, Blob>>): Promise<SharedModel> {
  const fileAt = (path: string): Blob => {
    const file = files[path];
    if (!file) throw new AppError('model/missing', { model: manifest.title, file: path });
    return file;
  };
  fileAt(manifest.tokenizerFile ?? TOKENIZER_FILE);
  const weights = fileAt(manifest.weights);
  const isPooled = manifest.pooling === 'graph';
  const bytes = isPooled && weights.size <= LARGEST_OF_OURS ? new Uint8Array(await weights.arrayBuffer()) : null;
  const finished = { output: manifest.output, left: { pooling: null, steps: [] }, ours: null } as const;
  if (manifest.kind === 'table' && bytes) {
    const table = readTable(bytes, manifest);
    const sentence = { pooling: null, steps: [{ kind: 'normalise' }] } as const;
    return { manifest, files, sentence, fusing: { ...finished, tokens: null }, transformer: null, table };
  }
  const transformer = bytes && !manifest.centre ? readTransformer(bytes, manifest.output) : null;
  if (transformer) {
    const fusing = { ...finished, tokens: TOKENS_OUTPUT, ours: { heads: transformer.heads } };
    return { manifest, files, sentence: stepsOfTransformer(transformer), fusing, transformer, table: null };
  }
  if (!isPooled && manifest.pooling !== 'cls' && !manifest.inputs.includes('attention_mask')) {
    throw new AppError('model/unsupported', { part: manifest.inputs.join(', ') });
  }
  const dense = [];
  for (const layer of manifest.dense) {
    dense.push(readDenseLayer(layer, new Uint8Array(await fileAt(layer.path).arrayBuffer())));
  }
  const left = stepsOfManifest(manifest, dense, manifest.centre ? readCentre(manifest.centre) : null);
  const fusing = { output: manifest.output, left, tokens: isPooled ? null : manifest.output, ours: null };
  // Where tokens are not given, the model's own vector stands in their place, finished.
  const sentence = isPooled ? ({ pooling: null, steps: [] } as const) : left;
  return { manifest, files, sentence, fusing, transformer: null, table: null };
}

/** The vectors of a table, a scale a token taken in. */
function readTable(file: Uint8Array, { weights }: ModelManifest): SharedModel['table'] {
  const table = readTokenTable(file);
  if (!table) throw new AppError('model/broken-file', { file: weights });
  const { codes, scales, tokens, dimensions: width } = table;
  const values = new Float32Array(codes.length);
  for (let token = 0; token < tokens; token++) {
    for (let at = token * width; at < (token + 1) * width; at++) values[at] = codes[at]! * scales[token]!;
  }
  return { values, tokens, width };
}
