import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDataset } from '../files/read-dataset';
import type { Dataset } from '../model/types';
import { columnCells, columnIndex, rowAt } from './cells';
import { originOf } from './file-rows';
import { DEFAULT_STACK, stackTables } from './stack';

const job = { signal: new AbortController().signal, progress: () => {} };
const read = (name: string, text: string): Promise<Dataset> =>
  readDataset({ name, blob: new Blob([text]) }, { headerRow: 0, delimiter: ',' }, job);
const NO_SOURCE = { sourceColumn: null, rowColumn: null };
const stack = async (texts: Readonly<Record<string, string>>, settings = DEFAULT_STACK): Promise<Dataset> =>
  stackTables(
    await Promise.all(
      Object.entries(texts).map(async ([label, text]) => ({ label, dataset: await read(label.replace(/ \(.*/u, ''), text) })),
    ),
    settings,
  );
const names = ({ columns }: Dataset) => columns.map(({ name }) => name);
const rows = (dataset: Dataset) => Array.from({ length: dataset.rowCount }, (_, row) => rowAt(dataset, row));

describe('stackTables', () => {
  it('puts tables below each other by the names of their columns, with file and row', async () => {
    const stacked = await stack({
      '2019.csv': 'id,Name,vat\n1,Acme,DE1\n\n2,Beta,DE2\n',
      '2020.csv': 'name ,ID,city\nGamma,3,Bonn\n',
    });
    expect(names(stacked)).toEqual(['id', 'Name', 'vat', 'city', 'file', 'file row']);
    expect(rows(stacked)).toEqual([
      ['1', 'Acme', 'DE1', '', '2019.csv', '2'],
      ['2', 'Beta', 'DE2', '', '2019.csv', '4'],
      ['3', 'Gamma', '', 'Bonn', '2020.csv', '2'],
    ]);
    expect(stacked.source.parts?.map(({ label, rowCount, missing }) => [label, rowCount, missing])).toEqual([
      ['2019.csv', 2, ['city']],
      ['2020.csv', 1, ['vat']],
    ]);
    expect(stacked.source.fileName).toBe('2019.csv + 1');
    expect(originOf(stacked, 1)).toEqual({ fileName: '2019.csv', sheet: null, fileRow: 4 });
    expect(originOf(stacked, 2)).toEqual({ fileName: '2020.csv', sheet: null, fileRow: 2 });
  });

  it('keeps columns apart that differ only by case, and labels that are equal', async () => {
    const stacked = await stack(
      { 'a.csv': 'Name,name\nx,y\n', 'a.csv (other)': 'name,Name\n1,2\n' },
      { ...NO_SOURCE, sourceColumn: 'name' },
    );
    expect(names(stacked)).toEqual(['Name', 'name', 'name (2)']);
    expect(rows(stacked).map((cells) => cells.slice(0, 2))).toEqual([
      ['x', 'y'],
      ['2', '1'],
    ]);
    const same = await read('a.csv', 'x\n1\n');
    const twice = await stackTables(
      [
        { dataset: same, label: 'a.csv' },
        { dataset: same, label: 'a.csv' },
      ],
      DEFAULT_STACK,
    );
    expect(columnCells(twice, columnIndex(twice, 'file'))).toEqual(['a.csv', 'a.csv (2)']);
  });

  it('knows names of any kind as just names', async () => {
    const stacked = await stack({ 'a.csv': '__proto__,constructor\n1,2\n', 'b.csv': 'constructor,__proto__\n3,4\n' }, NO_SOURCE);
    expect(rows(stacked)).toEqual([
      ['1', '2'],
      ['4', '3'],
    ]);
  });

  it('loses no cell and keeps the order of rows', async () => {
    const name = fc.constantFrom('id', 'ID', ' id ', 'name', 'Név', 'vat', '', '__proto__');
    const cell = fc.constantFrom('', 'a', 'é', '𝒳', '0012', ' x ', '"');
    const table = fc.uniqueArray(name, { minLength: 1, maxLength: 5 }).chain((headers) =>
      fc.record({
        headers: fc.constant(headers),
        rows: fc.array(fc.array(cell, { minLength: headers.length, maxLength: headers.length }), { minLength: 1, maxLength: 6 }),
      }),
    );
    const quoted = (cells: readonly string[]) => cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(',');
    await fc.assert(
      fc.asyncProperty(fc.array(table, { minLength: 1, maxLength: 4 }), async (given) => {
        const datasets = await Promise.all(
          given.map((one, at) => read(`${at}.csv`, [one.headers, ...one.rows].map(quoted).join('\n'))),
        );
        const stacked = await stackTables(
          datasets.map((dataset, at) => ({ dataset, label: `${at}` })),
          NO_SOURCE,
        );
        const filled = (cells: readonly string[]) => cells.filter((text) => text !== '').sort();
        expect(rows(stacked).map(filled)).toEqual(datasets.flatMap(rows).map(filled));
        expect(new Set(names(stacked)).size).toBe(stacked.columns.length);
        // Every column of every table stands as a whole in one column of the stack.
        datasets.forEach((dataset, table) => {
          const { firstRow, rowCount } = stacked.source.parts![table]!;
          dataset.columns.forEach((_, column) => {
            const cells = columnCells(dataset, column);
            const found = stacked.columns.some(
              (__, to) =>
                columnCells(stacked, to)
                  .slice(firstRow, firstRow + rowCount)
                  .join('\0') === cells.join('\0'),
            );
            expect(found).toBe(true);
          });
        });
      }),
      { seed: 11, numRuns: 150 },
    );
  });
});
