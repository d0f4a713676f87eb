import type { Dataset, Fingerprint } from '../model/types';
import { type TableHead, tableOfColumns } from '../table/cells';
import { composeRecords, type RecordSet, takeColumns } from './records';

/** A table out of named columns, as reading a file would make it. For tests. */
export function datasetOf(...columns: readonly (readonly [name: string, cells: readonly string[]])[]): Dataset {
  const head: TableHead = {
    fingerprint: columns.map(([name, cells]) => `${name}=${cells.join()}`).join(';') as Fingerprint,
    columns: columns.map(([name]) => ({ name, header: name })),
    rowCount: columns[0]?.[1].length ?? 0,
    problems: [],
    source: {
      fileName: 'table.csv',
      sizeBytes: 0,
      format: 'csv',
      encoding: 'utf-8',
      delimiter: ',',
      sheets: [],
      sheet: null,
      headerRow: 0,
      problemCount: 0,
    },
  };
  return tableOfColumns(
    head,
    columns.map(([, cells]) => cells),
  );
}

/** The records of a table with one column. For tests. */
export const recordsOf = (rows: readonly string[]): RecordSet =>
  composeRecords(takeColumns(datasetOf(['text', rows]), ['text']), ['text']);
