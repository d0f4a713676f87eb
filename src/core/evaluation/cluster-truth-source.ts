import type { Dataset } from '../model/types';
import {
  type ClusterTruth,
  type ClusterTruthColumns,
  guessClusterTruth,
  readClusterColumn,
  readClusterTruth,
} from './cluster-truth';

/** Where somebody says that the true clusters stand. */
export type ClusterTruthSource =
  | { readonly kind: 'file'; readonly file: Dataset; readonly columns: ClusterTruthColumns }
  | { readonly kind: 'column'; readonly column: string };

/** O(rows). @throws AppError `input/unknown-column` where the table was changed since */
export const readClusterSource = (source: ClusterTruthSource, table: Dataset): ClusterTruth =>
  source.kind === 'file' ? readClusterTruth(source.file, source.columns, table) : readClusterColumn(table, source.column);

/** Columns of the table that `readClusterSource` reads. */
export function columnsOfClusterTruth(source: ClusterTruthSource): readonly string[] {
  if (source.kind === 'column') return [source.column];
  return source.columns.dataId === null ? [] : [source.columns.dataId];
}

/** The columns of a file, guessed; where no guess fits, the first and the last one, for a person to choose others. */
export function guessClusterFile(file: Dataset, table: Dataset, recordId: string | null): ClusterTruthColumns {
  const [first] = file.columns;
  const last = file.columns.at(-1);
  return guessClusterTruth(file, table, recordId) ?? { id: first?.name ?? '', cluster: last?.name ?? '', dataId: recordId };
}
