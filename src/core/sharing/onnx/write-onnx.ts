import { bytesField, joinBytes, numberField, textField } from './messages';

/** One operation. Attributes are whole numbers. */
export interface NodeParts {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes?: Readonly<Record<string, number>>;
}

/** A stored tensor, row-major. */
export interface TensorParts {
  readonly name: string;
  readonly dims: readonly number[];
  readonly values: Float32Array | BigInt64Array;
}

/** An input or output of floats; a name in place of a length means that any will do. */
export interface ValueParts {
  readonly name: string;
  readonly dims: readonly (number | string)[];
}

/** What a graph is made of; operations in an order in which each has its inputs. */
export interface GraphParts {
  readonly nodes: readonly NodeParts[];
  readonly tensors: readonly TensorParts[];
}

const [FLOAT, INT64] = [1, 7];
/** Of the format: ONNX 1.12, and ONNX Runtime from 1.13 on. */
const [FILE_VERSION, OPERATORS_VERSION] = [8, 17];

/** `NodeProto`: 1 input, 2 output, 4 op_type, 5 attribute (1 name, 3 i, 20 type). */
export const writeNode = ({ operator, inputs, outputs, attributes = {} }: NodeParts): Uint8Array<ArrayBuffer> =>
  joinBytes([
    ...inputs.map((input) => textField(1, input)),
    ...outputs.map((output) => textField(2, output)),
    textField(4, operator),
    ...Object.entries(attributes).map(([name, value]) =>
      bytesField(5, joinBytes([textField(1, name), numberField(3, value), numberField(20, 2)])),
    ),
  ]);

/** `TensorProto`: 1 dims, 2 data_type, 8 name, 9 raw_data. */
export const writeTensor = ({ name, dims, values }: TensorParts): Uint8Array<ArrayBuffer> =>
  joinBytes([
    ...dims.map((length) => numberField(1, length)),
    numberField(2, values instanceof Float32Array ? FLOAT : INT64),
    textField(8, name),
    bytesField(9, new Uint8Array(values.buffer, values.byteOffset, values.byteLength)),
  ]);

/** `ValueInfoProto`: 1 name, 2 type; of it 1 tensor_type, of that 1 elem_type and 2 shape, of that 1 dim: 1 dim_value or 2 dim_param. */
export function writeValue({ name, dims }: ValueParts): Uint8Array<ArrayBuffer> {
  const shape = dims.map((dim) => bytesField(1, typeof dim === 'number' ? numberField(1, dim) : textField(2, dim)));
  const tensor = joinBytes([numberField(1, FLOAT), bytesField(2, joinBytes(shape))]);
  return joinBytes([textField(1, name), bytesField(2, bytesField(1, tensor))]);
}

/**
 * A whole ONNX file with a graph of its own (`ModelProto`: 1 ir_version, 2 producer_name, 7 graph, 8 opset_import; `GraphProto`: 1 node,
 * 2 name, 5 initializer, 11 input, 12 output). The same parts, the same bytes.
 */
export function writeOnnx(
  name: string,
  { nodes, tensors }: GraphParts,
  inputs: readonly ValueParts[],
  outputs: readonly ValueParts[],
): Uint8Array<ArrayBuffer> {
  const graph = joinBytes([
    ...nodes.map((node) => bytesField(1, writeNode(node))),
    textField(2, name),
    ...tensors.map((tensor) => bytesField(5, writeTensor(tensor))),
    ...inputs.map((input) => bytesField(11, writeValue(input))),
    ...outputs.map((output) => bytesField(12, writeValue(output))),
  ]);
  return joinBytes([
    numberField(1, FILE_VERSION),
    textField(2, 'rowlink'),
    bytesField(7, graph),
    bytesField(8, numberField(2, OPERATORS_VERSION)),
  ]);
}
