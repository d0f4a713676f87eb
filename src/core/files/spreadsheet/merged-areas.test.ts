import { utils, write } from '@e965/xlsx';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Dataset, Job, ReadSettings } from '../../model/types';
import { rowAt } from '../../table/cells';
import { readDataset } from '../read-dataset';
import { areaOf } from './merged-areas';
import { makeWorkbook } from './workbook-fixture';

const job: Job = { signal: new AbortController().signal, progress: () => {} };
const read = (bytes: Uint8Array, settings: ReadSettings = {}): Promise<Dataset> =>
  readDataset({ name: 'book', blob: new Blob([new Uint8Array(bytes)]) }, { headerRow: 0, ...settings }, job);
const rows = (dataset: Dataset) => Array.from({ length: dataset.rowCount }, (_, row) => rowAt(dataset, row));

const text = (at: string, value: string) => `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;
const MERGES = '<mergeCells count="2"><mergeCell ref="A2:A4"/><mergeCell ref="B3:C3"/></mergeCells>';

function xlsx(): Uint8Array {
  const sheet = `<worksheet><dimension ref="A1:C4"/><sheetData><row r="1">${text('A1', 'region')}${text('B1', 'town')}${text('C1', 'seat')}</row><row r="2">${text('A2', 'North')}${text('B2', 'Kiel')}${text('C2', 'x')}</row><row r="3">${text('B3', 'Lübeck')}</row><row r="4">${text('B4', 'Husum')}</row></sheetData>${MERGES}</worksheet>`;
  const second = `<worksheet><dimension ref="A1:B1203"/><sheetData><row r="1">${text('A1', 'x')}</row></sheetData></worksheet>`;
  return makeWorkbook({
    sheets: [
      { name: 'Main', rows: '' },
      { name: 'Other', rows: '', state: 'hidden' },
    ],
    parts: { 'xl/worksheets/sheet0.xml': sheet, 'xl/worksheets/sheet1.xml': second },
  });
}

function ods(): Uint8Array {
  const cell = (value: string, attributes = '') => `<table:table-cell ${attributes}><text:p>${value}</text:p></table:table-cell>`;
  const row = (...cells: string[]) => `<table:table-row>${cells.join('')}</table:table-row>`;
  const covered = '<table:covered-table-cell/>';
  const content = `<office:document-content><office:body><office:spreadsheet><table:table table:name="Main">${row(cell('region'), cell('town'), cell('seat'))}${row(cell('North', 'table:number-rows-spanned="3" table:number-columns-spanned="1"'), cell('Kiel'), cell('x'))}${row(covered, cell('Lübeck', 'table:number-columns-spanned="2"'), covered)}${row(covered, cell('Husum'))}</table:table><table:table table:name="Other">${row(cell('a'))}<table:table-row table:number-rows-repeated="5"><table:table-cell/></table:table-row><table:table-row table:number-rows-repeated="3">${cell('b')}</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>`;
  return zipSync({ mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet'), 'content.xml': strToU8(content) });
}

function old(bookType: 'xls' | 'xlsb'): Uint8Array {
  const book = utils.book_new();
  const sheet = utils.aoa_to_sheet([
    ['region', 'town', 'seat'],
    ['North', 'Kiel', 'x'],
    ['', 'Lübeck', ''],
    ['', 'Husum', ''],
  ]);
  sheet['!merges'] = [utils.decode_range('A2:A4'), utils.decode_range('B3:C3')];
  utils.book_append_sheet(book, sheet, 'Main');
  utils.book_append_sheet(book, utils.aoa_to_sheet([['a'], ['b']]), 'Other');
  return new Uint8Array(write(book, { type: 'array', bookType }));
}

describe.each([
  ['XLSX', xlsx, { rowCount: 1203, isDeclared: true }],
  ['ODS', ods, { rowCount: 4 }],
  ['XLS', () => old('xls'), { rowCount: 2 }],
  ['XLSB', () => old('xlsb'), { rowCount: 2 }],
] as const)('merged cells and rows of sheets in %s', (_, make, other) => {
  it('leaves the text in the first cell, and counts the areas', async () => {
    const dataset = await read(make());
    expect(rows(dataset)).toEqual([
      ['North', 'Kiel', 'x'],
      ['', 'Lübeck', ''],
      ['', 'Husum', ''],
    ]);
    expect(dataset.source.mergedCount).toBe(2);
  });

  it('repeats the text where that is chosen', async () => {
    expect(rows(await read(make(), { fillMerged: true }))).toEqual([
      ['North', 'Kiel', 'x'],
      ['North', 'Lübeck', 'Lübeck'],
      ['North', 'Husum', ''],
    ]);
  });

  it('says how many rows each sheet has', async () => {
    const { sheets } = (await read(make())).source;
    expect(sheets).toMatchObject([
      { name: 'Main', rowCount: 4 },
      { name: 'Other', ...other },
    ]);
  });
});

it('knows an area from what is none', () => {
  expect(areaOf('B2:AA10')).toEqual({ firstRow: 1, lastRow: 9, firstColumn: 1, lastColumn: 26 });
  for (const wrong of ['', 'A1', 'A1:A1', 'B2:A1', 'A0:B2', 'A1:XFE2', 'A1:B1048577', 'A1:B2:C3'])
    expect(areaOf(wrong)).toBeNull();
});
