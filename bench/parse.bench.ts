import Papa from 'papaparse';
import { readDataset } from '../src/core/files/read-dataset';
import { companyNames, seededRandom } from './company-names.mjs';
import { defineBench } from './harness/bench';

/** A CSV file as the parse worker reads it: sniffed, decoded, split, headers found and a fingerprint taken, beside splitting alone. */
export default defineBench({
  title: 'Rows of a CSV file',
  unit: 'rows',
  prepare({ number }) {
    const rows = number('rows', 100_000);
    const csv = writeTable(rows);
    const blob = new Blob([csv]);
    const job = { signal: new AbortController().signal, progress: () => {} };
    return {
      count: rows,
      variants: {
        'Papa Parse, splitting alone': () => Papa.parse<string[]>(csv, { delimiter: ',' }),
        readDataset: () => readDataset({ name: 'table.csv', blob }, {}, job),
      },
      figures: async () => ({
        MiB: blob.size / 2 ** 20,
        rows: (await readDataset({ name: 'table.csv', blob }, {}, job)).rowCount,
      }),
    };
  },
});

/** Five columns, a quote or line break inside some cells. */
function writeTable(rows: number): string {
  const random = seededRandom(3);
  const { left } = companyNames(rows);
  const lines = left.map((name, row) => {
    const note = random() < 0.1 ? `"called ""${row}"",\nsecond line"` : 'none';
    return `${row},"${name}",${1900 + Math.floor(random() * 120)},${(random() * 1e6).toFixed(2)},${note}`;
  });
  return ['id,name,founded,turnover,note', ...lines].join('\r\n');
}
