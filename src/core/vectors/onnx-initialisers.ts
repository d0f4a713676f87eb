/** A stored tensor: its dimensions and its raw bytes, little-endian, row-major, as a view into the file. */
export interface Initialiser {
  readonly dims: readonly number[];
  readonly bytes: Uint8Array;
}

/**
 * The stored tensors of an ONNX file by name, as views. Reads just enough of the format (a protobuf: `ModelProto.graph` is field 7,
 * `GraphProto.initializer` field 5, of `TensorProto` the fields 1 dims, 8 name, 9 raw_data); tensors that are not stored raw are
 * left out.
 *
 * @throws RangeError when the bytes end in the middle of a field
 */
export function readInitialisers(file: Uint8Array): Map<string, Initialiser> {
  const tensors = new Map<string, Initialiser>();
  for (const graph of fieldsOf(file)) {
    if (graph.number !== 7 || !graph.bytes) continue;
    for (const member of fieldsOf(graph.bytes)) {
      if (member.number !== 5 || !member.bytes) continue;
      const dims: number[] = [];
      let name = '';
      let raw: Uint8Array | null = null;
      for (const field of fieldsOf(member.bytes)) {
        if (field.number === 1) dims.push(...(field.bytes ? varintsOf(field.bytes) : [field.value]));
        else if (field.number === 8 && field.bytes) name = new TextDecoder().decode(field.bytes);
        else if (field.number === 9 && field.bytes) raw = field.bytes;
      }
      if (raw) tensors.set(name, { dims, bytes: raw });
    }
  }
  return tensors;
}

interface Field {
  readonly number: number;
  readonly value: number;
  readonly bytes: Uint8Array | null;
}

function* fieldsOf(message: Uint8Array): Generator<Field> {
  const at = { offset: 0 };
  while (at.offset < message.length) {
    const tag = readVarint(message, at);
    const number = Math.floor(tag / 8);
    const kind = tag % 8;
    if (kind === 0) yield { number, value: readVarint(message, at), bytes: null };
    else {
      const length = kind === 2 ? readVarint(message, at) : kind === 1 ? 8 : 4;
      if (at.offset + length > message.length) throw new RangeError('truncated');
      yield { number, value: 0, bytes: message.subarray(at.offset, at.offset + length) };
      at.offset += length;
    }
  }
}

function varintsOf(bytes: Uint8Array): number[] {
  const values: number[] = [];
  for (const at = { offset: 0 }; at.offset < bytes.length; ) values.push(readVarint(bytes, at));
  return values;
}

/** Values beyond 2^53 lose precision; the fields used here have none. */
function readVarint(bytes: Uint8Array, at: { offset: number }): number {
  let value = 0;
  for (let factor = 1; ; factor *= 128) {
    const byte = bytes[at.offset++];
    if (byte === undefined) throw new RangeError('truncated');
    value += (byte & 127) * factor;
    if (byte < 128) return value;
  }
}
