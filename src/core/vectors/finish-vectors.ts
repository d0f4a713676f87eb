import { applyDenseLayer, type LoadedLayer } from './dense-layers';
import { poolTokens } from './pool-tokens';

/** What is left to do with the output of a graph until it is vectors of texts. */
export interface Finishing {
  readonly pooling: 'graph' | 'mean' | 'cls' | 'last';
  readonly dense: readonly LoadedLayer[];
  /** Taken off vectors of length 1; null where nothing is. */
  readonly centre: Float32Array | null;
}

/**
 * Vectors of texts, of length 1, out of what a graph gave for texts of one length.
 *
 * @param output [rows × width × size], or [rows × size] where the graph has pooled @returns [rows × dimensions]
 */
export function finishVectors(
  output: Float32Array,
  rows: number,
  width: number,
  { pooling, dense, centre }: Finishing,
): Float32Array {
  let vectors = pooling === 'graph' ? output : poolTokens(output, rows, width, pooling);
  for (const layer of dense) vectors = applyDenseLayer(layer, vectors);
  if (vectors === output) vectors = output.slice();
  const dimensions = rows === 0 ? 0 : vectors.length / rows;
  for (let row = 0; row < rows; row++) {
    const vector = vectors.subarray(row * dimensions, (row + 1) * dimensions);
    makeUnit(vector);
    if (!centre) continue;
    for (let i = 0; i < dimensions; i++) vector[i]! -= centre[i]!;
    makeUnit(vector);
  }
  return vectors;
}

/** Makes a vector as long as 1; of zeros it leaves zeros. */
function makeUnit(vector: Float32Array): void {
  let squares = 0;
  for (const value of vector) squares += value * value;
  const scale = 1 / (Math.sqrt(squares) || 1);
  for (let at = 0; at < vector.length; at++) vector[at]! *= scale;
}
