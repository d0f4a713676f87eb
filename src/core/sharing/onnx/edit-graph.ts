import { openBlob } from '../../models/blob-bytes';
import { fieldsIn } from '../../models/onnx-outline';
import { fieldsOf } from '../../vectors/onnx-initialisers';
import { type OnnxNode, readNode } from '../../vectors/onnx-nodes';
import { bytesField, headerOf, joinBytes, textField } from './messages';
import {
  type GraphParts,
  type NodeParts,
  type TensorParts,
  type ValueParts,
  writeNode,
  writeTensor,
  writeValue,
} from './write-onnx';

/** What is changed in the graph of a model. */
export interface GraphEdit {
  /** Results that get another name, wherever they are made or used. */
  readonly renamed: ReadonlyMap<string, string>;
  /** What takes the place of an operation; null where it stays. Names are those before they change. */
  readonly replace?: (node: OnnxNode) => readonly NodeParts[] | null;
  /** What comes after all others. Names are the new ones. */
  readonly added: GraphParts;
  /** Outputs of the graph; those that it has already and are not renamed stay before them. */
  readonly outputs: readonly ValueParts[];
}

/**
 * The file of a model with another graph. Tensors stay where they are in `file`, so memory does not grow with them: what comes back is
 * made of parts of it.
 *
 * @throws RangeError for what is no ONNX file, or ends in the middle
 */
export async function editGraph(file: Blob, { renamed, replace, added, outputs }: GraphEdit): Promise<Blob> {
  const bytes = openBlob(file);
  const graph = await findGraph(file);
  const parts: (Blob | Uint8Array<ArrayBuffer>)[] = [];
  let length = 0;
  let keptFrom = graph.from;
  const put = (part: Uint8Array<ArrayBuffer>): void => {
    parts.push(part);
    length += part.length;
  };
  const keepUpTo = (end: number): void => {
    if (end > keptFrom) parts.push(file.slice(keptFrom, end));
    length += Math.max(0, end - keptFrom);
  };
  const given = new Set(outputs.map(({ name }) => name));
  for await (const { number, start, from, to } of fieldsIn(bytes, graph.from, graph.to)) {
    if (number !== NODE && number !== OUTPUT && number !== KNOWN_VALUE) continue;
    keepUpTo(start);
    keptFrom = to;
    const content = new Uint8Array(await bytes.read(from, to - from));
    if (number === NODE) {
      const instead = replace?.(readNode(content));
      if (instead) for (const node of instead) put(bytesField(NODE, writeNode(renameIn(node, renamed))));
      else put(bytesField(NODE, withNames(content, renamed)));
    } else {
      const name = nameOf(content);
      if (!renamed.has(name) && !given.has(name)) put(bytesField(number, content));
    }
  }
  keepUpTo(graph.to);
  for (const node of added.nodes) put(bytesField(NODE, writeNode(node)));
  for (const tensor of added.tensors) put(tensorField(tensor));
  for (const output of outputs) put(bytesField(OUTPUT, writeValue(output)));
  return new Blob([file.slice(0, graph.start), headerOf(GRAPH, length), ...parts, file.slice(graph.to)]);
}

const GRAPH = 7;
const [NODE, TENSOR, OUTPUT, KNOWN_VALUE] = [1, 5, 12, 13];

const tensorField = (tensor: TensorParts): Uint8Array<ArrayBuffer> => bytesField(TENSOR, writeTensor(tensor));

async function findGraph(file: Blob) {
  for await (const field of fieldsIn(openBlob(file), 0, file.size)) if (field.number === GRAPH) return field;
  throw new RangeError('no graph');
}

const renameIn = (node: NodeParts, renamed: GraphEdit['renamed']): NodeParts => ({
  ...node,
  inputs: node.inputs.map((name) => renamed.get(name) ?? name),
  outputs: node.outputs.map((name) => renamed.get(name) ?? name),
});

/** A `NodeProto` with other names of inputs (1) and outputs (2). */
function withNames(node: Uint8Array, renamed: GraphEdit['renamed']): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  for (const { number, bytes, whole } of fieldsOf(node)) {
    const name = (number === 1 || number === 2) && bytes ? renamed.get(new TextDecoder().decode(bytes)) : undefined;
    parts.push(name === undefined ? whole : textField(number, name));
  }
  return joinBytes(parts);
}

const nameOf = (value: Uint8Array): string => {
  const name = [...fieldsOf(value)].find(({ number }) => number === 1)?.bytes;
  return name ? new TextDecoder().decode(name) : '';
};
