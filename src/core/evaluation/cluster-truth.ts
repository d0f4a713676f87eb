import type { Dataset } from '../model/types';
import { cellsNamed, columnCells, firstCells } from '../table/cells';
import { readHeader } from '../table/header-words';
import { suggestRecordId } from '../table/record-id';
import { indexIds } from './truth';

/** Which rows truly belong together: the name of the true cluster of every row, null where none is known. */
export interface ClusterTruth {
  readonly clusterOf: readonly (string | null)[];
  /** Ids of the truth that are not in the table; each as often as it is listed. */
  readonly unknownIds: readonly string[];
  /** Ids that the truth puts into more than one cluster: the first one counts. */
  readonly contradicted: readonly string[];
}

/** Columns of a file with one record a row; `dataId` is the column of the table that its ids refer to, null for row numbers. */
export interface ClusterTruthColumns {
  readonly id: string;
  readonly cluster: string;
  readonly dataId: string | null;
}

const CLUSTER_HEADERS = /cluster|group|entity|canonical|duplicate|truth|gold/iu;
/** Of the values looked at, the share that has to be in the table for a guess. */
const LEAST_OVERLAP = 0.5;
const SAMPLE = 400;

/**
 * Which column of a file names records of the table, and which one their clusters: ids occur in the table, and cluster names repeat,
 * a header such as `cluster_id` counting first. Null where no two columns fit. Cost O(columns² · rows looked at).
 */
export function guessClusterTruth(
  file: Dataset,
  table: Dataset,
  own: string | null = suggestRecordId(table),
): ClusterTruthColumns | null {
  const ids = table.columns.map(({ name }, at) => ({
    name,
    isRecordId: name === own || readHeader(table.columns[at]!.header).isOnlyId,
    values: new Set(columnCells(table, at).map((cell) => cell.trim())),
  }));
  let best: { rating: number; id: number; dataId: string } | null = null;
  for (const column of file.columns.keys()) {
    const sample = firstCells(file, column, SAMPLE).map((cell) => cell.trim());
    const isDistinct = new Set(sample).size === sample.length;
    for (const { name, isRecordId, values } of ids) {
      const overlap = sample.filter((cell) => cell !== '' && values.has(cell)).length / Math.max(1, sample.length);
      const rating = overlap + (isRecordId ? 0.2 : 0) + (isDistinct ? 0.2 : 0);
      if (overlap >= LEAST_OVERLAP && rating > (best?.rating ?? 0)) best = { rating, id: column, dataId: name };
    }
  }
  if (!best) return null;
  const { id, dataId } = best;
  const others = file.columns.map((_, at) => at).filter((at) => at !== id);
  const cluster = others.find((at) => CLUSTER_HEADERS.test(file.columns[at]!.header)) ?? others[0];
  return cluster === undefined ? null : { id: file.columns[id]!.name, cluster: file.columns[cluster]!.name, dataId };
}

/** The column of the table that is most likely to name true clusters: by its header; null where none does. */
export const guessClusterColumn = (table: Dataset): string | null =>
  table.columns.find(({ header }) => CLUSTER_HEADERS.test(header))?.name ?? null;

/** A truth out of a file of records and clusters. An empty cluster says that none is known. @throws AppError `input/unknown-column` */
export function readClusterTruth(file: Dataset, columns: ClusterTruthColumns, table: Dataset): ClusterTruth {
  const { rowOf, recordOf } = indexIds(table, columns.dataId);
  const ids = cellsNamed(file, columns.id);
  const clusters = cellsNamed(file, columns.cluster);
  const clusterOf = new Array<string | null>(table.rowCount).fill(null);
  const unknownIds: string[] = [];
  const contradicted: string[] = [];
  ids.forEach((cell, at) => {
    const id = cell.trim();
    const cluster = clusters[at]!.trim();
    if (id === '' || cluster === '') return;
    const row = rowOf.get(id);
    if (row === undefined) unknownIds.push(id);
    else if (clusterOf[row] === null) clusterOf[row] = cluster;
    else if (clusterOf[row] !== cluster) contradicted.push(id);
  });
  // Rows that share an id are one record.
  return { clusterOf: clusterOf.map((own, row) => own ?? clusterOf[recordOf[row]!]!), unknownIds, contradicted };
}

/** A truth out of a column of the table itself. An empty cell says that none is known. @throws AppError `input/unknown-column` */
export function readClusterColumn(table: Dataset, column: string): ClusterTruth {
  const clusterOf = cellsNamed(table, column).map((cell) => (cell.trim() === '' ? null : cell.trim()));
  return { clusterOf, unknownIds: [], contradicted: [] };
}
