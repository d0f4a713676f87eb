import { createGoldenRecords, type GoldenSettings } from '../clusters/golden-record';
import { type PairGraph, scoreOfPair } from '../clusters/pair-graph';
import { type ClusterOf, membersByCluster, rowsOf } from '../clusters/partition';
import type { Dataset } from '../model/types';
import { cellAt, cellReader, columnIndex } from '../table/cells';
import { type ExportTable, formatScore, freeNames, lazyRows, rowReader } from './export-table';

/** Status of a cluster in a file: who made it as it is. */
export type ClusterStatusOf = (cluster: number) => string;

const names = (dataset: Dataset): readonly string[] => dataset.columns.map(({ name }) => name);

/**
 * The table as it was, each row with its cluster: `cluster_id` (from 1, in order of first rows), `cluster_size`, `is_kept` (1 for
 * the first row of each cluster, else 0) and `cluster_status`. O(cells).
 */
export function buildClusteredTable(dataset: Dataset, clusterOf: ClusterOf, statusOf: ClusterStatusOf): ExportTable {
  const members = membersByCluster(clusterOf);
  const added = freeNames(['cluster_id', 'cluster_size', 'is_kept', 'cluster_status'], names(dataset));
  return {
    columns: [...names(dataset), ...added],
    rows: lazyRows(clusterOf.length, function* () {
      const cellsOf = rowReader(dataset);
      for (const [row, cluster] of clusterOf.entries()) {
        const rows = rowsOf(members, cluster);
        const isKept = rows[0] === row ? '1' : '0';
        yield [...cellsOf(row), String(cluster + 1), String(rows.length), isKept, statusOf(cluster)];
      }
    }),
  };
}

/**
 * One row a cluster, made by the survivorship rules, in order of first rows, with `cluster_id`, `cluster_size` and `source_rows`
 * (1-based records, joined by a space). With `provenance`, every column is followed by the record its cell came from. O(cells).
 */
export function buildGoldenTable(
  dataset: Dataset,
  clusterOf: ClusterOf,
  settings: GoldenSettings,
  options: { readonly provenance: boolean },
): ExportTable {
  const members = membersByCluster(clusterOf);
  const chooseCells = createGoldenRecords(dataset, settings);
  const own = names(dataset);
  const sources = options.provenance
    ? freeNames(
        own.map((name) => `${name}_row`),
        own,
      )
    : [];
  const columns = options.provenance ? own.flatMap((name, at) => [name, sources[at]!]) : own;
  const added = freeNames(['cluster_id', 'cluster_size', 'source_rows'], columns);
  const rows = lazyRows(members.offsets.length - 1, function* () {
    for (let cluster = 0; cluster + 1 < members.offsets.length; cluster++) {
      const of = rowsOf(members, cluster);
      const cells = chooseCells(of).flatMap((row, column) => {
        const cell = cellAt(dataset, column, row);
        return options.provenance ? [cell, String(row + 1)] : [cell];
      });
      yield [...cells, String(cluster + 1), String(of.length), Array.from(of, (row) => row + 1).join(' ')];
    }
  });
  return { columns: [...columns, ...added], rows };
}

const PAIR_COLUMNS = ['cluster_id', 'left_row', 'right_row', 'left_id', 'right_id', 'match_score'];

/**
 * The pairs of rows that share a cluster, the lower row left, by left then right row. Where a cluster has more than `mostMembers`
 * rows, each is paired with the first one only: all pairs would be too many to use. The score is empty where the pair was no
 * candidate.
 */
export function buildClusterPairs(
  dataset: Dataset,
  clusterOf: ClusterOf,
  graph: PairGraph,
  recordIdColumn: string | null,
  mostMembers = 100,
): ExportTable {
  const members = membersByCluster(clusterOf);
  const partners = function* (row: number): Generator<number> {
    const of = rowsOf(members, clusterOf[row]!);
    if (of.length > mostMembers && of[0] !== row) return;
    for (const other of of) if (other > row) yield other;
  };
  let count = 0;
  for (let row = 0; row < clusterOf.length; row++) for (const _ of partners(row)) count++;
  const rows = lazyRows(count, function* () {
    const idOf = cellReader(dataset, columnIndex(dataset, recordIdColumn));
    for (const [row, cluster] of clusterOf.entries()) {
      for (const other of partners(row)) {
        yield [
          String(cluster + 1),
          String(row + 1),
          String(other + 1),
          idOf(row),
          idOf(other),
          formatScore(scoreOfPair(graph, row, other)),
        ];
      }
    }
  });
  return { columns: PAIR_COLUMNS, rows };
}
