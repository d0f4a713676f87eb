import { AppError } from '../model/errors';
import type { DenseLayer } from '../models/model-manifest';
import { readSafetensors } from './safetensors';

/** A dense layer with its numbers. */
export interface LoadedLayer extends DenseLayer {
  /** [outputs × inputs] */
  readonly weights: Float32Array;
  readonly biases: Float32Array | null;
}

/** The numbers of a dense layer, out of its file. @throws AppError `model/broken-file` where they are not there or not of its size */
export function readDenseLayer(layer: DenseLayer, file: Uint8Array): LoadedLayer {
  const broken = (cause?: unknown): AppError => new AppError('model/broken-file', { file: layer.path }, { cause });
  let tensors: ReadonlyMap<string, Float32Array>;
  try {
    tensors = readSafetensors(file);
  } catch (thrown) {
    throw broken(thrown);
  }
  const weights = tensors.get('linear.weight');
  const biases = layer.hasBias ? tensors.get('linear.bias') : null;
  if (weights?.length !== layer.inputs * layer.outputs || biases === undefined) throw broken();
  if (biases && biases.length !== layer.outputs) throw broken();
  return { ...layer, weights, biases };
}

/** Vectors through a layer. O(rows × inputs × outputs). @param vectors [rows × inputs] @returns [rows × outputs] */
export function applyDenseLayer(
  { inputs, outputs, weights, biases, activation }: LoadedLayer,
  vectors: Float32Array,
): Float32Array {
  const rows = vectors.length / inputs;
  const activate = ACTIVATIONS[activation];
  const made = new Float32Array(rows * outputs);
  for (let row = 0; row < rows; row++) {
    for (let output = 0; output < outputs; output++) {
      let sum = biases ? biases[output]! : 0;
      for (let input = 0; input < inputs; input++) sum += vectors[row * inputs + input]! * weights[output * inputs + input]!;
      made[row * outputs + output] = activate(sum);
    }
  }
  return made;
}

const ACTIVATIONS: Readonly<Record<DenseLayer['activation'], (value: number) => number>> = {
  identity: (value) => value,
  tanh: Math.tanh,
  relu: (value) => Math.max(0, value),
  gelu: (value) => (value / 2) * (1 + erf(value / Math.SQRT2)),
};

/** The error function to 1.5e-7 (Abramowitz and Stegun 7.1.26). */
function erf(value: number): number {
  const x = Math.abs(value);
  const t = 1 / (1 + 0.3275911 * x);
  const series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return Math.sign(value) * (1 - series * Math.exp(-x * x));
}
