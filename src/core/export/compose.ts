import { CLUSTER_STATUSES } from '../clusters/cluster-summary';
import type { GoldenSettings } from '../clusters/golden-record';
import type { PairGraph } from '../clusters/pair-graph';
import type { ClusterOf } from '../clusters/partition';
import { assertNever } from '../model/errors';
import type { Dataset, Job, Sides } from '../model/types';
import { buildClusteredTable, buildClusterPairs, buildGoldenTable } from './cluster-tables';
import { buildCrosswalk } from './crosswalk';
import type { ListedTable } from './export-table';
import { buildJoinedTable, buildToReview, buildUnmatched, type JoinKind, type OpenPairs } from './joined-table';
import { type LinkColumns, sortLinks } from './link-columns';
import { buildLogTable, type LogColumns } from './log-table';
import { planRows } from './planned-table';
import type { Remarks } from './remark-columns';
import type { WorkbookSheet } from './workbook-writer';
import { type FileForm, type WrittenFile, writeFile } from './write-file';

export const LINK_EXPORTS = ['joined', 'crosswalk', 'unmatched-left', 'unmatched-right', 'to-review', 'workbook'] as const;
export type LinkExportKind = (typeof LINK_EXPORTS)[number];
export const CLUSTER_EXPORTS = ['deduplicated', 'clusters', 'pairs'] as const;
export type ClusterExportKind = (typeof CLUSTER_EXPORTS)[number];

/** What a file of links is made of. */
export interface LinkExportInput {
  readonly kind: LinkExportKind;
  readonly join: JoinKind;
  readonly tables: Sides<Dataset>;
  readonly recordIds: Sides<string | null>;
  readonly links: LinkColumns;
  readonly open: OpenPairs;
  /** Notes and flags; absent where there are none. */
  readonly remarks?: Remarks;
  /** Names of the sheets of a workbook, in its order, and the sheets that say how it was made. */
  readonly sheets: { readonly names: readonly string[]; readonly settings: ListedTable; readonly log: LogColumns };
}

/** What a file of clusters is made of. */
export interface ClusterExportInput {
  readonly kind: ClusterExportKind;
  readonly table: Dataset;
  readonly recordId: string | null;
  readonly clusterOf: ClusterOf;
  /** Of each cluster a place in `CLUSTER_STATUSES`. */
  readonly status: Uint8Array;
  readonly graph: PairGraph;
  readonly golden: GoldenSettings;
  readonly provenance: boolean;
}

export type ExportRequest = (
  | { readonly of: 'links'; readonly input: LinkExportInput }
  | { readonly of: 'clusters'; readonly input: ClusterExportInput }
) & { readonly form: FileForm };

/** Rows are those of the first table. */
export interface ComposedFile extends WrittenFile {
  readonly firstRows: number;
}

/** Builds and writes what was asked for. @throws AppError `job/cancelled` */
export async function composeFile(request: ExportRequest, job: Job): Promise<ComposedFile> {
  const sheets = planSheets(request);
  const isWorkbook = request.of === 'links' && request.input.kind === 'workbook';
  const form = isWorkbook ? { ...request.form, format: 'xlsx' as const } : request.form;
  return { ...(await writeFile(sheets, form, job)), firstRows: sheets[0]!.table.rowCount };
}

/** The tables of a file, the most important one first; only a workbook has several. O(rows). */
export function planSheets(request: ExportRequest): readonly WorkbookSheet[] {
  if (request.of === 'clusters') return [clusterSheet(request.input)];
  const { tables, recordIds, open, remarks, kind, join, sheets } = request.input;
  const { left, right } = tables;
  const links = sortLinks(request.input.links);
  switch (kind) {
    case 'joined':
      return [{ name: kind, table: buildJoinedTable(left, right, links, { kind: join }) }];
    case 'crosswalk':
      return [{ name: kind, table: buildCrosswalk(left, right, links, recordIds, remarks) }];
    case 'unmatched-left':
    case 'unmatched-right': {
      const side = kind === 'unmatched-left' ? 'left' : 'right';
      return [{ name: kind, table: buildUnmatched(tables[side], side, links, remarks) }];
    }
    case 'to-review':
      return [{ name: kind, table: buildToReview(left, right, open, remarks) }];
    case 'workbook':
      return [
        buildJoinedTable(left, right, links, { kind: 'inner' }),
        buildCrosswalk(left, right, links, recordIds, remarks),
        buildToReview(left, right, open, remarks),
        buildUnmatched(left, 'left', links, remarks),
        buildUnmatched(right, 'right', links),
        planRows(sheets.settings),
        buildLogTable(sheets.log),
      ].map((table, at) => ({ name: sheets.names[at] ?? '', table }));
    default:
      return assertNever(kind);
  }
}

function clusterSheet({
  kind,
  table,
  recordId,
  clusterOf,
  status,
  graph,
  golden,
  provenance,
}: ClusterExportInput): WorkbookSheet {
  switch (kind) {
    case 'clusters':
      return { name: kind, table: buildClusteredTable(table, clusterOf, (cluster) => CLUSTER_STATUSES[status[cluster]!]!) };
    case 'deduplicated':
      return { name: kind, table: buildGoldenTable(table, clusterOf, golden, { provenance }) };
    case 'pairs':
      return { name: kind, table: buildClusterPairs(table, clusterOf, graph, recordId) };
    default:
      return assertNever(kind);
  }
}
