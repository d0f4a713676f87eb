import { fieldsOf } from '../vectors/onnx-initialisers';
import { type BlobBytes, openBlob } from './blob-bytes';

/** What an ONNX graph takes and gives, and where its numbers are, without the numbers. */
export interface OnnxOutline {
  readonly inputs: readonly string[];
  readonly outputs: readonly OnnxOutput[];
  /** Files beside it that hold tensors. */
  readonly data: readonly string[];
  /** Bytes of the tensors by ONNX's number for their type: 1 floats, 2 bytes, 3 signed bytes, 10 half floats. */
  readonly bytesByType: ReadonlyMap<number, number>;
}

export interface OnnxOutput {
  readonly name: string;
  /** How many axes it has. */
  readonly rank: number;
  /** Length of the last axis, where it is fixed. */
  readonly width: number | null;
}

/** A tensor of more bytes than this is not read, only its first fields are. */
const SMALL = 1 << 12;
const BYTES_OF_TYPE: Readonly<Record<number, number>> = { 1: 4, 2: 1, 3: 1, 6: 4, 7: 8, 10: 2, 11: 8 };

/**
 * Skims an ONNX file: of `ModelProto` field 7 (graph), of `GraphProto` 5 (initializer), 11 (input), 12 (output). Content of tensors
 * is stepped over, so a file of gigabytes costs some reads of 64 KiB.
 *
 * @returns null for what is no ONNX file, or ends in the middle
 */
export async function outlineOnnx(file: Blob): Promise<OnnxOutline | null> {
  const bytes = openBlob(file);
  const inputs: string[] = [];
  const outputs: OnnxOutput[] = [];
  const data = new Set<string>();
  const stored = new Set<string>();
  const bytesByType = new Map<number, number>();
  try {
    for await (const graph of fieldsIn(bytes, 0, bytes.size)) {
      if (graph.number !== 7) continue;
      for await (const field of fieldsIn(bytes, graph.from, graph.to)) {
        const read = () => bytes.read(field.from, field.to - field.from);
        if (field.number === 11) inputs.push(readValue(await read()).name);
        else if (field.number === 12) outputs.push(readValue(await read()));
        else if (field.number === 5) {
          const tensor = readTensor(await bytes.read(field.from, Math.min(SMALL, field.to - field.from)));
          if (tensor.location) data.add(tensor.location);
          if (tensor.name) stored.add(tensor.name);
          bytesByType.set(tensor.type, (bytesByType.get(tensor.type) ?? 0) + tensor.bytes);
        }
      }
    }
  } catch (thrown) {
    if (thrown instanceof RangeError) return null;
    throw thrown;
  }
  if (outputs.length === 0) return null;
  // Old files list their tensors as inputs too.
  return { inputs: inputs.filter((name) => !stored.has(name)), outputs, data: [...data], bytesByType };
}

export interface FieldPlace {
  readonly number: number;
  /** Where its header begins. */
  readonly start: number;
  /** Its content. */
  readonly from: number;
  readonly to: number;
}

/** The fields with content of a message that lies in a file. @throws RangeError when it ends in the middle of one, or is none */
export async function* fieldsIn(bytes: BlobBytes, start: number, end: number): AsyncGenerator<FieldPlace> {
  for (let at = start; at < end; ) {
    const header = await bytes.read(at, Math.min(20, end - at));
    const place = { offset: 0 };
    const tag = readVarint(header, place);
    const kind = tag % 8;
    const number = Math.floor(tag / 8);
    if (number === 0 || (kind !== 0 && kind !== 1 && kind !== 2 && kind !== 5)) throw new RangeError('no message');
    let length = 0;
    if (kind === 0) readVarint(header, place);
    else length = kind === 2 ? readVarint(header, place) : kind === 1 ? 8 : 4;
    const from = at + place.offset;
    if (from + length > end) throw new RangeError('truncated');
    if (kind === 2) yield { number, start: at, from, to: from + length };
    at = from + length;
  }
}

/** `ValueInfoProto`: 1 name, 2 type; of it 1 tensor_type, of that 2 shape, of that 1 dim, of that 1 dim_value. */
function readValue(message: Uint8Array): OnnxOutput {
  let name = '';
  const dims: (number | null)[] = [];
  for (const field of fieldsOf(message)) {
    if (field.number === 1 && field.bytes) name = new TextDecoder().decode(field.bytes);
    if (field.number !== 2 || !field.bytes) continue;
    for (const type of fieldsOf(field.bytes)) {
      if (type.number !== 1 || !type.bytes) continue;
      for (const shape of fieldsOf(type.bytes)) {
        if (shape.number !== 2 || !shape.bytes) continue;
        for (const dim of fieldsOf(shape.bytes)) {
          if (dim.number !== 1 || !dim.bytes) continue;
          dims.push([...fieldsOf(dim.bytes)].find(({ number, bytes }) => number === 1 && !bytes)?.value ?? null);
        }
      }
    }
  }
  return { name, rank: dims.length, width: dims.at(-1) ?? null };
}

/** The first fields of a `TensorProto`: 1 dims, 2 data_type, 8 name, 13 external_data (1 key, 2 value). Its content may be cut off. */
function readTensor(start: Uint8Array): { type: number; name: string; bytes: number; location: string | null } {
  let count = 1;
  let type = 0;
  let name = '';
  let location: string | null = null;
  const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
  try {
    for (const field of fieldsOf(start)) {
      if (field.number === 1) {
        if (!field.bytes) count *= field.value;
        else for (const at = { offset: 0 }; at.offset < field.bytes.length; ) count *= readVarint(field.bytes, at);
      } else if (field.number === 2) type = field.value;
      else if (field.number === 8 && field.bytes) name = text(field.bytes);
      else if (field.number === 13 && field.bytes) {
        const [key, value] = [...fieldsOf(field.bytes)].map(({ bytes }) => (bytes ? text(bytes) : ''));
        if (key === 'location') location = value ?? null;
      }
    }
  } catch (thrown) {
    // The content starts where the rest was cut off.
    if (!(thrown instanceof RangeError)) throw thrown;
  }
  return { type, name, bytes: count * (BYTES_OF_TYPE[type] ?? 1), location };
}

function readVarint(bytes: Uint8Array, at: { offset: number }): number {
  let value = 0;
  for (let factor = 1; ; factor *= 128) {
    const byte = bytes[at.offset++];
    if (byte === undefined || factor > 2 ** 56) throw new RangeError('truncated');
    value += (byte & 127) * factor;
    if (byte < 128) return value;
  }
}
