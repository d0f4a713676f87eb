import { toFloat } from './onnx-initialisers';

/**
 * The tensors of a safetensors file as floats, by name: eight bytes that tell the length of a JSON header, the header, the numbers
 * (https://github.com/huggingface/safetensors). Floats of 32 bits, half floats and brain floats.
 *
 * @throws RangeError for what is no such file, or has another kind of number
 */
export function readSafetensors(file: Uint8Array): ReadonlyMap<string, Float32Array> {
  if (file.length < 8) throw new RangeError('no header');
  const length = Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true));
  if (!(length <= file.length - 8)) throw new RangeError('no header');
  const tensors = new Map<string, Float32Array>();
  for (const [name, entry] of Object.entries(readHeader(file.subarray(8, 8 + length)))) {
    if (name === '__metadata__') continue;
    const [from, to] = entry.data_offsets;
    if (!(from >= 0 && from <= to && 8 + length + to <= file.length)) throw new RangeError(name);
    tensors.set(name, floatsOf(file.slice(8 + length + from, 8 + length + to), entry.dtype));
  }
  return tensors;
}

interface Entry {
  readonly dtype: string;
  readonly data_offsets: readonly [number, number];
}

function readHeader(bytes: Uint8Array): Readonly<Record<string, Entry>> {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as Readonly<Record<string, Entry>>;
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
