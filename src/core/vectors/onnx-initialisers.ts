/**
 * A stored tensor: its dimensions and its raw bytes, little-endian, row-major, as a view into the file. `type` is the number that
 * ONNX has for it: 1 floats, 2 bytes, 3 signed bytes, 7 integers of 64 bits, 10 half floats.
 */
export interface Initialiser {
  readonly dims: readonly number[];
  readonly type: number;
  readonly bytes: Uint8Array;
}

/**
 * The stored tensors of an ONNX file by name, as views. Reads just enough of the format (a protobuf: `ModelProto.graph` is field 7,
 * `GraphProto.initializer` field 5, of `TensorProto` the fields 1 dims, 2 data_type, 8 name, 9 raw_data); tensors that are not stored raw are
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
      let type = 0;
      let raw: Uint8Array | null = null;
      for (const field of fieldsOf(member.bytes)) {
        if (field.number === 1) dims.push(...(field.bytes ? varintsOf(field.bytes) : [field.value]));
        else if (field.number === 2) type = field.value;
        else if (field.number === 8 && field.bytes) name = new TextDecoder().decode(field.bytes);
        else if (field.number === 9 && field.bytes) raw = field.bytes;
      }
      if (raw) tensors.set(name, { dims, type, bytes: raw });
    }
  }
  return tensors;
}

const FLOAT = 1;
const HALF_FLOAT = 10;

/**
 * The same file with its stored half floats as floats: for devices without arithmetic for them. Each value stays what it is. The
 * graph has to take floats there, as one that casts them to floats does.
 */
export function widenHalfFloats(file: Uint8Array): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  for (const field of fieldsOf(file)) {
    if (field.number !== 7 || !field.bytes) parts.push(field.whole);
    else {
      const members = [...fieldsOf(field.bytes)].map((member) =>
        member.number === 5 && member.bytes ? withHeader(5, widenTensor(member.bytes) ?? member.bytes) : member.whole,
      );
      parts.push(withHeader(7, joinBytes(members)));
    }
  }
  return joinBytes(parts);
}

/** A tensor of half floats (field 2 is its type, 9 its data) as one of floats; null for any other. */
function widenTensor(tensor: Uint8Array): Uint8Array | null {
  const fields = [...fieldsOf(tensor)];
  const raw = fields.find(({ number }) => number === 9)?.bytes;
  if (!raw || !fields.some(({ number, value }) => number === 2 && value === HALF_FLOAT)) return null;
  const halves = new Uint16Array(raw.slice().buffer);
  const floats = Float32Array.from(halves, toFloat);
  return joinBytes(
    fields.map((field) => {
      if (field.number === 2) return Uint8Array.of(2 * 8, FLOAT);
      return field.number === 9 ? withHeader(9, new Uint8Array(floats.buffer)) : field.whole;
    }),
  );
}

/** The value of a half float, IEEE 754 binary16. */
export function toFloat(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 31;
  const fraction = half & 1023;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15));
}

/** A field of bytes: number and kind, length, content. */
function withHeader(number: number, content: Uint8Array): Uint8Array {
  const header = [number * 8 + 2];
  let length = content.length;
  for (; length >= 128; length = Math.floor(length / 128)) header.push((length % 128) + 128);
  return joinBytes([Uint8Array.from([...header, length]), content]);
}

function joinBytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

export interface Field {
  readonly number: number;
  readonly value: number;
  readonly bytes: Uint8Array | null;
  /** Number, kind and content, as stored. */
  readonly whole: Uint8Array;
}

/** The fields of a protobuf message, in order. @throws RangeError when the bytes end in the middle of one */
export function* fieldsOf(message: Uint8Array): Generator<Field> {
  const at = { offset: 0 };
  while (at.offset < message.length) {
    const start = at.offset;
    const tag = readVarint(message, at);
    const number = Math.floor(tag / 8);
    const kind = tag % 8;
    if (kind === 0) {
      const value = readVarint(message, at);
      yield { number, value, bytes: null, whole: message.subarray(start, at.offset) };
    } else {
      const length = kind === 2 ? readVarint(message, at) : kind === 1 ? 8 : 4;
      if (at.offset + length > message.length) throw new RangeError('truncated');
      const content = at.offset;
      at.offset += length;
      yield { number, value: 0, bytes: message.subarray(content, at.offset), whole: message.subarray(start, at.offset) };
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
