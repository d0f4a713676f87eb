import { CLUSTER_STATUSES } from '../core/clusters/cluster-summary';
import { buildClusteredTable, buildClusterPairs, buildGoldenTable } from '../core/export/cluster-tables';
import { writeCsv } from '../core/export/csv-writer';
import type { ExportTable } from '../core/export/export-table';
import { writeWorkbook } from '../core/export/workbook-writer';
import { assertNever } from '../core/model/errors';
import type { Dataset } from '../core/model/types';
import type { ClusterExportOptions, ClusterReview, ExportOutcome } from './contract';

/** Builds and writes what was asked for. Nothing is downloaded here. */
export async function composeClusterExport(
  dataset: Dataset,
  recordIdColumn: string | null,
  review: ClusterReview,
  options: ClusterExportOptions,
): Promise<ExportOutcome & { readonly blob: Blob }> {
  const table = buildTable(dataset, recordIdColumn, review, options);
  const fileName = `rowlink-${options.kind}.${options.format}`;
  const written =
    options.format === 'xlsx'
      ? await writeWorkbook([{ name: options.kind, table }], options)
      : writeCsv(table, { delimiter: options.delimiter, bom: true, neutraliseFormulas: options.neutraliseFormulas });
  return { fileName, rows: table.rows.length, neutralised: written.neutralised, blob: written.blob };
}

function buildTable(
  dataset: Dataset,
  recordIdColumn: string | null,
  { settled: { clusterOf }, summary, settings, graph }: ClusterReview,
  options: ClusterExportOptions,
): ExportTable {
  switch (options.kind) {
    case 'clusters':
      return buildClusteredTable(dataset, clusterOf, (cluster) => CLUSTER_STATUSES[summary.status[cluster]!]!);
    case 'deduplicated':
      return buildGoldenTable(dataset, clusterOf, settings.golden, { provenance: options.provenance });
    case 'pairs':
      return buildClusterPairs(dataset, clusterOf, graph, recordIdColumn);
    default:
      return assertNever(options.kind);
  }
}
