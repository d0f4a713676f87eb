import type { ClusterRule } from './cluster-rule';
import type { ClusterBook } from './edits';
import { type ClusterOf, membersByCluster, numberByFirstRow, rowsOf } from './partition';

export interface SettledClusters {
  /** With what a person changed. */
  readonly clusterOf: ClusterOf;
  /** By the rule alone. */
  readonly ruleOf: ClusterOf;
}

/**
 * The clusters of a rule at a threshold, under what a person has placed: placed rows are in their groups; the others are clustered
 * by the rule as if the placed rows were not there, so that nothing is joined through a row that was taken away. Always a
 * partition. O(rows), and the rule again for the free rows of clusters that hold placed ones.
 */
export function settleClusters(rule: ClusterRule, threshold: number, book: ClusterBook): SettledClusters {
  const ruleOf = rule.at(threshold);
  if (book.placedCount === 0) return { clusterOf: ruleOf, ruleOf };
  const rowCount = ruleOf.length;
  // Labels: a group is its lowest row, a cluster of free rows the lowest free row. No row is both.
  const label = new Uint32Array(rowCount);
  const members = membersByCluster(ruleOf);
  for (let cluster = 0; cluster + 1 < members.offsets.length; cluster++) {
    const rows = rowsOf(members, cluster);
    const free = rows.filter((row) => book.placementOf(row) === null);
    for (const row of rows) label[row] = book.placementOf(row)?.group ?? free[0]!;
    if (free.length < 2 || free.length === rows.length) continue;
    const parts = rule.within(free, threshold);
    const firstOf = new Map<number, number>();
    parts.forEach((part, place) => {
      if (!firstOf.has(part)) firstOf.set(part, free[place]!);
      label[free[place]!] = firstOf.get(part)!;
    });
  }
  return { clusterOf: numberByFirstRow(rowCount, (row) => label[row]!), ruleOf };
}

/** Rows that the rule alone would put with any of these rows but that are in another cluster, ascending. */
export function missedRows({ clusterOf, ruleOf }: SettledClusters, rows: ArrayLike<number>): number[] {
  const cluster = clusterOf[rows[0]!];
  const wanted = new Set(Array.from(rows, (row) => ruleOf[row]!));
  const missed: number[] = [];
  ruleOf.forEach((rule, row) => {
    if (wanted.has(rule) && clusterOf[row] !== cluster) missed.push(row);
  });
  return missed;
}
