import { utils, write } from '@e965/xlsx';
import { gzipSync, strToU8, zipSync } from 'fflate';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import type { Dataset, Job, ReadSettings } from '../model/types';
import { columnCells, rowAt } from '../table/cells';
import { readDataset } from './read-dataset';
import { makeWorkbook } from './spreadsheet/workbook-fixture';

const job: Job = { signal: new AbortController().signal, progress: () => {} };
const read = (content: BlobPart, settings: ReadSettings = {}, name = 'file'): Promise<Dataset> =>
  readDataset({ name, blob: new Blob([content]) }, settings, job);
const names = (dataset: Dataset) => dataset.columns.map(({ name }) => name);
const rows = (dataset: Dataset) => Array.from({ length: dataset.rowCount }, (_, row) => rowAt(dataset, row));
const whole = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);

describe('JSON', () => {
  it('takes records as rows and keeps every digit as it was written', async () => {
    const text = `[{"id": 123456789012345678901, "rate": 1.50, "exp": 1E5, "ok": true, "zip": "00123"},
      {"id": null, "extra": "x", "__proto__": "p", "constructor": "c"}]`;
    const dataset = await read(text);
    expect(names(dataset)).toEqual(['id', 'rate', 'exp', 'ok', 'zip', 'extra', '__proto__', 'constructor']);
    expect(rows(dataset)).toEqual([
      ['123456789012345678901', '1.50', '1E5', 'true', '00123', '', '', ''],
      ['', '', '', '', '', 'x', 'p', 'c'],
    ]);
    expect(dataset.source).toMatchObject({ format: 'json', encoding: 'utf-8', headerRow: 0 });
  });

  it('makes columns of objects inside, and keeps lists as JSON', async () => {
    const dataset = await read('[{"name":"A","place":{"city":"Bonn","geo":{"lat":50.70}},"tags":["x",1.0],"none":{}}]');
    expect(names(dataset)).toEqual(['name', 'place.city', 'place.geo.lat', 'tags', 'none']);
    expect(rows(dataset)).toEqual([['A', 'Bonn', '50.70', '["x",1.0]', '']]);
  });

  it('loses neither value of a name that stands twice', async () => {
    expect(rows(await read('[{"a": 1, "a": 2}]'))).toEqual([['[1,2]']]);
  });

  it.each([
    ['a list in an object', '{"count": 2, "data": [{"a": 1, "b": 2}, {"a": 3, "b": 4}]}'],
    ['a list two levels down', '{"result": {"records": [{"a": 1, "b": 2}, {"a": 3, "b": 4}]}, "ok": true}'],
    ['columns', '{"a": [1, 3], "b": [2, 4]}'],
    ['keyed columns', '{"a": {"0": 1, "1": 3}, "b": {"0": 2, "1": 4}}'],
    ['columns and data', '{"columns": ["a", "b"], "index": [0, 1], "data": [[1, 2], [3, 4]]}'],
    ['rows', '[["a", "b"], [1, 2], [3, 4]]'],
    ['lines', '{"a": 1, "b": 2}\n{"a": 3, "b": 4}\n'],
    ['lines with Windows ends and blanks', '{"a": 1, "b": 2}\r\n\r\n {"b": 4, "a": 3}'],
  ])('finds the records in %s', async (_, text) => {
    const dataset = await read(text);
    expect(names(dataset)).toEqual(['a', 'b']);
    expect(rows(dataset)).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
  });

  it('takes one object as one row', async () => {
    expect(rows(await read('{"a": 1, "b": {"c": 2}}'))).toEqual([['1', '2']]);
  });

  it('keeps a line that is no JSON and says where it is', async () => {
    const dataset = await read('{"a": 1}\n{"a": 2, \n{"a": 3}\n');
    expect(rows(dataset)).toEqual([
      ['1', ''],
      ['', '{"a": 2,'],
      ['3', ''],
    ]);
    expect(dataset.problems).toEqual([{ code: 'row/broken-json', fileRow: 2, column: null }]);
  });

  it('names the line where a document breaks', async () => {
    await expect(read('[{"a": 1},\n{"a": 2},\n{"a" 3}]')).rejects.toMatchObject({
      code: 'file/json-broken',
      params: { file: 'file', row: 3 },
    });
    await expect(read(`[${'['.repeat(200_000)}`)).rejects.toMatchObject({ code: 'file/json-broken' });
  });

  it('refuses names that are data', async () => {
    const record = JSON.stringify([Object.fromEntries(Array.from({ length: 20_000 }, (_, key) => [`id${key}`, key]))]);
    await expect(read(record)).rejects.toMatchObject({ code: 'file/too-many-columns', params: { most: 16_384 } });
  });

  it('does not take text tables for JSON', async () => {
    expect((await read('[id],name\n1,x\n')).source.format).toBe('csv');
    expect((await read('{name},city\nA,B\n')).source.format).toBe('csv');
    expect((await read('"a","b"\n1,2\n')).source.format).toBe('csv');
  });

  it('reads UTF-16', async () => {
    const text = '\ufeff[{"a":"é"}]';
    const view = new Uint16Array(Array.from(text, (letter) => letter.charCodeAt(0)));
    expect(rows(await read(new Uint8Array(view.buffer)))).toEqual([['é']]);
  });
});

