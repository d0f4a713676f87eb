import { toFloat } from '../onnx-initialisers';
import type { LinearWeights, NormWeights, TransformerWeights } from './read-transformer';

/** Numbers that look random, 0 up to 1, the same for a seed. For tests. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A small transformer with random weights: two layers, two heads, 50 pieces, up to 512 tokens. For tests. */
export function randomTransformer(seed: number): TransformerWeights {
  const random = createRandom(seed);
  const [hidden, wide, pieces, positions, layers] = [64, 96, 50, 512, 2];
  const floats = (count: number, size: number): Float32Array =>
    Float32Array.from({ length: count }, () => (random() - 0.5) * size);
  const linear = (inputs: number, outputs: number): LinearWeights => ({
    inputs,
    outputs,
    codes: Int8Array.from({ length: inputs * outputs }, () => Math.round((random() - 0.5) * 254)),
    scales: Float32Array.from({ length: outputs }, () => (0.5 + random()) / (64 * Math.sqrt(inputs))),
    biases: floats(outputs, 0.4),
  });
  const norm = (): NormWeights => ({ weights: floats(hidden, 0.8).map((value) => 1 + value), biases: floats(hidden, 0.4) });
  return {
    layers,
    heads: 2,
    hidden,
    epsilon: 1e-12,
    blocks: 2,
    isCentred: true,
    isRotated: true,
    pieces,
    tableCodes: Uint8Array.from({ length: (pieces * hidden) / 2 }, () => Math.floor(random() * 256)),
    // Half floats 0.015625 … 0.0625.
    tableScales: new Uint8Array(Uint16Array.from({ length: pieces * 2 }, () => 0x2400 + Math.floor(random() * 0x800)).buffer),
    positions: floats(positions * hidden, 0.2),
    wordNorm: norm(),
    layer: Array.from({ length: layers }, () => ({
      queriesKeysValues: linear(hidden, hidden * 3),
      attentionOut: linear(hidden, hidden),
      attentionNorm: norm(),
      widen: linear(hidden, wide),
      narrow: linear(wide, hidden),
      outNorm: norm(),
    })),
    mean: floats(hidden, 0.1),
    rotation: floats(hidden * hidden, 0.3),
  };
}

/** The vector of a text by the plain definition, in double precision, with nothing rounded but the weights. For tests. */
export function referenceVector(model: TransformerWeights, ids: ArrayLike<number>): number[] {
  const { hidden, heads, epsilon } = model;
  const scales = new Uint16Array(model.tableScales.slice().buffer);
  let tokens = Array.from(ids, (id, at) =>
    normaliseToken(
      Array.from({ length: hidden }, (_, i) => {
        const byte = model.tableCodes[(id * hidden) / 2 + (i >> 1)]!;
        const scale = toFloat(scales[id * model.blocks + Math.floor(i / 32)]!);
        return ((i % 2 === 0 ? byte & 15 : byte >> 4) - 8) * scale + model.positions[at * hidden + i]!;
      }),
      model.wordNorm,
      epsilon,
    ),
  );
  for (const layer of model.layer) {
    const made = tokens.map((token) => applyLinear(token, layer.queriesKeysValues));
    const attended = tokens.map((_, query) =>
      Array.from({ length: heads }, (_, head) => attendHead(made, query, head * 32, hidden)).flat(),
    );
    tokens = tokens.map((token, at) =>
      normaliseToken(add(token, applyLinear(attended[at]!, layer.attentionOut)), layer.attentionNorm, epsilon),
    );
    tokens = tokens.map((token) =>
      normaliseToken(add(token, applyLinear(applyLinear(token, layer.widen).map(gelu), layer.narrow)), layer.outNorm, epsilon),
    );
  }
  let pooled = Array.from({ length: hidden }, (_, i) => tokens.reduce((sum, token) => sum + token[i]!, 0) / tokens.length);
  if (model.mean) pooled = unit(pooled).map((value, i) => value - model.mean![i]!);
  const { rotation } = model;
  if (rotation) pooled = pooled.map((_, i) => pooled.reduce((sum, value, j) => sum + value * rotation[j * hidden + i]!, 0));
  return unit(pooled);
}

export const gelu = (x: number): number => (x * (1 + erf(x / Math.SQRT2))) / 2;

/** Within 1.5e-7: Abramowitz and Stegun, 7.1.26. */
function erf(x: number): number {
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const sum = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
  return Math.sign(x) * (1 - sum * Math.exp(-x * x));
}

const add = (a: readonly number[], b: readonly number[]): number[] => a.map((value, at) => value + b[at]!);

function unit(vector: readonly number[]): number[] {
  const norm = Math.hypot(...vector);
  return vector.map((value) => value / norm);
}

export function normaliseToken(token: readonly number[], { weights, biases }: NormWeights, epsilon: number): number[] {
  const mean = token.reduce((sum, value) => sum + value, 0) / token.length;
  const variance = token.reduce((sum, value) => sum + (value - mean) ** 2, 0) / token.length;
  return token.map((value, at) => ((value - mean) / Math.sqrt(variance + epsilon)) * weights[at]! + biases[at]!);
}

function applyLinear(token: readonly number[], { inputs, outputs, codes, scales, biases }: LinearWeights): number[] {
  const sums = new Float64Array(outputs);
  for (let input = 0; input < inputs; input++) {
    for (let output = 0; output < outputs; output++) sums[output]! += token[input]! * codes[input * outputs + output]!;
  }
  return Array.from(sums, (sum, output) => sum * scales[output]! + biases[output]!);
}

/** What one head makes for one token; `made` has queries, keys and values of all, one after another. */
export function attendHead(made: readonly (readonly number[])[], query: number, from: number, hidden: number): number[] {
  const scores = made.map((other) => {
    let sum = 0;
    for (let i = from; i < from + 32; i++) sum += made[query]![i]! * other[hidden + i]!;
    return sum / Math.sqrt(32);
  });
  const most = Math.max(...scores);
  const weights = scores.map((score) => Math.exp(score - most));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return Array.from({ length: 32 }, (_, i) =>
    weights.reduce((sum, weight, at) => sum + (weight / total) * made[at]![hidden * 2 + from + i]!, 0),
  );
}

export const cosine = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let [product, squaresOfA, squaresOfB] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    product += a[i]! * b[i]!;
    squaresOfA += a[i]! ** 2;
    squaresOfB += b[i]! ** 2;
  }
  return product / Math.sqrt(squaresOfA * squaresOfB);
};
