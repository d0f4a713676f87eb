/**
 * Indices of the `count` largest values above `floor`, best first, ties by the lower index; NaN is never among them.
 *
 * Cost O(n + hits · count) with one insertion list while `count` is small, else that of sorting the hits.
 */
export function topIndices(values: ArrayLike<number>, count: number, floor: number): Uint32Array {
  if (count > LONGEST_INSERTION_LIST) return sortedIndices(values, floor).slice(0, count);
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

const LONGEST_INSERTION_LIST = 200;

function sortedIndices(values: ArrayLike<number>, floor: number): Uint32Array {
  const indices: number[] = [];
  for (let index = 0; index < values.length; index++) if (values[index]! > floor) indices.push(index);
  return Uint32Array.from(indices.sort((a, b) => values[b]! - values[a]! || a - b));
}