describe('Parquet', () => {
  it('shows every value with all its digits', async () => {
    const buffer = parquetWriteBuffer({
      columnData: [
        { name: 'id', data: ['007', '008', '009'], type: 'STRING' },
        { name: 'big', data: [123456789012345678n, -1n, null], type: 'INT64' },
        { name: 'share', data: [0.1, 1.5, null], type: 'DOUBLE' },
        { name: 'small', data: [Math.fround(0.1), 2, 16_777_216], type: 'FLOAT' },
        { name: 'is', data: [true, false, null], type: 'BOOLEAN' },
        { name: 'at', data: [new Date('2024-05-01T13:45:00Z'), null, new Date('1969-12-31T23:59:59.500Z')], type: 'TIMESTAMP' },
      ],
      rowGroupSize: [2, 1],
    });
    const dataset = await read(buffer);
    expect(names(dataset)).toEqual(['id', 'big', 'share', 'small', 'is', 'at']);
    expect(rows(dataset)).toEqual([
      ['007', '123456789012345678', '0.1', '0.1', 'true', '2024-05-01 13:45:00'],
      ['008', '-1', '1.5', '2', 'false', ''],
      ['009', '', '', '16777216', '', '1969-12-31 23:59:59.5'],
    ]);
    expect(dataset.source).toMatchObject({ format: 'parquet', encoding: null, headerRow: 0 });
  });

  it('says so when it is damaged', async () => {
    const buffer = new Uint8Array(parquetWriteBuffer({ columnData: [{ name: 'id', data: ['a', 'b'], type: 'STRING' }] }));
    await expect(read(buffer.slice(0, buffer.length - 9))).rejects.toMatchObject({ code: 'file/parquet-broken' });
  });
});

