/** Distinct texts, and for text d its places `places[placeStarts[d]] … places[placeStarts[d + 1] - 1]` in the list given. */
export interface DistinctTexts {
  readonly texts: readonly string[];
  readonly places: Uint32Array;
  readonly placeStarts: Uint32Array;
}

/** The distinct values of `formOf` over `texts`, by first occurrence; the places of each ascend. */
export function distinctTexts(texts: readonly string[], formOf: (text: string) => string): DistinctTexts {
  const numbers = new Map<string, number>();
  const numberOf = new Uint32Array(texts.length);
  texts.forEach((text, place) => {
    const form = formOf(text);
    const number = numbers.get(form) ?? numbers.size;
    if (number === numbers.size) numbers.set(form, number);
    numberOf[place] = number;
  });
  const placeStarts = new Uint32Array(numbers.size + 1);
  for (const number of numberOf) placeStarts[number + 1]!++;
  for (let number = 0; number < numbers.size; number++) placeStarts[number + 1]! += placeStarts[number]!;
  const next = placeStarts.slice();
  const places = new Uint32Array(texts.length);
  numberOf.forEach((number, place) => {
    places[next[number]!++] = place;
  });
  return { texts: [...numbers.keys()], places, placeStarts };
}

/**
 * Vectors of distinct texts as vectors of all places that have these texts. `numbers[i]` owns row i of `data`; `data` itself is
 * given back where each text has one place.
 */
export function spreadVectors(
  { places, placeStarts }: Pick<DistinctTexts, 'places' | 'placeStarts'>,
  numbers: Uint32Array,
  dimensions: number,
  data: Float32Array<ArrayBuffer>,
): { readonly indices: Uint32Array; readonly dimensions: number; readonly data: Float32Array<ArrayBuffer> } {
  let rows = 0;
  for (const number of numbers) rows += placeStarts[number + 1]! - placeStarts[number]!;
  const spread = rows === numbers.length ? data : new Float32Array(rows * dimensions);
  const indices = new Uint32Array(rows);
  let to = 0;
  for (let row = 0; row < numbers.length; row++) {
    const end = placeStarts[numbers[row]! + 1]!;
    for (let at = placeStarts[numbers[row]!]!; at < end; at++, to++) {
      indices[to] = places[at]!;
      if (spread !== data) spread.set(data.subarray(row * dimensions, (row + 1) * dimensions), to * dimensions);
    }
  }
  return { indices, dimensions, data: spread };
}
