import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dataset, Job, ReadSettings } from '../model/types';
import { columnCells } from '../table/cells';
import { fileRowOf } from '../table/file-rows';
import { suggestLastRows } from './last-rows';
import { readDataset } from './read-dataset';
import { makeWorkbook } from './spreadsheet/workbook-fixture';

const job: Job = { signal: new AbortController().signal, progress: () => {} };
const read = (content: BlobPart, settings: ReadSettings = {}): Promise<Dataset> =>
  readDataset({ name: 'report.csv', blob: new Blob([content]) }, settings, job);

const REPORT = [
  'Companies 2019;;',
  'as of 1 January 2020;;',
  '',
  'id;name;vat',
  '1;Acme;DE1',
  '',
  '2;Beta;DE2',
  '3;Gamma;DE3',
  '',
  'Total;3;',
  'Source: registry;;',
].join('\n');

describe('rows that are left out', () => {
  it('says which rows stand above the headers, and where every row stands in the file', async () => {
    const { source, rowCount } = await read(REPORT);
    expect(source).toMatchObject({ headerRow: 3, aboveCount: 2, suggestedLast: 2 });
    expect(source.above).toEqual([
      { fileRow: 0, cells: ['Companies 2019', '', ''] },
      { fileRow: 1, cells: ['as of 1 January 2020', '', ''] },
    ]);
    expect(source.belowCount).toBeUndefined();
    expect(Array.from({ length: rowCount }, (_, row) => fileRowOf(source, row))).toEqual([5, 7, 8, 10, 11]);
  });

  it('leaves out rows at the end only where that was chosen', async () => {
    const dataset = await read(REPORT, { skipLast: 2 });
    expect(columnCells(dataset, 1)).toEqual(['Acme', 'Beta', 'Gamma']);
    expect(dataset.source).toMatchObject({ belowCount: 2, problemCount: 0 });
    expect(dataset.source.below?.map(({ fileRow, cells }) => [fileRow, cells[0]])).toEqual([
      [9, 'Total'],
      [10, 'Source: registry'],
    ]);
    expect(dataset.source.suggestedLast).toBeUndefined();
  });

  it('leaves out the same rows of a workbook, and keeps wide notes from making columns', async () => {
    const row = (r: number, ...cells: string[]) =>
      `<row r="${r}">${cells.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`;
    const book = makeWorkbook({
      sheets: [
        {
          name: 'S',
          rows: row(1, 'Title') + row(3, 'id', 'name') + row(4, '1', 'A') + row(5, '2', 'B') + row(8, 'Note', '', 'x'),
        },
      ],
    });
    const dataset = await read(book, { headerRow: 2, skipLast: 1 });
    expect(dataset.columns.map(({ name }) => name)).toEqual(['id', 'name']);
    expect(dataset.source).toMatchObject({ aboveCount: 1, belowCount: 1 });
    expect(fileRowOf(dataset.source, 1)).toBe(5);
  });

  it('refuses what is no number of rows, and to leave out all of them', async () => {
    await expect(read(REPORT, { skipLast: -1 })).rejects.toMatchObject({ code: 'input/invalid-option' });
    await expect(read(REPORT, { skipLast: 1.5 })).rejects.toMatchObject({ code: 'input/invalid-option' });
    await expect(read(REPORT, { skipLast: 99 })).rejects.toMatchObject({ code: 'file/no-rows' });
  });

  it('puts every line of a file above, in or below the table', async () => {
    const lines = fc.array(fc.array(fc.constantFrom('a', 'b', '1', ''), { minLength: 2, maxLength: 4 }), {
      minLength: 7,
      maxLength: 20,
    });
    await fc.assert(
      fc.asyncProperty(lines, fc.nat(3), fc.nat(3), async (rows, headerRow, skipLast) => {
        const text = rows.map((cells, at) => `r${at},${cells.join(',')}`).join('\n');
        const { source, rowCount } = await read(text, { headerRow, skipLast, delimiter: ',' });
        expect((source.aboveCount ?? 0) + 1 + rowCount + (source.belowCount ?? 0)).toBe(rows.length);
        expect(source.above?.length ?? 0).toBe(headerRow);
        expect(source.below?.length ?? 0).toBe(skipLast);
        expect(fileRowOf(source, 0)).toBe(headerRow + 2);
      }),
      { seed: 5, numRuns: 100 },
    );
  });
});

describe('suggestLastRows', () => {
  const body = Array.from({ length: 8 }, (_, at) => ({ fileRow: at, cells: [`${at}`, 'name', 'town', '7'] }));
  const rows = (...last: readonly (readonly [fileRow: number, ...cells: string[]])[]) => [
    ...body,
    ...last.map(([fileRow, ...cells]) => ({ fileRow, cells })),
  ];
  it.each([
    ['nothing', rows(), 0],
    ['a total', rows([8, 'Total', '', '', '56']), 1],
    ['a total in Russian below a blank line', rows([9, 'Итого', '', '', '56']), 1],
    ['a total and a source', rows([9, 'Summe', '', '', '56'], [11, 'Quelle: Amt', '', '', '']), 2],
    ['footnotes right below', rows([8, '* estimated', '', '', ''], [9, '1) see there', '', '', '']), 2],
    ['footnotes below a blank line', rows([9, '* estimated', '', '', ''], [10, '1) see there', '', '', '']), 2],
    ['a record of an id alone', rows([8, '9', '', '', '']), 0],
    ['a sparse record', rows([8, '9', 'name', '', '']), 0],
    ['a record of a firm of such a name', rows([8, 'Total Energies', 'name', 'town', '7']), 0],
    ['a full record below a blank line', rows([10, '9', 'name', 'town', '7']), 0],
  ])('%s', (_, given, expected) => {
    expect(suggestLastRows(given)).toBe(expected);
  });
});
