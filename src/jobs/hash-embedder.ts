import type { Encoder, TextFormat } from '../core/vectors/encoder';
import type { Tokenizer } from '../core/vectors/tokenizer';

const DIMENSIONS = 16;

/** UTF-16 units as tokens. For tests. */
export const unitTokenizer: Tokenizer = {
  encode: (text) => Array.from({ length: text.length }, (_, at) => text.charCodeAt(at)),
  informationOf: (token) => token % 7,
};

/** What the hash encoder reads. */
export const UNIT_FORMAT: TextFormat = { maxTokens: 64, prefix: '', ends: null };

/**
 * Vectors without a model: every character bigram adds to one of 16 dimensions, so that texts with bigrams in common are similar.
 * For tests.
 */
export function createHashEncoder(): Encoder {
  return {
    model: 'hash',
    sha256: '0123456789abcdef0123456789abcdef',
    dtype: 'fp32',
    device: 'wasm',
    runtime: 'own',
    dimensions: DIMENSIONS,
    async encode(ids, rows, width) {
      const data = new Float32Array(rows * DIMENSIONS);
      for (let row = 0; row < rows; row++) {
        data.set(hashVector(String.fromCharCode(...ids.subarray(row * width, (row + 1) * width))), row * DIMENSIONS);
      }
      return data;
    },
    dispose: async () => {},
  };
}

/** The unit vector that the encoder gives a text; zeros for the empty one. */
export function hashVector(text: string): Float32Array {
  const vector = new Float32Array(DIMENSIONS);
  for (let at = 0; at < text.length; at++) {
    const hash = Math.imul(text.charCodeAt(at) * 31 + (text.charCodeAt(at + 1) || 0), 2654435761);
    vector[(hash >>> 16) % DIMENSIONS]! += 1;
  }
  const norm = Math.hypot(...vector) || 1;
  return vector.map((value) => value / norm);
}
