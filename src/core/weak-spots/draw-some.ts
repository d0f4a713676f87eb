import type { Random } from '../numerics/random';

/**
 * Numbers below `count`, at most `most` of them, each as likely as any other, ascending (Floyd's method: Bentley and Floyd, CACM 30(9), 1987).
 * O(most), whatever `count` is.
 */
export function drawSome(count: number, most: number, random: Random): Uint32Array<ArrayBuffer> {
  if (count <= most) return Uint32Array.from({ length: count }, (_, at) => at);
  const drawn = new Set<number>();
  for (let last = count - most; last < count; last++) {
    const one = Math.floor(random.uniform() * (last + 1));
    drawn.add(drawn.has(one) ? last : one);
  }
  return Uint32Array.from(drawn).sort();
}
