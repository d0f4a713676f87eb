import type { Encoder, PlacedModel } from './encoder';
import { readInitialisers } from './onnx-initialisers';

/**
 * A model without attention: one vector of signed bytes and one scale a token; a text is the normalised sum of its tokens'. Order of
 * tokens does not matter, and no text has an influence on another. The same as the graph in `file` (tensors `table` and `scale`).
 *
 * @param file an ONNX file, which the encoder keeps
 */
export function createTableEncoder(model: Omit<PlacedModel, 'device'>, file: Uint8Array): Encoder {
  const tensors = readInitialisers(file);
  const stored = tensors.get('table')!;
  const table = new Int8Array(stored.bytes.buffer, stored.bytes.byteOffset, stored.bytes.length);
  const scales = new Float32Array(tensors.get('scale')!.bytes.slice().buffer);
  const dimensions = stored.dims[1]!;
  return {
    model: model.id,
    sha256: model.sha256,
    dtype: model.dtype,
    device: 'wasm',
    runtime: 'own',
    dimensions,
    async encode(ids, rows, width) {
      const data = new Float32Array(rows * dimensions);
      for (let row = 0; row < rows; row++) {
        const vector = data.subarray(row * dimensions, (row + 1) * dimensions);
        for (let at = row * width; at < (row + 1) * width; at++) {
          const token = ids[at]!;
          const from = token * dimensions;
          const scale = scales[token]!;
          for (let i = 0; i < dimensions; i++) vector[i]! += scale * table[from + i]!;
        }
        let squares = 0;
        for (const value of vector) squares += value * value;
        const norm = Math.sqrt(squares) || 1;
        for (let i = 0; i < dimensions; i++) vector[i]! /= norm;
      }
      return data;
    },
    dispose: async () => {},
  };
}