describe('gzip and zip', () => {
  const csv = 'id,name\n007,Ann\n008,Bob\n';

  it('reads what is inside a gzip, also of several members, under the name of the file', async () => {
    const dataset = await read(whole(gzipSync(strToU8(csv))), {}, 'people.csv.gz');
    expect(rows(dataset)).toEqual([
      ['007', 'Ann'],
      ['008', 'Bob'],
    ]);
    expect(dataset.source).toMatchObject({ format: 'csv', fileName: 'people.csv.gz', delimiter: ',' });
    const parts = new Blob([whole(gzipSync(strToU8(csv))), whole(gzipSync(strToU8('009,Cyd\n')))]);
    expect((await read(parts)).rowCount).toBe(3);
  });

  it('reads the only file of a zip as if it were not packed', async () => {
    const book = makeWorkbook({ sheets: ['One', 'Two'].map((name) => ({ name, rows: cell(name) })) });
    const packed = whole(zipSync({ 'folder/': new Uint8Array(), '__MACOSX/folder/._a': strToU8('x'), 'folder/book.xlsx': book }));
    const dataset = await read(packed, { sheet: 'Two', headerRow: 'none' });
    expect(rows(dataset)).toEqual([['Two']]);
    expect(dataset.source).toMatchObject({ format: 'xlsx', sheet: 'Two' });
  });

  it('offers the files of a zip as sheets', async () => {
    const packed = whole(
      zipSync({ 'read.me': strToU8('x'), 'a.csv': strToU8(csv), 'b/2024.jsonl': strToU8('{"id": 1}\n{"id": 2}\n') }),
    );
    const first = await read(packed);
    expect(first.source).toMatchObject({ format: 'csv', sheet: 'a.csv' });
    expect(first.source.sheets.map(({ name }) => name)).toEqual(['a.csv', 'b/2024.jsonl']);
    const second = await read(packed, { sheet: 'b/2024.jsonl' });
    expect(rows(second)).toEqual([['1'], ['2']]);
    await expect(read(packed, { sheet: 'c.csv' })).rejects.toMatchObject({ code: 'file/sheet-not-found' });
  });

  it('stops at a bomb, whatever it declares', async () => {
    const zeros = new Uint8Array(18 * 2 ** 20);
    const bomb = gzipSync(zeros, { level: 9 });
    await expect(read(whole(bomb))).rejects.toMatchObject({ code: 'file/too-large-inside' });
    const zip = zipSync({ 'a.csv': zeros }, { level: 9 });
    const view = new DataView(zip.buffer, zip.byteOffset);
    for (let at = zip.length - 22; at >= 0; at--) if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 100, true);
    await expect(read(whole(zip))).rejects.toMatchObject({ code: 'file/too-large-inside' });
  });

  it('stops at a zip in a zip without end', async () => {
    let packed = zipSync({ 'a.csv': strToU8(csv) });
    for (let depth = 0; depth < 5; depth++) packed = zipSync({ 'inner.zip': packed });
    await expect(read(whole(packed))).rejects.toMatchObject({ code: 'file/too-large-inside' });
  });

  it('says so when they are cut short or damaged', async () => {
    const gz = gzipSync(strToU8(csv.repeat(500)));
    await expect(read(whole(gz.slice(0, gz.length - 20)))).rejects.toMatchObject({ code: 'file/archive-broken' });
    const damaged = gz.slice();
    for (let at = 20; at < 60; at++) damaged[at] = 0xff;
    await expect(read(whole(damaged))).rejects.toMatchObject({ name: 'AppError' });
  });
});

const cell = (text: string): string => `<row><c t="inlineStr"><is><t>${text}</t></is></c></row>`;

