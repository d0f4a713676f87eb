import { readInitialisers, toFloat } from './onnx-initialisers';

/** A vector for each token: component c of token t is `codes[t * dimensions + c] * scales[t]`. */
export interface TokenTable {
  readonly codes: Int8Array;
  readonly scales: Float32Array;
  readonly tokens: number;
  readonly dimensions: number;
}

/** Tensors of bytes, two codes each, and of signed bytes; the scales of either. */
const PACKED = 'packed_table';
const BYTES = 'table';
const SCALES = 'scale';
const HALF_FLOAT = 10;

/**
 * The table in an ONNX file, its codes as signed bytes. The file has them as such (tensor `table` [tokens × dimensions]) or two a
 * byte (tensor `packed_table` [tokens × dimensions / 2]): byte b holds component b in its lower half and component b + dimensions / 2
 * in its upper one, as numbers n from 0 to 15 that stand for the codes 2n − 15, so that all sixteen lie evenly around 0. The tensor
 * `scale` has a float or half float a token.
 *
 * @returns null where there is no such table
 */
export function readTokenTable(file: Uint8Array): TokenTable | null {
  const tensors = readInitialisers(file);
  const stored = tensors.get(BYTES) ?? tensors.get(PACKED);
  const scale = tensors.get(SCALES);
  const [tokens = 0, width = 0] = stored?.dims ?? [];
  if (!stored || !scale || tokens === 0 || stored.bytes.length !== tokens * width) return null;
  const isHalf = scale.type === HALF_FLOAT;
  if (scale.bytes.length !== tokens * (isHalf ? 2 : 4)) return null;
  const own = scale.bytes.slice().buffer;
  const scales = isHalf ? Float32Array.from(new Uint16Array(own), toFloat) : new Float32Array(own);
  if (tensors.has(BYTES)) {
    const codes = new Int8Array(stored.bytes.buffer, stored.bytes.byteOffset, stored.bytes.length);
    return { codes, scales, tokens, dimensions: width };
  }
  return { codes: unpackCodes(stored.bytes, width), scales, tokens, dimensions: 2 * width };
}

/** @param width bytes of a token */
function unpackCodes(packed: Uint8Array, width: number): Int8Array {
  const codes = new Int8Array(packed.length * 2);
  for (let from = 0, to = 0; from < packed.length; to += 2 * width) {
    for (let at = to; at < to + width; at++, from++) {
      const byte = packed[from]!;
      codes[at] = 2 * (byte & 15) - 15;
      codes[at + width] = 2 * (byte >> 4) - 15;
    }
  }
  return codes;
}
