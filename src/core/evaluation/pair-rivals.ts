/**
 * What the best other pair of each pair's group reaches, 0 where a pair has its group to itself. With the records of one side as groups these
 * are the rivals of a pair. O(pairs).
 *
 * @param groupOf for each pair a number below `groupCount`
 */
export function bestRivals(values: Float32Array, groupOf: Uint32Array, groupCount: number): Float32Array {
  const best = new Float32Array(groupCount).fill(Number.NEGATIVE_INFINITY);
  const second = best.slice();
  values.forEach((value, pair) => {
    const group = groupOf[pair]!;
    if (value > best[group]!) {
      second[group] = best[group]!;
      best[group] = value;
    } else if (value > second[group]!) second[group] = value;
  });
  return values.map((value, pair) => {
    const group = groupOf[pair]!;
    const rival = value === best[group] ? second[group]! : best[group]!;
    return rival === Number.NEGATIVE_INFINITY ? 0 : rival;
  });
}
