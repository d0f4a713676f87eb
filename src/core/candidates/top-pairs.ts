/**
 * The best partners of every record of one side. Member `i` owns the places `i * k` up to `i * k + count[i]` of `index` and `value`,
 * best first, ties by the lower index. Places beyond `count[i]` mean nothing.
 */
export interface TopPairs {
  readonly k: number;
  readonly count: Uint32Array;
  readonly index: Uint32Array;
  readonly value: Float32Array;
}
