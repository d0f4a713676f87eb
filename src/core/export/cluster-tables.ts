import { createGoldenRecords, type GoldenSettings } from '../clusters/golden-record';
import { type PairGraph, scoreOfPair } from '../clusters/pair-graph';
import { type ClusterOf, membersByCluster, rowsOf } from '../clusters/partition';
import type { Dataset } from '../model/types';
import { cellReader, columnIndex } from '../table/cells';
import { formatScore, freeNames, namesOf, rowNumber } from './export-table';
import { type PlannedTable, plannedCells } from './planned-table';

/** Status of a cluster in a file: who made it as it is. */
export type ClusterStatusOf = (cluster: number) => string;

/**
 * The table as it was, each row with its cluster: `cluster_id` (from 1, in order of first rows), `cluster_size`, `is_kept` (1 for
 * the first row of each cluster, else 0) and `cluster_status`. O(rows).
 */
export function buildClusteredTable(dataset: Dataset, clusterOf: ClusterOf, statusOf: ClusterStatusOf): PlannedTable {
  const members = membersByCluster(clusterOf);
  const names = namesOf(dataset);
  const [id, size, isKept, status] = freeNames(['cluster_id', 'cluster_size', 'is_kept', 'cluster_status'], names);
  const rowsWith = (row: number): Uint32Array => rowsOf(members, clusterOf[row]!);
  return {
    rowCount: clusterOf.length,
    columns: [
      ...plannedCells(dataset, names, null),
      { name: id!, text: (row) => String(clusterOf[row]! + 1) },
      { name: size!, text: (row) => String(rowsWith(row).length) },
      { name: isKept!, text: (row) => (rowsWith(row)[0] === row ? '1' : '0') },
      { name: status!, text: (row) => statusOf(clusterOf[row]!) },
    ],
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
): PlannedTable {
  const members = membersByCluster(clusterOf);
  const rowCount = members.offsets.length - 1;
  const chooseCells = createGoldenRecords(dataset, settings);
  const chosen = dataset.columns.map(() => new Uint32Array(rowCount));
  for (let cluster = 0; cluster < rowCount; cluster++) {
    chooseCells(rowsOf(members, cluster)).forEach((row, column) => {
      chosen[column]![cluster] = row;
    });
  }
  const names = namesOf(dataset);
  const sources = freeNames(
    names.map((name) => `${name}_row`),
    names,
  );
  const cells = dataset.cells.flatMap((column, at) => {
    const rows = chosen[at]!;
    const cell = { name: names[at]!, cells: column, rows };
    return options.provenance ? [cell, { name: sources[at]!, text: rowNumber(rows) }] : [cell];
  });
  const [id, size, rows] = freeNames(
    ['cluster_id', 'cluster_size', 'source_rows'],
    cells.map(({ name }) => name),
  );
  return {
    rowCount,
    columns: [
      ...cells,
      { name: id!, text: (cluster) => String(cluster + 1) },
      { name: size!, text: (cluster) => String(rowsOf(members, cluster).length) },
      { name: rows!, text: (cluster) => Array.from(rowsOf(members, cluster), (row) => row + 1).join(' ') },
    ],
  };
}

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
): PlannedTable {
  const leftIds = cellReader(dataset, columnIndex(dataset, recordIdColumn));
  const rightIds = cellReader(dataset, columnIndex(dataset, recordIdColumn));
  const members = membersByCluster(clusterOf);
  const lefts: number[] = [];
  const rights: number[] = [];
  for (let row = 0; row < clusterOf.length; row++) {
    const of = rowsOf(members, clusterOf[row]!);
    if (of.length > mostMembers && of[0] !== row) continue;
    for (const other of of) {
      if (other <= row) continue;
      lefts.push(row);
      rights.push(other);
    }
  }
  const left = Uint32Array.from(lefts);
  const right = Uint32Array.from(rights);
  return {
    rowCount: left.length,
    columns: [
      { name: 'cluster_id', text: (at) => String(clusterOf[left[at]!]! + 1) },
      { name: 'left_row', text: rowNumber(left) },
      { name: 'right_row', text: rowNumber(right) },
      { name: 'left_id', text: (at) => leftIds(left[at]!) },
      { name: 'right_id', text: (at) => rightIds(right[at]!) },
      { name: 'match_score', text: (at) => formatScore(scoreOfPair(graph, left[at]!, right[at]!)) },
    ],
  };
}
