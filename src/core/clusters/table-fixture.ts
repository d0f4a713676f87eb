import type { Dataset, Fingerprint } from '../model/types';
import { type TableHead, tableOfColumns } from '../table/cells';

/** A table out of its columns, as if it had been read from a file. */
export function tableOf(columns: Readonly<Record<string, readonly string[]>>): Dataset {
  const names = Object.keys(columns);
  const head: TableHead = {
    fingerprint: '' as Fingerprint,
    columns: names.map((name) => ({ name, header: name })),
    rowCount: columns[names[0]!]!.length,
    problems: [],
    source: {
      fileName: 'x.csv',
      sizeBytes: 0,
      format: 'csv',
      encoding: null,
      delimiter: null,
      sheets: [],
      sheet: null,
      headerRow: 0,
      problemCount: 0,
    },
  };
  return tableOfColumns(head, Object.values(columns));
}
