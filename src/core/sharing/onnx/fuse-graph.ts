import type { Projection } from '../../tuning/apply-adapter';
import type { OnnxNode } from '../../vectors/onnx-nodes';
import type { BaseSteps, VectorStep } from '../base-steps';
import { adapterGraph, OWN_NAMES, transposed } from './adapter-graph';
import { editGraph } from './edit-graph';
import type { NodeParts, TensorParts, ValueParts } from './write-onnx';

/** The outputs of a fused graph: as sentence-transformers (by ONNX Runtime) and transformers.js look for them. */
export const TUNED_OUTPUT = 'sentence_embedding';
export const TOKENS_OUTPUT = 'last_hidden_state';

export interface FusedFrom {
  /** The output that the model's own vectors come from, and what is left to do with it. */
  readonly output: string;
  readonly left: BaseSteps;
  /** The output with vectors of tokens that sentence-transformers is to pool; null where the graph gives vectors of texts alone. */
  readonly tokens: string | null;
  /**
   * A graph of ours, whose weights of 8 bits are to be multiplied in floats: a vector depends on its text alone then, on every runtime.
   * null for any other graph, which stays as it is.
   */
  readonly ours: { readonly heads: number } | null;
}

/**
 * A model's file with an adapter in its graph. `sentence_embedding` is the vector under the adapter, of length 1; `last_hidden_state`
 * holds the vectors of tokens, or, where there are none, the model's own vector of the text as that of its only token.
 *
 * @throws RangeError for what is no ONNX file
 */
export async function fuseGraph(file: Blob, { output, left, tokens, ours }: FusedFrom, adapter: Projection): Promise<Blob> {
  const { dimensions } = adapter.base;
  const nodes: NodeParts[] = [];
  const tensors: TensorParts[] = [];
  const own = (part: string): string => `${OWN_NAMES}${part}`;
  const renamed = new Map([[TUNED_OUTPUT, own('base')]]);
  if (tokens !== TOKENS_OUTPUT) renamed.set(TOKENS_OUTPUT, own('tokens'));
  const nameIn = (name: string): string => renamed.get(name) ?? name;

  const build = buildSteps(nodes, tensors, own);
  const given = build.toFloat(nameIn(output));
  const pooled = left.pooling === null ? given : build.pool(given, left.pooling);
  const vector = left.steps.reduce((from, step) => build.step(from, step), pooled);
  const tuned = adapterGraph(adapter, vector, TUNED_OUTPUT);
  nodes.push(...tuned.nodes);
  tensors.push(...tuned.tensors);
  const outputs: ValueParts[] = [{ name: TUNED_OUTPUT, dims: ['batch', dimensions] }];
  if (tokens === null) {
    nodes.push({ operator: 'Reshape', inputs: [vector, build.shape('single', [0, 1, -1])], outputs: [TOKENS_OUTPUT] });
    outputs.unshift({ name: TOKENS_OUTPUT, dims: ['batch', 1, dimensions] });
  } else if (tokens !== TOKENS_OUTPUT) {
    nodes.push({ operator: 'Cast', inputs: [nameIn(tokens)], outputs: [TOKENS_OUTPUT], attributes: { to: FLOAT } });
    outputs.unshift({ name: TOKENS_OUTPUT, dims: ['batch', 'tokens', 'width'] });
  }
  if (ours) tensors.push({ name: HEADS, dims: [1], values: BigInt64Array.of(BigInt(ours.heads)) });
  const replace = ours ? (node: OnnxNode) => inFloat(node) ?? forAllHeads(node) : undefined;
  return editGraph(file, { renamed, ...(replace ? { replace } : {}), added: { nodes, tensors }, outputs });
}

const FLOAT = 1;

/** A matrix product that rounds to 8 bits with one scale for all texts of a batch, done in floats with the same weights. */
function inFloat({ operator, inputs, outputs }: OnnxNode): readonly NodeParts[] | null {
  if (operator !== 'com.microsoft.DynamicQuantizeMatMul') return null;
  const [input = '', codes = '', scales = '', , biases = ''] = inputs;
  const [made = ''] = outputs;
  const own = (part: string): string => `${OWN_NAMES}${made}.${part}`;
  return [
    // ONNX Runtime would take a DequantizeLinear for leave to round the other side to 8 bits as well.
    { operator: 'Cast', inputs: [codes], outputs: [own('codes')], attributes: { to: FLOAT } },
    { operator: 'Mul', inputs: [own('codes'), scales], outputs: [own('weight')] },
    { operator: 'MatMul', inputs: [input, own('weight')], outputs: [own('product')] },
    { operator: 'Add', inputs: [own('product'), biases], outputs: [made] },
  ];
}

