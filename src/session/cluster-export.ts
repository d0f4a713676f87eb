import type { ExportRequest } from '../core/export/compose';
import type { Dataset } from '../core/model/types';
import { copyTable } from '../core/table/copy-cells';
import type { ClusterExportOptions, ClusterReview } from './contract';

/** What a worker needs for the file: a copy of the table, and the clusters. */
export async function prepareClusterExport(
  dataset: Dataset,
  recordIdColumn: string | null,
  { settled: { clusterOf }, summary, settings, graph }: ClusterReview,
  { kind, provenance, form }: ClusterExportOptions,
): Promise<ExportRequest> {
  const table = await copyTable(dataset);
  const { status } = summary;
  const { golden } = settings;
  return {
    of: 'clusters',
    input: { kind, table, recordId: recordIdColumn, clusterOf, status, graph, golden, provenance },
    form,
  };
}
