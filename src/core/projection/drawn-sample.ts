import type { Plane } from './principal-plane';

/** Fineness of the order in which places are walked through: 2¹⁰ by 2¹⁰. */
const BITS = 10;

/**
 * Points that stand for all: every n-th along a curve that fills the plane, apart for each group, so that each region and each group has its
 * share; a small group has at least a quarter of the places if it can fill it. All points where `most` are enough. Ascending. O(n log n).
 *
 * @param groupOf 0 or 1 for each point
 */
export function drawSample(plane: Plane, groupOf: Uint8Array, most: number): Uint32Array {
  const count = groupOf.length;
  if (count <= most) return Uint32Array.from({ length: count }, (_, at) => at);
  const keys = curveKeys(plane);
  const groups = [0, 1].map((group) => [...groupOf.keys()].filter((at) => groupOf[at] === group));
  const [first, second] = groups.map((group) => group.length) as [number, number];
  const fair = Math.round((most * first) / count);
  const least = Math.floor(most / 4);
  const ofFirst = Math.min(
    first,
    Math.max(Math.min(fair, most - Math.min(second, least)), Math.min(first, least), most - second),
  );
  const sizes = [ofFirst, Math.min(second, most - ofFirst)];
  const drawn = groups.flatMap((group, at) => {
    const size = sizes[at]!;
    const walked = group.sort((a, b) => keys[a]! - keys[b]! || a - b);
    return Array.from({ length: size }, (_, place) => walked[Math.floor(((place + 0.5) * walked.length) / size)]!);
  });
  return Uint32Array.from(drawn).sort();
}

/** Place of each point along the curve of Morton: its bits are those of x and y in turn. */
function curveKeys({ x, y }: Plane): Uint32Array {
  const cellOf = (values: Float32Array): ((value: number) => number) => {
    const low = values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
    const high = values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
    const scale = high > low ? (2 ** BITS - 1) / (high - low) : 0;
    return (value) => Math.round((value - low) * scale);
  };
  const [columnOf, rowOf] = [cellOf(x), cellOf(y)];
  return Uint32Array.from(x, (value, at) => {
    const column = columnOf(value);
    const row = rowOf(y[at]!);
    let key = 0;
    for (let bit = 0; bit < BITS; bit++) key |= (((column >> bit) & 1) << (2 * bit)) | (((row >> bit) & 1) << (2 * bit + 1));
    return key;
  });
}
