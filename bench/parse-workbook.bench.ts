import { read, utils } from '@e965/xlsx';
import { readDataset } from '../src/core/files/read-dataset';
import { defineBench } from './harness/bench';
import { largeWorkbook } from './large-tables.mjs';

/** An XLSX file as the parse worker reads it, beside the spreadsheet library that reads the formats of before 2007. */
export default defineBench({
  title: 'Rows of an XLSX file',
  unit: 'rows',
  rounds: 3,
  prepare({ number }) {
    const rows = number('rows', 50_000);
    const bytes = largeWorkbook(rows);
    const blob = new Blob([bytes]);
    const job = { signal: new AbortController().signal, progress: () => {} };
    const readOurs = () => readDataset({ name: 'table.xlsx', blob }, {}, job);
    return {
      count: rows,
      variants: {
        'spreadsheet library alone, cells as shown': () => {
          const book = read(bytes, { type: 'array', dense: true });
          return utils.sheet_to_json(book.Sheets[book.SheetNames[0]!]!, { header: 1, raw: false, defval: '' });
        },
        readDataset: readOurs,
      },
      figures: async () => ({ MiB: blob.size / 2 ** 20, rows: (await readOurs()).rowCount }),
    };
  },
});
