import type { Dataset, Fingerprint } from '../model/types';

/** A table out of its columns, as if it had been read from a file. */
export function tableOf(columns: Readonly<Record<string, readonly string[]>>): Dataset {
  const names = Object.keys(columns);
  return {
    fingerprint: '' as Fingerprint,
    columns: names.map((name) => ({ name, header: name })),
    rowCount: columns[names[0]!]!.length,
    values: Object.values(columns),
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
}
