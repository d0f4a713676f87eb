/**
 * Indices of the `count` largest values above `floor`, best first, ties by the lower index. Cost O(n + hits · count): one
 * insertion list, as `count` is small.
 */
export function topIndices(values: ArrayLike<number>, count: number, floor: number): Uint32Array {
  const indices = new Uint32Array(count);
  const best = new Float64Array(count);
  let size = 0;
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (!(value > floor) || (size === count && value <= best[count - 1]!)) continue;
    let slot = size < count ? size++ : count - 1;
    while (slot > 0 && best[slot - 1]! < value) {
      best[slot] = best[slot - 1]!;
      indices[slot] = indices[slot - 1]!;
      slot--;
    }
    best[slot] = value;
    indices[slot] = index;
  }
  return indices.slice(0, size);
}
