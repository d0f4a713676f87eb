import { expect, it } from 'vitest';
import { DEFAULT_GOLDEN_SETTINGS } from '../clusters/golden-record';
import { buildPairGraph } from '../clusters/pair-graph';
import { tableOf } from '../clusters/table-fixture';
import { buildClusteredTable, buildClusterPairs, buildGoldenTable } from './cluster-tables';
import { listTable } from './planned-table';

const dataset = tableOf({
  id: ['a', 'b', 'c', 'd'],
  name: ['', 'Alpha', 'Beta', 'Alpha Ltd'],
  cluster_id: ['x', '', '', ''],
});
const clusterOf = Uint32Array.of(0, 0, 1, 0);
const graph = buildPairGraph(4, { left: [0, 1], right: [1, 3], score: [0.5, 0.75] });

it('gives every row its cluster under names that are free, and keeps one row a cluster', () => {
  const table = listTable(buildClusteredTable(dataset, clusterOf, (cluster) => (cluster === 0 ? 'edited' : 'pending')));
  expect(table.columns).toEqual(['id', 'name', 'cluster_id', 'cluster_id (2)', 'cluster_size', 'is_kept', 'cluster_status']);
  expect(table.rows.map((row) => row.slice(3))).toEqual([
    ['1', '3', '1', 'edited'],
    ['1', '3', '0', 'edited'],
    ['2', '1', '1', 'pending'],
    ['1', '3', '0', 'edited'],
  ]);
});

it('makes one row a cluster and says where each cell came from', () => {
  const settings = { ...DEFAULT_GOLDEN_SETTINGS, columnRules: [['name', 'longest']] } as const;
  const plain = listTable(buildGoldenTable(dataset, clusterOf, settings, { provenance: false }));
  expect(plain.rows).toEqual([
    ['a', 'Alpha Ltd', 'x', '1', '3', '1 2 4'],
    ['c', 'Beta', '', '2', '1', '3'],
  ]);
  const traced = listTable(buildGoldenTable(dataset, clusterOf, settings, { provenance: true }));
  expect(traced.columns.slice(0, 6)).toEqual(['id', 'id_row', 'name', 'name_row', 'cluster_id', 'cluster_id_row']);
  expect(traced.rows[0]!.slice(0, 6)).toEqual(['a', '1', 'Alpha Ltd', '4', 'x', '1']);
});

it('lists the pairs inside clusters, or the pairs with the first row where they would be too many', () => {
  expect(listTable(buildClusterPairs(dataset, clusterOf, graph, 'id')).rows).toEqual([
    ['1', '1', '2', 'a', 'b', '0.5000'],
    ['1', '1', '4', 'a', 'd', ''],
    ['1', '2', '4', 'b', 'd', '0.7500'],
  ]);
  expect(listTable(buildClusterPairs(dataset, clusterOf, graph, null, 2)).rows.map((row) => row.slice(1, 4))).toEqual([
    ['1', '2', ''],
    ['1', '4', ''],
  ]);
});
