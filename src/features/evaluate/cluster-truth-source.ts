import {
  type ClusterTruth,
  type ClusterTruthColumns,
  guessClusterColumn,
  guessClusterTruth,
  readClusterColumn,
  readClusterTruth,
} from '../../core/evaluation/cluster-truth';
import type { Dataset } from '../../core/model/types';
import { suggestRecordId } from '../../core/table/record-id';

/** Where the person says that the true clusters stand. */
export type ClusterTruthSource =
  | { readonly kind: 'file'; readonly file: Dataset; readonly columns: ClusterTruthColumns }
  | { readonly kind: 'column'; readonly column: string };

/** A file with its columns guessed; where no guess fits, the first and the last column are shown for the person to choose others. */
export function clusterFileSource(file: Dataset, table: Dataset): ClusterTruthSource {
  const [first] = file.columns;
  const last = file.columns.at(-1);
  const fallback = { id: first?.name ?? '', cluster: last?.name ?? '', dataId: suggestRecordId(table) };
  return { kind: 'file', file, columns: guessClusterTruth(file, table) ?? fallback };
}

export const clusterColumnSource = (table: Dataset): ClusterTruthSource => ({
  kind: 'column',
  column: guessClusterColumn(table) ?? table.columns.at(-1)!.name,
});

/** @throws AppError `input/unknown-column` where the table was changed since */
export const readClusterSource = (source: ClusterTruthSource, table: Dataset): ClusterTruth =>
  source.kind === 'file' ? readClusterTruth(source.file, source.columns, table) : readClusterColumn(table, source.column);

let last: { readonly projectId: string; readonly source: ClusterTruthSource } | null = null;

/** The truth that was chosen last for a project, for as long as the page is open. */
export const recallClusterSource = (projectId: string): ClusterTruthSource | null =>
  last?.projectId === projectId ? last.source : null;

export function rememberClusterSource(projectId: string, source: ClusterTruthSource): void {
  last = { projectId, source };
}
