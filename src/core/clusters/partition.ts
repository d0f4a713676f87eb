/**
 * A partition of rows: `clusterOf[row]` is the number of its cluster. Numbers run from 0 in order of each cluster's first row, so
 * two partitions with the same clusters are equal arrays.
 */
export type ClusterOf = Uint32Array;

/** Renumbers any labels by first row. O(rows). */
export function numberByFirstRow(rowCount: number, labelOf: (row: number) => number): ClusterOf {
  const numbers = new Map<number, number>();
  return Uint32Array.from({ length: rowCount }, (_, row) => {
    const label = labelOf(row);
    const known = numbers.get(label);
    if (known !== undefined) return known;
    numbers.set(label, numbers.size);
    return numbers.size - 1;
  });
}

/** Every row a cluster of its own. */
export const singletons = (rowCount: number): ClusterOf => Uint32Array.from({ length: rowCount }, (_, row) => row);

export function countClusters(clusterOf: ClusterOf): number {
  let highest = -1;
  for (const cluster of clusterOf) if (cluster > highest) highest = cluster;
  return highest + 1;
}

/** Rows of every cluster, ascending: `rows[offsets[cluster]..offsets[cluster + 1]]`. */
export interface ClusterMembers {
  readonly offsets: Uint32Array;
  readonly rows: Uint32Array;
}

/** O(rows). */
export function membersByCluster(clusterOf: ClusterOf): ClusterMembers {
  const offsets = new Uint32Array(countClusters(clusterOf) + 1);
  for (const cluster of clusterOf) offsets[cluster + 1]!++;
  for (let i = 1; i < offsets.length; i++) offsets[i]! += offsets[i - 1]!;
  const next = offsets.slice();
  const rows = new Uint32Array(clusterOf.length);
  clusterOf.forEach((cluster, row) => {
    rows[next[cluster]!++] = row;
  });
  return { offsets, rows };
}

/** Rows of one cluster, ascending. */
export const rowsOf = ({ offsets, rows }: ClusterMembers, cluster: number): Uint32Array =>
  rows.subarray(offsets[cluster]!, offsets[cluster + 1]!);

/** The first row of every cluster: the ones that are left when each cluster keeps one. O(rows). */
export function firstRows(clusterOf: ClusterOf): number[] {
  const rows: number[] = [];
  clusterOf.forEach((cluster, row) => {
    if (cluster === rows.length) rows.push(row);
  });
  return rows;
}

export interface PartitionCounts {
  readonly clusters: number;
  /** Clusters of two rows or more, and the rows in them. */
  readonly shared: number;
  readonly sharedRows: number;
  readonly largest: number;
}

export function countPartition(clusterOf: ClusterOf): PartitionCounts {
  const sizes = new Uint32Array(countClusters(clusterOf));
  for (const cluster of clusterOf) sizes[cluster]!++;
  let shared = 0;
  let sharedRows = 0;
  let largest = 0;
  for (const size of sizes) {
    if (size > largest) largest = size;
    if (size < 2) continue;
    shared++;
    sharedRows += size;
  }
  return { clusters: sizes.length, shared, sharedRows, largest };
}
