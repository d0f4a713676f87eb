import { toFloat } from './onnx-initialisers';

/**
 * The tensors of a safetensors file as floats, by name: eight bytes that tell the length of a JSON header, the header, the numbers
 * (https://github.com/huggingface/safetensors). Floats of 32 bits, half floats and brain floats.
 *
 * @throws RangeError for what is no such file, or has another kind of number
 */
export function readSafetensors(file: Uint8Array): ReadonlyMap<string, Float32Array> {
  const { length, members } = readHeader(file);
  const tensors = new Map<string, Float32Array>();
  for (const [name, entry] of Object.entries(members)) {
    if (name === '__metadata__') continue;
    const [from, to] = entry.data_offsets;
    if (!(from >= 0 && from <= to && 8 + length + to <= file.length)) throw new RangeError(name);
    tensors.set(name, floatsOf(file.slice(8 + length + from, 8 + length + to), entry.dtype));
  }
  return tensors;
}

/** What a file says of itself: texts by name. @throws RangeError for what is no such file */
export function readSafetensorsNotes(file: Uint8Array): Readonly<Record<string, string>> {
  const notes: unknown = readHeader(file).members.__metadata__ ?? {};
  if (notes === null || typeof notes !== 'object') throw new RangeError('no notes');
  return Object.fromEntries(Object.entries(notes).filter(([, text]) => typeof text === 'string'));
}

export interface Tensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** A file of floats of 32 bits, in the order given, with notes. Equal input, equal bytes; numbers start at a multiple of eight. */
export function writeSafetensors(tensors: readonly Tensor[], notes: Readonly<Record<string, string>>): Uint8Array<ArrayBuffer> {
  let end = 0;
  const members = tensors.map(({ name, shape, data }) => {
    const from = end;
    end += data.length * 4;
    return [name, { dtype: 'F32', shape, data_offsets: [from, end] }] as const;
  });
  const text = new TextEncoder().encode(JSON.stringify({ __metadata__: notes, ...Object.fromEntries(members) }));
  const length = Math.ceil(text.length / 8) * 8;
  const file = new Uint8Array(8 + length + end);
  const view = new DataView(file.buffer);
  view.setBigUint64(0, BigInt(length), true);
  file.fill(0x20, 8, 8 + length);
  file.set(text, 8);
  let at = 8 + length;
  for (const { data } of tensors) {
    for (const value of data) {
      view.setFloat32(at, value, true);
      at += 4;
    }
  }
  return file;
}

interface Entry {
  readonly dtype: string;
  readonly data_offsets: readonly [number, number];
}

function readHeader(file: Uint8Array): { readonly length: number; readonly members: Readonly<Record<string, Entry>> } {
  if (file.length < 8) throw new RangeError('no header');
  const length = Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true));
  if (!(length <= file.length - 8)) throw new RangeError('no header');
  try {
    const text = new TextDecoder().decode(file.subarray(8, 8 + length));
    const members: unknown = JSON.parse(text);
    if (members === null || typeof members !== 'object') throw new RangeError(typeof members);
    return { length, members: members as Readonly<Record<string, Entry>> };
  } catch (cause) {
    throw new RangeError('no header', { cause });
  }
}

function floatsOf(bytes: Uint8Array<ArrayBuffer>, kind: string): Float32Array {
  if (kind === 'F32') return new Float32Array(bytes.buffer);
  const halves = new Uint16Array(bytes.buffer);
  if (kind === 'F16') return Float32Array.from(halves, toFloat);
  if (kind !== 'BF16') throw new RangeError(kind);
  const words = Uint32Array.from(halves, (half) => half * 65_536);
  return new Float32Array(words.buffer);
}
