import Papa from 'papaparse';
import { readDataset } from '../src/core/files/read-dataset';
import { withSketch } from '../src/core/table/sketch';
import { defineBench } from './harness/bench';
import { largeCsv } from './large-tables.mjs';

/**
 * A CSV file as the parse worker reads it: sniffed, checked to be UTF-8, split, headers found and a fingerprint taken, beside splitting a
 * string alone. The sketch is what suggestions of columns go by.
 */
export default defineBench({
  title: 'Rows of a CSV file',
  unit: 'rows',
  rounds: 3,
  prepare({ number }) {
    const rows = number('rows', 1_000_000);
    const csv = [...largeCsv(rows)].join('');
    const blob = new Blob([csv]);
    const job = { signal: new AbortController().signal, progress: () => {} };
    const read = () => readDataset({ name: 'table.csv', blob }, {}, job);
    return {
      count: rows,
      variants: {
        'Papa Parse, splitting alone': () => Papa.parse<string[]>(csv, { delimiter: ',' }),
        readDataset: read,
        'readDataset and its sketch': async () => withSketch(await read()),
      },
      figures: async () => ({ MiB: blob.size / 2 ** 20, rows: (await read()).rowCount }),
    };
  },
});
