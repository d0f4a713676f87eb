/**
 * One vector a text out of those of its tokens: their mean, the first, or the last, padding left out. O(rows × width × size).
 *
 * @param tokens [rows × width × size]
 * @param mask [rows × width], 0 where a token is padding; null where none is
 * @returns [rows × size], of any length; zeros for a text without tokens
 */
export function poolTokens(
  tokens: Float32Array,
  rows: number,
  width: number,
  pooling: 'mean' | 'cls' | 'last',
  mask: Uint8Array | null = null,
): Float32Array {
  const size = rows * width === 0 ? 0 : tokens.length / (rows * width);
  const pooled = new Float32Array(rows * size);
  const isToken = (row: number, at: number): boolean => mask?.[row * width + at] !== 0;
  for (let row = 0; row < rows; row++) {
    const places = Array.from({ length: width }, (_, at) => at).filter((at) => isToken(row, at));
    const chosen = pooling === 'mean' ? places : pooling === 'cls' ? places.slice(0, 1) : places.slice(-1);
    const vector = pooled.subarray(row * size, (row + 1) * size);
    for (const at of chosen) {
      const from = (row * width + at) * size;
      for (let i = 0; i < size; i++) vector[i]! += tokens[from + i]! / chosen.length;
    }
  }
  return pooled;
}
