/** Records by score, highest first; those that tie by row. Records without a score are left out. */
export interface ScoreOrder {
  readonly records: Uint32Array;
  /** Descending. */
  readonly scores: Float32Array;
}

/** @param scores 0…1 a record, NaN where it has none. O(n log n) */
export function orderByScore(scores: Float32Array): ScoreOrder {
  const records = Uint32Array.from(scores.keys())
    .filter((record) => !Number.isNaN(scores[record]!))
    .sort((a, b) => scores[b]! - scores[a]! || a - b);
  return { records, scores: Float32Array.from(records, (record) => scores[record]!) };
}

/** How many records reach `threshold`, compared as the scores are kept (32 bits). O(log n). */
export function countReaching({ scores }: ScoreOrder, threshold: number): number {
  const least = Math.fround(threshold);
  let low = 0;
  let high = scores.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (scores[middle]! >= least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The records nearest to a line: `above` reach it, `below` do not; each begins at the line. At most `most` of each. O(log n + most). */
export function recordsAtLine(
  order: ScoreOrder,
  threshold: number,
  most: number,
): { readonly above: Uint32Array; readonly below: Uint32Array } {
  const line = countReaching(order, threshold);
  return {
    above: order.records.slice(Math.max(0, line - most), line).reverse(),
    below: order.records.slice(line, line + most),
  };
}
