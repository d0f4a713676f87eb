import { type Field, fieldsOf } from './onnx-initialisers';

/** One operation of an ONNX graph. `operator` has its domain before it, where that is not the standard one. */
export interface OnnxNode {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Those that are a number; others are left out. */
  readonly attributes: ReadonlyMap<string, number>;
}

/**
 * The operations of an ONNX file in their order (`ModelProto.graph` is field 7, `GraphProto.node` field 1; of `NodeProto` 1 input,
 * 2 output, 4 op_type, 5 attribute, 7 domain; of `AttributeProto` 1 name, 2 f, 3 i, 20 type).
 *
 * @throws RangeError when the bytes end in the middle of a field
 */
export function readNodes(file: Uint8Array): OnnxNode[] {
  const nodes: OnnxNode[] = [];
  for (const graph of fieldsOf(file)) {
    if (graph.number !== 7 || !graph.bytes) continue;
    for (const member of fieldsOf(graph.bytes)) if (member.number === 1 && member.bytes) nodes.push(readNode(member.bytes));
  }
  return nodes;
}

/** One operation, out of its message. */
export function readNode(bytes: Uint8Array): OnnxNode {
  const inputs: string[] = [];
  const outputs: string[] = [];
  const attributes = new Map<string, number>();
  let type = '';
  let domain = '';
  for (const field of fieldsOf(bytes)) {
    if (field.number === 1) inputs.push(textOf(field));
    else if (field.number === 2) outputs.push(textOf(field));
    else if (field.number === 4) type = textOf(field);
    else if (field.number === 7) domain = textOf(field);
    else if (field.number === 5) {
      const parts = new Map(Array.from(fieldsOf(field.bytes!), (part) => [part.number, part]));
      const [name, float, integer] = [parts.get(1), parts.get(2), parts.get(3)];
      // A number that is not there is 0; integers count as unsigned, so -1 is 2^64.
      if (parts.get(20)?.value === 1) attributes.set(textOf(name), float ? floatOf(float) : 0);
      if (parts.get(20)?.value === 2) attributes.set(textOf(name), integer?.value ?? 0);
    }
  }
  return { operator: domain ? `${domain}.${type}` : type, inputs, outputs, attributes };
}

const textOf = (field: Field | undefined): string => new TextDecoder().decode(field?.bytes ?? new Uint8Array(0));
const floatOf = ({ bytes }: Field): number => new DataView(bytes!.buffer, bytes!.byteOffset).getFloat32(0, true);
