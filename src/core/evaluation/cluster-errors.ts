/** `joined`: a found cluster that holds rows of several true ones. `parted`: a true cluster whose rows are in several found ones. */
export interface ClusterError {
  readonly kind: 'joined' | 'parted';
  /** Rows by the cluster that they should be in (`joined`) or are in (`parted`): the largest first, ties by the lower row. */
  readonly parts: readonly (readonly number[])[];
  /** Pairs of rows that are wrongly together, or wrongly apart. */
  readonly pairs: number;
}

/**
 * Where found and true clusters differ, the most wrong pairs first, ties by the lower row. Rows whose true cluster is unknown are
 * left out, as `measureClusters` does. The sums over `joined` and over `parted` are its wrong and its missing pairs. O(records).
 *
 * @param found cluster of every row
 * @param truth true cluster of every row, null where it is unknown
 */
export function findClusterErrors(found: ArrayLike<number>, truth: readonly (string | null)[]): ClusterError[] {
  const theirs = truth.map((cluster, row) => (cluster === null ? null : { ours: String(found[row]), theirs: cluster, row }));
  const known = theirs.filter((record) => record !== null);
  return [
    ...differing(
      'joined',
      known,
      (record) => record.ours,
      (record) => record.theirs,
    ),
    ...differing(
      'parted',
      known,
      (record) => record.theirs,
      (record) => record.ours,
    ),
  ].sort((a, b) => b.pairs - a.pairs || lowestRow(a) - lowestRow(b));
}

interface Record {
  readonly ours: string;
  readonly theirs: string;
  readonly row: number;
}

function differing(
  kind: ClusterError['kind'],
  records: readonly Record[],
  wholeOf: (record: Record) => string,
  partOf: (record: Record) => string,
): ClusterError[] {
  const wholes = new Map<string, Map<string, number[]>>();
  for (const record of records) {
    const parts = wholes.get(wholeOf(record)) ?? new Map<string, number[]>();
    wholes.set(wholeOf(record), parts);
    const rows = parts.get(partOf(record));
    if (rows) rows.push(record.row);
    else parts.set(partOf(record), [record.row]);
  }
  return [...wholes.values()]
    .filter((parts) => parts.size > 1)
    .map((parts) => {
      const sorted = [...parts.values()].sort((a, b) => b.length - a.length || a[0]! - b[0]!);
      const size = sorted.reduce((sum, rows) => sum + rows.length, 0);
      return { kind, parts: sorted, pairs: sorted.reduce((pairs, rows) => pairs - pairsOf(rows.length), pairsOf(size)) };
    });
}

const pairsOf = (size: number): number => (size * (size - 1)) / 2;
const lowestRow = ({ parts }: ClusterError): number => Math.min(...parts.map(([row]) => row!));
