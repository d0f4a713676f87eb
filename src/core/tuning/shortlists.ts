import type { MultiplyRows } from './matrix';

/** Rows whose nearest others are looked for at once. */
const PORTION = 64;

/**
 * The `k` nearest pool vectors of every query, best first, ties by the lower index: [queries × k] places in the pool. Fewer than `k` in
 * a small pool: `k` is then its size. O(queries × pool × dimensions), in portions.
 *
 * @param queries [count × dimensions], of length 1 like those of the pool
 */
export function* findNearest(
  queries: Float32Array,
  pool: Float32Array,
  dimensions: number,
  k: number,
  multiply: MultiplyRows,
): Generator<void, { readonly k: number; readonly places: Uint32Array }> {
  const count = queries.length / dimensions;
  const size = pool.length / dimensions;
  const most = Math.min(k, size);
  const places = new Uint32Array(count * most);
  const cosines = new Float32Array(PORTION * size);
  const best = new Float32Array(most);
  for (let from = 0; from < count; from += PORTION) {
    const taken = Math.min(PORTION, count - from);
    multiply(queries.subarray(from * dimensions, (from + taken) * dimensions), taken, pool, size, dimensions, cosines);
    for (let query = 0; query < taken; query++) {
      takeBest(
        cosines.subarray(query * size, (query + 1) * size),
        best,
        places.subarray((from + query) * most, (from + query + 1) * most),
      );
    }
    yield;
  }
  return { k: most, places };
}

/** The largest values and where they are, in order: insertion, as few values enter a list of dozens. */
function takeBest(values: Float32Array, best: Float32Array, places: Uint32Array): void {
  const most = best.length;
  let held = 0;
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!;
    if (held === most && value <= best[most - 1]!) continue;
    let place = held < most ? held++ : most - 1;
    while (place > 0 && best[place - 1]! < value) {
      best[place] = best[place - 1]!;
      places[place] = places[place - 1]!;
      place--;
    }
    best[place] = value;
    places[place] = at;
  }
}
