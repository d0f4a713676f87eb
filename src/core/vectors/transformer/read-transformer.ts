import { type Initialiser, readInitialisers } from '../onnx-initialisers';
import { readNodes } from '../onnx-nodes';
import { describeNodes, type GraphShape, knownGraph } from './known-graph';

/** A layer that multiplies by a matrix: number of output o = sum of input i × codes[i × outputs + o] × scales[o], + biases[o]. */
export interface LinearWeights {
  readonly inputs: number;
  readonly outputs: number;
  readonly codes: Int8Array;
  readonly scales: Float32Array;
  readonly biases: Float32Array;
}

/** What a vector is multiplied by, and what is added, number by number, once it has mean 0 and variance 1. */
export interface NormWeights {
  readonly weights: Float32Array;
  readonly biases: Float32Array;
}

export interface LayerWeights {
  readonly queriesKeysValues: LinearWeights;
  readonly attentionOut: LinearWeights;
  readonly attentionNorm: NormWeights;
  readonly widen: LinearWeights;
  readonly narrow: LinearWeights;
  readonly outNorm: NormWeights;
}

/** The weights of a transformer encoder; codes are views into the file. */
export interface TransformerWeights extends GraphShape {
  readonly pieces: number;
  /** [pieces × hidden / 2]: two codes a byte, the lower half first; a code stands for (code - 8) × scale of its block. */
  readonly tableCodes: Uint8Array;
  /** [pieces × blocks] half floats, little-endian, as stored. */
  readonly tableScales: Uint8Array;
  /** [positions × hidden] */
  readonly positions: Float32Array;
  readonly wordNorm: NormWeights;
  readonly layer: readonly LayerWeights[];
  /** [hidden], taken off the pooled vector of length 1; null where nothing is. */
  readonly mean: Float32Array | null;
  /** [hidden × hidden], what the pooled vector is multiplied by; null where it stays. */
  readonly rotation: Float32Array | null;
}

/** What the kernel was made for. */
const HEAD_SIZE = 32;
const [FLOAT, UNSIGNED, SIGNED, HALF_FLOAT] = [1, 2, 3, 10];

/**
 * The weights of an ONNX file whose graph is, operation by operation, the one that is known; null for any other, and for what is no
 * ONNX file.
 *
 * @param output the name of the vectors that are wanted
 */
export function readTransformer(file: Uint8Array, output: string): TransformerWeights | null {
  try {
    const tensors = readInitialisers(file);
    const nodes = readNodes(file);
    const take = (name: string, type: number | undefined, ...dims: readonly number[]): Uint8Array => {
      const tensor = tensors.get(name);
      if (!tensor || tensor.type !== type || tensor.dims.join() !== dims.join()) throw new UnknownGraph(name);
      return tensor.bytes;
    };
    const floats = (name: string, ...dims: readonly number[]): Float32Array =>
      new Float32Array(take(name, FLOAT, ...dims).slice().buffer);
    const [pieces = 0, half = 0] = dimsOf(tensors, 'word.q');
    const [, blocks = 0] = dimsOf(tensors, 'word.s');
    const [positions = 0] = dimsOf(tensors, 'pos');
    const hidden = half * 2;
    const attention = nodes.find(({ operator }) => operator === 'com.microsoft.MultiHeadAttention');
    const norm = nodes.find(({ operator }) => operator === 'LayerNormalization');
    const shape: GraphShape = {
      layers: nodes.filter(({ operator }) => operator === 'com.microsoft.MultiHeadAttention').length,
      heads: attention?.attributes.get('num_heads') ?? 0,
      hidden,
      epsilon: norm?.attributes.get('epsilon') ?? 0,
      blocks,
      isCentred: tensors.has('mu'),
      isRotated: tensors.has('rot'),
    };
    if (shape.heads * HEAD_SIZE !== hidden || blocks * 32 !== hidden) return null;
    if (nodes.at(-1)?.outputs[0] !== output) return null;
    if (describeNodes(nodes, tensors).join('\n') !== knownGraph(shape).join('\n')) return null;

    const linear = (name: string, inputs: number, outputs: number): LinearWeights => {
      const stored = take(`${name}.q`, SIGNED, inputs, outputs);
      if (inputs % 16 !== 0 || outputs % 16 !== 0) throw new UnknownGraph(name);
      return {
        inputs,
        outputs,
        codes: new Int8Array(stored.buffer, stored.byteOffset, stored.length),
        scales: floats(`${name}.s`, outputs),
        biases: floats(`${name}.b`, outputs),
      };
    };
    const normOf = (name: string): NormWeights => ({ weights: floats(`${name}.w`, hidden), biases: floats(`${name}.b`, hidden) });
    return {
      ...shape,
      pieces,
      tableCodes: take('word.q', UNSIGNED, pieces, half),
      tableScales: take('word.s', HALF_FLOAT, pieces, blocks),
      positions: floats('pos', positions, hidden),
      wordNorm: normOf('eln'),
      layer: Array.from({ length: shape.layers }, (_, at) => {
        const [, wide = 0] = dimsOf(tensors, `l${at}.fi.q`);
        return {
          queriesKeysValues: linear(`l${at}.qkv`, hidden, hidden * 3),
          attentionOut: linear(`l${at}.ao`, hidden, hidden),
          attentionNorm: normOf(`l${at}.aln`),
          widen: linear(`l${at}.fi`, hidden, wide),
          narrow: linear(`l${at}.fo`, wide, hidden),
          outNorm: normOf(`l${at}.oln`),
        };
      }),
      mean: shape.isCentred ? floats('mu', 1, hidden) : null,
      rotation: shape.isRotated ? floats('rot', hidden, hidden) : null,
    };
  } catch (thrown) {
    if (thrown instanceof UnknownGraph || thrown instanceof RangeError) return null;
    throw thrown;
  }
}

const dimsOf = (tensors: ReadonlyMap<string, Initialiser>, name: string): readonly number[] => tensors.get(name)?.dims ?? [];

/** A tensor is not as the known graph has it. */
class UnknownGraph extends Error {}
