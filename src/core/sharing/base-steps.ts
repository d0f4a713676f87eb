import type { ModelManifest } from '../models/model-manifest';
import type { LoadedLayer } from '../vectors/dense-layers';
import type { TransformerWeights } from '../vectors/transformer/read-transformer';
import { transposed } from './onnx/adapter-graph';

/** A matrix that vectors are multiplied by, and what is added. */
export interface DenseStep {
  readonly kind: 'dense';
  readonly inputs: number;
  readonly outputs: number;
  /** [outputs × inputs] */
  readonly weights: Float32Array;
  readonly biases: Float32Array | null;
  readonly activation: LoadedLayer['activation'];
}

/** What is done to a vector: a dense layer, or made as long as 1. */
export type VectorStep = DenseStep | { readonly kind: 'normalise' };

/** What a model does with the vectors of tokens until it has that of the text, the one that an adapter changes. */
export interface BaseSteps {
  /** null: the graph gives vectors of texts alone. */
  readonly pooling: 'mean' | 'cls' | 'last' | null;
  readonly steps: readonly VectorStep[];
}

const NORMALISE: VectorStep = { kind: 'normalise' };

/** The steps of a graph that is known operation by operation. */
export function stepsOfTransformer({ hidden, mean, rotation }: TransformerWeights): BaseSteps {
  if (!mean && !rotation) return { pooling: 'mean', steps: [NORMALISE] };
  const turned = rotation ? transposed(rotation, 0, hidden, hidden) : identity(hidden);
  const steps: VectorStep[] = mean ? [NORMALISE] : [];
  const biases = mean ? minusProduct(turned, mean) : null;
  return { pooling: 'mean', steps: [...steps, denseStep(hidden, turned, biases), NORMALISE] };
}

/** The steps of a model whose manifest says what is left to do after its graph. */
export function stepsOfManifest(
  { pooling, dimensions }: Pick<ModelManifest, 'pooling' | 'dimensions'>,
  dense: readonly LoadedLayer[],
  centre: Float32Array | null,
): BaseSteps {
  const layers = dense.map(({ inputs, outputs, weights, biases, activation }): VectorStep => {
    return { kind: 'dense', inputs, outputs, weights, biases, activation };
  });
  const off: readonly VectorStep[] = centre
    ? [
        denseStep(
          dimensions,
          identity(dimensions),
          centre.map((value) => -value),
        ),
        NORMALISE,
      ]
    : [];
  return { pooling: pooling === 'graph' ? null : pooling, steps: [...layers, NORMALISE, ...off] };
}

const denseStep = (size: number, weights: Float32Array, biases: Float32Array | null): DenseStep => ({
  kind: 'dense',
  inputs: size,
  outputs: size,
  weights,
  biases,
  activation: 'identity',
});

function identity(size: number): Float32Array {
  const matrix = new Float32Array(size * size);
  for (let at = 0; at < size; at++) matrix[at * size + at] = 1;
  return matrix;
}

/** -W m */
function minusProduct(matrix: Float32Array, vector: Float32Array): Float32Array {
  const size = vector.length;
  return Float32Array.from(vector, (_, row) => {
    let sum = 0;
    for (let at = 0; at < size; at++) sum += matrix[row * size + at]! * vector[at]!;
    return -sum;
  });
}
