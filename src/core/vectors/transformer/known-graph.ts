import type { Initialiser } from '../onnx-initialisers';
import type { OnnxNode } from '../onnx-nodes';

/** What may differ between graphs of the form that is known. */
export interface GraphShape {
  readonly layers: number;
  readonly heads: number;
  readonly hidden: number;
  readonly epsilon: number;
  /** Blocks of 32 numbers that share a scale in the table of pieces. */
  readonly blocks: number;
  /** Whether a mean is taken off the pooled vector, and whether it is rotated then. */
  readonly isCentred: boolean;
  readonly isRotated: boolean;
}

const FLOAT = 1;
const INT64 = 7;
const MOST_SHOWN = 4;
/** The axis -1, as an unsigned integer. */
const LAST = 2 ** 64;

/**
 * What a graph computes, a line an operation: the operator, where its inputs come from, its numbers. Inputs are results by their
 * position (`%3`), small constants by dimensions and values, large ones and inputs of the graph by name. Two graphs with the same lines and
 * the same large tensors compute the same.
 */
export function describeNodes(nodes: readonly OnnxNode[], tensors: ReadonlyMap<string, Initialiser>): string[] {
  const results = new Map<string, string>();
  return nodes.map(({ operator, inputs, outputs, attributes }) => {
    const shown = inputs.map((input) => results.get(input) ?? describeConstant(tensors.get(input)) ?? input);
    for (const output of outputs) results.set(output, `%${results.size}`);
    const numbers = [...attributes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => `${name}=${value}`);
    return lineOf(operator, shown, numbers);
  });
}

const lineOf = (operator: string, inputs: readonly string[], numbers: readonly string[]): string =>
  [operator.replace('com.microsoft', 'ms'), ...inputs.map((input) => input || '-'), ...numbers].join(' ');

function describeConstant(tensor: Initialiser | undefined): string | null {
  if (!tensor || (tensor.type !== FLOAT && tensor.type !== INT64)) return null;
  const { buffer } = tensor.bytes.slice();
  const values = tensor.type === FLOAT ? new Float32Array(buffer) : new BigInt64Array(buffer);
  return values.length > MOST_SHOWN ? null : `${tensor.dims.join('x')}[${[...values].join()}]`;
}

/** The lines of the graph that the encoder knows how to compute. */
export function knownGraph(shape: GraphShape): string[] {
  const { hidden, heads, epsilon, blocks } = shape;
  const lines: string[] = [];
  let results = 0;
  const run = (operator: string, inputs: readonly string[], numbers: readonly string[] = [], outputs = 1): string => {
    lines.push(lineOf(operator, inputs, numbers));
    results += outputs;
    return `%${results - outputs}`;
  };
  const last = `axis=${LAST}`;
  const normal = [`epsilon=${Math.fround(epsilon)}`];

  // Two codes of four bits a byte, the lower half first; a code stands for itself less 8, times the scale of its block.
  const byte = run('Cast', [run('Gather', ['word.q', 'input_ids'], ['axis=0'])], ['to=1']);
  const high = run('Floor', [run('Mul', [byte, '[0.0625]'])]);
  const low = run('Sub', [byte, run('Mul', [high, '[16]'])]);
  const lowColumn = run('Unsqueeze', [low, '1[-1]']);
  const pairs = run('Concat', [lowColumn, run('Unsqueeze', [high, '1[-1]'])], [last]);
  const codes = run('Reshape', [run('Reshape', [pairs, `3[0,0,${hidden}]`]), `4[0,0,${blocks},${hidden / blocks}]`]);
  const signed = run('Sub', [codes, '[8]']);
  const scale = run('Unsqueeze', [run('Cast', [run('Gather', ['word.s', 'input_ids'], ['axis=0'])], ['to=1']), '1[-1]']);
  const words = run('Cast', [run('Reshape', [run('Mul', [signed, scale]), `3[0,0,${hidden}]`])], ['to=1']);
  const length = run('Shape', ['input_ids'], ['end=2', 'start=1']);
  const sum = run('Add', [words, run('Slice', ['pos', '1[0]', length, '1[0]'])]);
  let tokens = run('LayerNormalization', [sum, 'eln.w', 'eln.b'], [last, ...normal]);

  // Masked tokens do not count; there are none in what the encoder is given.
  const mask = run('Cast', ['attention_mask'], ['to=1']);
  const bias = run('Unsqueeze', [run('Mul', [run('Sub', [mask, '1[1]']), '1[10000]']), '2[1,2]']);
  const rows = run('Shape', ['input_ids'], ['end=1', 'start=0']);
  const wide = run('Expand', [bias, run('Concat', [rows, '1[1]', length, length], ['axis=0'])]);

  for (let layer = 0; layer < shape.layers; layer++) {
    const linear = (input: string, name: string): string =>
      run('ms.DynamicQuantizeMatMul', [input, `l${layer}.${name}.q`, `l${layer}.${name}.s`, '', `l${layer}.${name}.b`]);
    const addAndNormalise = (made: string, input: string, name: string): string =>
      run('ms.SkipLayerNormalization', [made, input, `l${layer}.${name}.w`, `l${layer}.${name}.b`], normal);
    run('Split', [linear(tokens, 'qkv'), `3[${hidden},${hidden},${hidden}]`], [last], 3);
    const [queries, keys, values] = [3, 2, 1].map((from) => `%${results - from}`);
    const attention = run('ms.MultiHeadAttention', [queries!, keys!, values!, '', '', wide], [`num_heads=${heads}`]);
    tokens = addAndNormalise(linear(attention, 'ao'), tokens, 'aln');
    tokens = addAndNormalise(linear(run('ms.Gelu', [linear(tokens, 'fi')]), 'fo'), tokens, 'oln');
  }

  run('Identity', [tokens]);
  const counted = run('Mul', [tokens, run('Unsqueeze', [mask, '1[-1]'])]);
  const total = run('ReduceSum', [counted, '1[1]'], ['keepdims=0']);
  let pooled = run('Div', [total, run('ReduceSum', [mask, '1[1]'], ['keepdims=1'])]);
  if (shape.isCentred) pooled = run('Sub', [run('LpNormalization', [pooled], [last, 'p=2']), 'mu']);
  if (shape.isRotated) pooled = run('MatMul', [pooled, 'rot']);
  run('LpNormalization', [pooled], [last, 'p=2']);
  return lines;
}
