import type { Projection } from '../../tuning/apply-adapter';
import type { GraphParts, NodeParts, TensorParts } from './write-onnx';
import { writeOnnx } from './write-onnx';

/** Names of all that is added to the graph of a model begin with this, so that they are nobody else's. */
export const OWN_NAMES = 'rowlink.';

/**
 * The operations of an adapter: `input` [n × dimensions] through the matrix, or the factors, plus bias, to length 1. Rows of zeros stay
 * zero, as in `applyAdapter`. All operators mean the same in every version of the operators from 11 on.
 */
export function adapterGraph({ rank, weights, base }: Projection, input: string, output: string): GraphParts {
  const { dimensions } = base;
  const name = (part: string): string => `${OWN_NAMES}adapter.${part}`;
  const nodes: NodeParts[] = [];
  const tensors: TensorParts[] = [];
  const run = (operator: string, inputs: readonly string[], made: string, attributes?: NodeParts['attributes']): string => {
    nodes.push({ operator, inputs, outputs: [made], ...(attributes ? { attributes } : {}) });
    return made;
  };
  const keep = (part: string, dims: readonly number[], values: Float32Array): string => {
    tensors.push({ name: name(part), dims, values });
    return name(part);
  };
  /** Rows times the transpose of a matrix [outputs × inputs] that begins at `from`. */
  const multiply = (rows: string, part: string, from: number, outputs: number, inputs: number): string =>
    run('MatMul', [rows, keep(part, [inputs, outputs], transposed(weights, from, outputs, inputs))], name(`${part}.product`));

  const moved =
    rank === null
      ? multiply(input, 'weight', 0, dimensions, dimensions)
      : run(
          'Add',
          [input, multiply(multiply(input, 'down', 0, rank, dimensions), 'up', rank * dimensions, dimensions, rank)],
          name('sum'),
        );
  const bias = keep('bias', [dimensions], weights.slice(weights.length - dimensions));
  const shifted = run('Add', [moved, bias], name('shifted'));
  const unit = run('LpNormalization', [shifted], name('unit'), { axis: -1, p: 2 });
  const ones = keep('ones', [dimensions, 1], new Float32Array(dimensions).fill(1));
  const size = run('MatMul', [run('Abs', [input], name('absolute')), ones], name('size'));
  run('Mul', [unit, run('Sign', [size], name('isAny'))], output);
  return { nodes, tensors };
}

/**
 * An adapter as an ONNX file of its own: input `embedding` [n × dimensions], the model's vectors of length 1; output `tuned_embedding`
 * likewise. ONNX Runtime reads it from 1.13 on.
 */
export const writeAdapterOnnx = (adapter: Projection): Uint8Array<ArrayBuffer> =>
  writeOnnx(
    'adapter',
    adapterGraph(adapter, 'embedding', 'tuned_embedding'),
    [{ name: 'embedding', dims: ['texts', adapter.base.dimensions] }],
    [{ name: 'tuned_embedding', dims: ['texts', adapter.base.dimensions] }],
  );

/** Columns become rows. @param matrix [rows × columns] from `from` */
export function transposed(matrix: Float32Array, from: number, rows: number, columns: number): Float32Array {
  const turned = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) turned[column * rows + row] = matrix[from + row * columns + column]!;
  }
  return turned;
}