const HEADS = `${OWN_NAMES}heads`;

/** The shape of what is added to attention: for each head, as ONNX Runtime 1.17 asks for. No other shape of ours has four lengths. */
function forAllHeads({ operator, inputs, outputs }: OnnxNode): readonly NodeParts[] | null {
  if (operator !== 'Concat' || inputs.length !== 4) return null;
  return [{ operator, inputs: [inputs[0]!, HEADS, inputs[2]!, inputs[3]!], outputs, attributes: { axis: 0 } }];
}

/** Operators that mean the same in every version from 11 on: sums over axes are products with ones. */
function buildSteps(nodes: NodeParts[], tensors: TensorParts[], own: (part: string) => string) {
  let count = 0;
  const run = (operator: string, inputs: readonly string[], attributes?: NodeParts['attributes']): string => {
    const made = own(`step${++count}`);
    nodes.push({ operator, inputs, outputs: [made], ...(attributes ? { attributes } : {}) });
    return made;
  };
  const keep = (part: string, dims: readonly number[], values: Float32Array | BigInt64Array): string => {
    tensors.push({ name: own(part), dims, values });
    return own(part);
  };
  const shape = (part: string, dims: readonly number[]): string =>
    keep(part, [dims.length], BigInt64Array.from(dims.map(BigInt)));
  const toFloat = (from: string): string => run('Cast', [from], { to: FLOAT });
  const normalise = (from: string): string => run('LpNormalization', [from], { axis: -1, p: 2 });

  const pool = (from: string, pooling: 'mean' | 'cls' | 'last'): string => {
    if (pooling === 'cls') {
      tensors.push({ name: own('first'), dims: [], values: BigInt64Array.of(0n) });
      return run('Gather', [from, own('first')], { axis: 1 });
    }
    const mask = run('Cast', ['attention_mask'], { to: FLOAT });
    const row = shape('row', [0, 1, -1]);
    const column = shape('column', [0, -1, 1]);
    const flat = shape('flat', [0, -1]);
    let weights = mask;
    const total = run('MatMul', [run('Reshape', [mask, row]), run('Reshape', [mask, column])]);
    const count = run('Reshape', [total, flat]);
    if (pooling === 'last') {
      tensors.push({ name: own('one'), dims: [], values: BigInt64Array.of(1n) });
      const sums = run('CumSum', [mask, own('one')]);
      // 1 at the last token that is no padding: there the running sum is whole, and the mask is 1.
      const isWhole = run('Cast', [run('Equal', [run('Cast', [sums], { to: INT64 }), run('Cast', [count], { to: INT64 })])], {
        to: FLOAT,
      });
      weights = run('Mul', [isWhole, mask]);
    }
    const summed = run('Reshape', [run('MatMul', [run('Reshape', [weights, row]), from]), flat]);
    return pooling === 'mean' ? run('Div', [summed, count]) : summed;
  };

  const step = (from: string, given: VectorStep): string => {
    if (given.kind === 'normalise') return normalise(from);
    const { inputs, outputs, weights, biases, activation } = given;
    const part = `dense${++count}`;
    const product = run('MatMul', [from, keep(`${part}.weight`, [inputs, outputs], transposed(weights, 0, outputs, inputs))]);
    const shifted = biases ? run('Add', [product, keep(`${part}.bias`, [outputs], biases)]) : product;
    if (activation === 'identity') return shifted;
    if (activation !== 'gelu') return run(activation === 'tanh' ? 'Tanh' : 'Relu', [shifted]);
    const root = keep(`${part}.root`, [], Float32Array.of(Math.SQRT1_2));
    const erf = run('Erf', [run('Mul', [shifted, root])]);
    const half = keep(`${part}.half`, [], Float32Array.of(0.5));
    const one = keep(`${part}.one`, [], Float32Array.of(1));
    return run('Mul', [run('Mul', [shifted, half]), run('Add', [erf, one])]);
  };
  return { toFloat, pool, step, shape };
}

const INT64 = 7;