describe('OpenDocument', () => {
  const ods = (tables: string, styles = ''): Uint8Array<ArrayBuffer> =>
    whole(
      zipSync({
        mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet'),
        'content.xml': strToU8(
          `<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s"><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet>${tables}</office:spreadsheet></office:body></office:document-content>`,
        ),
      }),
    );
  const text = (content: string, more = '') =>
    `<table:table-cell office:value-type="string" ${more}><text:p>${content}</text:p></table:table-cell>`;
  const row = (cells: string, more = '') => `<table:table-row ${more}>${cells}</table:table-row>`;

  it('shows cells as the sheet does: repeats, spaces, lines, notes aside', async () => {
    const dataset = await read(
      ods(
        `<table:table table:name="S">${row(text('id') + text('name') + text('n'))}${row(
          text('007') +
            `<table:table-cell><office:annotation><text:p>note</text:p></office:annotation><text:p>a<text:s text:c="2"/>b</text:p><text:p>second <text:span>line</text:span></text:p></table:table-cell>` +
            `<table:table-cell office:value-type="float" office:value="123456789012345678"><text:p>1.23E+17</text:p></table:table-cell>`,
        )}${row('<table:table-cell table:number-columns-repeated="1024"/>', 'table:number-rows-repeated="3"')}${row(
          `${text('x', 'table:number-columns-repeated="2"')}<table:table-cell table:number-columns-repeated="1000"/>`,
          'table:number-rows-repeated="2"',
        )}${row('<table:table-cell/>', 'table:number-rows-repeated="1048000"')}</table:table>`,
      ),
    );
    expect(names(dataset)).toEqual(['id', 'name', 'n']);
    expect(rows(dataset)).toEqual([
      ['007', 'a  b\nsecond line', '123456789012345678'],
      ['x', 'x', ''],
      ['x', 'x', ''],
    ]);
  });

  it('lists sheets, skips hidden ones and reads the one that is chosen', async () => {
    const table = (name: string, style = '') =>
      `<table:table table:name="${name}" table:style-name="${style}">${row(text('head'))}${row(text(name))}</table:table>`;
    const styles = '<style:style style:name="h"><style:table-properties table:display="false"/></style:style>';
    const file = ods(table('Old', 'h') + table('New') + table('Last'), styles);
    const dataset = await read(file);
    expect(dataset.source.sheets).toMatchObject([
      { name: 'Old', isHidden: true },
      { name: 'New', isHidden: false },
      { name: 'Last', isHidden: false },
    ]);
    expect(rows(dataset)).toEqual([['New']]);
    expect(rows(await read(file, { sheet: 'Old' }))).toEqual([['Old']]);
    await expect(read(file, { sheet: 'No' })).rejects.toMatchObject({ code: 'file/sheet-not-found' });
    expect(rows(await read(ods(table('Only', 'h'), styles)))).toEqual([['Only']]);
  });

  it('refuses tables that would fill the memory, and those with a password', async () => {
    const wide = row(text('x', 'table:number-columns-repeated="16000"'), 'table:number-rows-repeated="1000000"');
    await expect(read(ods(`<table:table table:name="S">${wide}</table:table>`))).rejects.toMatchObject({
      code: 'file/too-large-inside',
    });
    const locked = zipSync({
      mimetype: strToU8('x'),
      'content.xml': strToU8('\u0001garbage'),
      'META-INF/manifest.xml': strToU8('<m:manifest xmlns:m="m"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'),
    });
    await expect(read(whole(locked))).rejects.toMatchObject({ code: 'file/workbook-encrypted' });
  });
});

describe('workbooks of other programs and times', () => {
  const sheet = utils.aoa_to_sheet([
    ['id', 'amount', 'is', 'share', 'day'],
    ['007', 1234.5, true, 0.25, 45_000],
    [null, null, null, null, null],
    ['naïve 東京', 12_345_678_901, false, null, 1],
  ]);
  sheet.D2.z = '0%';
  sheet.E2.z = 'm/d/yy';
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, 'Data');
  utils.book_append_sheet(book, utils.aoa_to_sheet([['h'], ['other']]), 'Other');
  book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] };
  const bytes = (bookType: 'xls' | 'xlsb' | 'ods') => new Uint8Array(write(book, { type: 'array', bookType }));

  it.each(['xls', 'xlsb'] as const)('reads .%s', async (kind) => {
    const dataset = await read(bytes(kind));
    expect(dataset.source).toMatchObject({ format: kind, sheet: 'Data' });
    expect(dataset.source.sheets).toMatchObject([
      { name: 'Data', isHidden: false },
      { name: 'Other', isHidden: true },
    ]);
    expect(rows(dataset)).toEqual([
      ['007', '1234.5', 'TRUE', '25%', '2023-03-15'],
      ['naïve 東京', '12345678901', 'FALSE', '', '1'],
    ]);
    expect(rows(await read(bytes(kind), { sheet: 'Other' }))).toEqual([['other']]);
    await expect(read(bytes(kind), { sheet: 'No' })).rejects.toMatchObject({ code: 'file/sheet-not-found' });
  });

  it('reads an .ods that another library wrote', async () => {
    const dataset = await read(bytes('ods'));
    expect(columnCells(dataset, 0)).toEqual(['007', 'naïve 東京']);
    expect(dataset.source.sheet).toBe('Data');
  });

  it('says so when they are damaged', async () => {
    const cut = bytes('xls').slice(0, 1500);
    await expect(read(cut)).rejects.toMatchObject({ name: 'AppError', code: expect.stringMatching(/^file\//u) });
  });
});
