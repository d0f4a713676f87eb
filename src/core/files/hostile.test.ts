import { utils, write } from '@e965/xlsx';
import { gzipSync, strToU8, unzipSync, zipSync } from 'fflate';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import en from '../../app/i18n/en.json' with { type: 'json' };
import { AppError } from '../model/errors';
import type { Dataset, Job, ReadSettings } from '../model/types';
import { cellAt, columnCells, rowAt } from '../table/cells';
import { inflateEntry } from './containers/inflate-entry';
import { MOST_INFLATED } from './containers/inflate-limit';
import { readZipDirectory } from './containers/zip-directory';
import { seedFiles } from './fuzz-fixture';
import { readDataset } from './read-dataset';
import { makeWorkbook } from './spreadsheet/workbook-fixture';

/** One test for every way of doing harm that is known by name; `fuzz.test.ts` looks for those that are not. */

type Bytes = Uint8Array<ArrayBuffer>;
const job: Job = { signal: new AbortController().signal, progress: () => {} };
const whole = (bytes: Uint8Array): Bytes => new Uint8Array(bytes);
const read = (content: BlobPart, name: string, settings: ReadSettings = {}): Promise<Dataset> =>
  readDataset({ name, blob: new Blob([content]) }, settings, job);
const names = (dataset: Dataset): string[] => dataset.columns.map(({ name }) => name);

/** What a person is told: all three sentences, filled in. */
async function told(reading: Promise<unknown>): Promise<string> {
  const error: unknown = await reading.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AppError)) throw new Error(`no AppError: ${String(error)}`);
  const { what, why, do: remedy } = en.errors[error.code as keyof typeof en.errors];
  const sentences = `${what} ${why} ${remedy}`.replace(/\{\{(\w+)\}\}/gu, (_, param: string) =>
    String(error.params[param] ?? param),
  );
  return `${error.code}: ${sentences}`;
}

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const text = (value: string): string => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
const row = (...cells: readonly string[]): string => `<row>${cells.map(text).join('')}</row>`;
const book = (rows: string, more: Partial<Parameters<typeof makeWorkbook>[0]> = {}): Bytes =>
  makeWorkbook({ sheets: [{ name: 'Firms', rows }], ...more });
const cellXml = (value: string): string => `<table:table-cell><text:p>${value}</text:p></table:table-cell>`;
const ods = (rows: readonly (readonly string[])[], doctype = ''): Bytes =>
  whole(
    zipSync({
      mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet'),
      'content.xml': strToU8(
        `${doctype}<office:document-content><office:body><office:spreadsheet><table:table table:name="Firms">${rows
          .map((cells) => `<table:table-row>${cells.map(cellXml).join('')}</table:table-row>`)
          .join('')}</table:table></office:spreadsheet></office:body></office:document-content>`,
      ),
    }),
  );

/** Changes the fields of the central directory of a zip: sizes stand at 20 (compressed) and 24 (inflated). */
function declare(zip: Bytes, part: string, inflatedSize: number): Bytes {
  const view = new DataView(zip.buffer);
  for (let at = 0; at + 46 < zip.length; at++) {
    if (view.getUint32(at, true) !== 0x02014b50) continue;
    const name = new TextDecoder().decode(zip.subarray(at + 46, at + 46 + view.getUint16(at + 28, true)));
    if (name === part) view.setUint32(at + 24, inflatedSize, true);
  }
  return zip;
}

describe('zip bombs', () => {
  const SHEET = 'xl/worksheets/sheet0.xml';
  const blanks = ' '.repeat(40 * 2 ** 20);

  it('by the size that it declares: refused before anything is unpacked', async () => {
    const bomb = declare(book(row('name') + row('Acme')), SHEET, MOST_INFLATED + 1);
    expect(await told(read(bomb, 'bomb.xlsx'))).toMatch(/^file\/too-large-inside: bomb\.xlsx .* save that sheet as \.csv/u);
  });

  it('by its actual size: counted over all parts, whatever they declare', async () => {
    const zip = zipSync({ 'a.csv': new Uint8Array(300_000).fill(65) });
    const source = { name: 'bomb.zip', blob: new Blob([whole(zip)]) };
    const entry = (await readZipDirectory(source)).get('a.csv')!;
    const inflated = async (before: number): Promise<number> => {
      const budget = { inflated: before, onRead: () => {} };
      let bytes = 0;
      for await (const piece of inflateEntry(source, { ...entry, inflatedSize: 1 }, '', budget, job)) bytes += piece.length;
      return bytes;
    };
    expect(await inflated(MOST_INFLATED - 300_000)).toBe(300_000);
    expect(await told(inflated(MOST_INFLATED - 299_999))).toMatch(/^file\/too-large-inside: bomb\.zip/u);
  });

  it.each([
    ['a sheet', book(`${row('a')}${blanks}`)],
    ['a sheet that declares little', declare(book(`${row('a')}${blanks}`), SHEET, 100)],
    ['shared strings', book(row('a'), { sharedStrings: blanks })],
    ['a table in a zip', whole(zipSync({ 'a.csv': strToU8(blanks) }))],
    ['a gzip', whole(gzipSync(strToU8(blanks)))],
    ['an OpenDocument sheet', ods([['a'], [blanks]])],
  ])('by its ratio: %s', async (_, bomb) => {
    expect(bomb.length).toBeLessThan(2 ** 20);
    expect(await told(read(bomb, 'bomb'))).toMatch(/^file\/too-large-inside: bomb /u);
  });

  it('by the number of its entries', async () => {
    const entries: Record<string, Uint8Array> = {};
    for (let at = 0; at <= 20_000; at++) entries[`${at}.csv`] = new Uint8Array(0);
    expect(await told(read(whole(zipSync(entries, { level: 0 })), 'bomb.zip'))).toMatch(/^file\/too-large-inside: bomb\.zip/u);
  });
});

describe('XML entity tricks', () => {
  const LAUGHS = `<!DOCTYPE x [<!ENTITY a "ha">${Array.from('bcdefghi', (name, at) => `<!ENTITY ${name} "${`&${'abcdefgh'[at]};`.repeat(10)}">`).join('')}]>`;
  const EXTERNAL = '<!DOCTYPE x [<!ENTITY i SYSTEM "file:///etc/passwd">]>';
  const PARAMETER = '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1/x.dtd">%p;]>';
  const sheet = (prolog: string, value: string): string =>
    `${prolog}<worksheet ${MAIN}><sheetData>${row('name')}${row(value)}</sheetData></worksheet>`;

  it.each([
    ['billion laughs', LAUGHS, '&i;'],
    ['an external entity', EXTERNAL, '&i;'],
    ['a parameter entity', PARAMETER, 'x'],
    ['an entity that nobody defined', '', '&i;'],
  ])('%s: in the sheet, the shared strings, the list of sheets, an OpenDocument file', async (_, prolog, value) => {
    const inSheet = book('', { parts: { 'xl/worksheets/sheet0.xml': sheet(prolog, value) } });
    expect(await told(read(inSheet, 'a.xlsx'))).toMatch(/^file\/sheet-broken: a\.xlsx .*“Firms”.*row \d/u);
    const strings = book(row('a') + row('b'), {
      parts: { 'xl/sharedStrings.xml': `${prolog}<sst><si><t>${value}</t></si></sst>` },
    });
    const isInside = value !== 'x' || prolog !== '';
    if (isInside) expect(await told(read(strings, 'b.xlsx'))).toMatch(/^file\/workbook-broken: b\.xlsx .*save it again/u);
    const list = `${prolog}<workbook ${MAIN}><sheets><sheet name="${value}"/></sheets></workbook>`;
    expect(await told(read(book('', { parts: { 'xl/workbook.xml': list } }), 'c.xlsx'))).toMatch(
      /^file\/workbook-broken: c\.xlsx/u,
    );
    expect(await told(read(ods([['name'], [value]], prolog), 'd.ods'))).toMatch(/^file\/(workbook|sheet)-broken: d\.ods/u);
  });
});

describe('columns', () => {
  const MOST = 16_384;
  const header = Array.from({ length: MOST }, (_, at) => `c${at}`);
  const last = 'XFD2';

  it('16,384 of CSV are read; one more is refused by name', async () => {
    const dataset = await read(`${header.join(',')}\n${header.map((_, at) => at).join(',')}\n`, 'wide.csv');
    expect([dataset.columns.length, rowAt(dataset, 0)[MOST - 1]]).toEqual([MOST, '16383']);
    expect(await told(read(`${header.join(',')},x\n1\n`, 'wide.csv'))).toMatch(/^file\/too-many-columns: wide\.csv .*16384/u);
  });

  it('16,384 of XLSX are read; a cell beyond them is refused', async () => {
    const dataset = await read(book(`${row(...header)}<row r="2"><c r="${last}"><v>7</v></c></row>`), 'wide.xlsx');
    expect([dataset.columns.length, cellAt(dataset, MOST - 1, 0), cellAt(dataset, 0, 0)]).toEqual([MOST, '7', '']);
    const beyond = book(`${row('a')}<row r="2"><c r="XFE2"><v>7</v></c></row>`);
    expect(await told(read(beyond, 'wide.xlsx'))).toMatch(/^file\/too-large-inside: wide\.xlsx/u);
  });

  it('16,384 of one name each get one of their own, without hanging', { timeout: 20_000 }, async () => {
    const same = await read(`${'a,'.repeat(MOST - 1)}a\n${'1,'.repeat(MOST - 1)}1\n`, 'same.csv', { headerRow: 0 });
    expect(new Set(names(same)).size).toBe(MOST);
  });

  it('one far cell and many short rows do not fill the memory', async () => {
    const rows = `${','.repeat(MOST - 1)}x\n${'a\n'.repeat(25_000)}`;
    expect(await told(read(rows, 'ragged.csv'))).toMatch(/^file\/too-large-inside: ragged\.csv/u);
  });
});

describe('headers that are names of object members', () => {
  const HEADERS = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
  const CELLS = ['a', 'b', 'c', 'd'];
  const json = `{${HEADERS.map((name, at) => `"${name}":"${CELLS[at]}"`).join()}}`;
  const sheetJs = (bookType: 'xls' | 'xlsb'): Bytes => {
    const made = utils.book_new();
    utils.book_append_sheet(made, utils.aoa_to_sheet([HEADERS, CELLS]), '__proto__');
    return whole(new Uint8Array(write(made, { type: 'array', bookType })));
  };
  it.each([
    ['CSV', `${HEADERS.join()}\n${CELLS.join()}\n`],
    ['XLSX', book(row(...HEADERS) + row(...CELLS))],
    ['ODS', ods([HEADERS, CELLS])],
    ['XLS', sheetJs('xls')],
    ['XLSB', sheetJs('xlsb')],
    ['JSON', `[${json}]`],
    ['JSON Lines', `${json}\n${json}\n`],
    [
      'Parquet',
      new Uint8Array(
        parquetWriteBuffer({ columnData: HEADERS.map((name, at) => ({ name, data: [CELLS[at]!], type: 'STRING' as const })) }),
      ),
    ],
    ['a zip', whole(zipSync({ 'a.csv': strToU8(`${HEADERS.join()}\n${CELLS.join()}\n`) }))],
  ])('%s', async (_, content) => {
    const dataset = await read(content, 'odd', { headerRow: 0 });
    expect(names(dataset)).toEqual(HEADERS);
    expect(rowAt(dataset, 0)).toEqual(CELLS);
    expect(({} as Record<string, unknown>).a).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

describe('truncated files', () => {
  const kinds = seedFiles().filter(({ name }) => !/^(?:semicolon|latin|utf-16be|hand)/u.test(name));
  it.each(kinds)('$name, cut at a tenth, half, nine tenths and before its last byte', async ({ name, bytes }) => {
    for (const share of [0.1, 0.5, 0.9, 1 - 1 / bytes.length]) {
      const cut = whole(bytes.subarray(0, Math.floor(bytes.length * share)));
      const ending = await read(cut, name).catch((thrown: unknown) => thrown);
      if (ending instanceof AppError) expect(ending.params.file).toBe(name);
      else expect((ending as Dataset).rowCount).toBeGreaterThan(0);
      if (/xlsx|xlsb|ods|zip/u.test(name)) expect(ending).toMatchObject({ code: 'file/truncated-workbook' });
      if (/gz/u.test(name)) expect(ending).toMatchObject({ code: 'file/archive-broken' });
      if (/parquet/u.test(name))
        expect(ending).toMatchObject({ code: expect.stringMatching(/^file\/(parquet-broken|binary)$/u) });
    }
  });

  it('CSV that ends inside of quotes keeps every row and says which one is odd', async () => {
    const dataset = await read('id,name\n1,"Acme"\n2,"Be', 'cut.csv');
    expect(dataset.rowCount).toBe(2);
    expect(dataset.problems).toEqual([{ code: 'row/unclosed-quote', fileRow: 3, column: null }]);
  });

  it('JSON that ends early is told with the line where it ends', async () => {
    expect(await told(read('[{"a":"1"},\n{"a":"2"},\n{"a":', 'cut.json'))).toMatch(/^file\/json-broken: .*cut\.json.*3/u);
  });

  it('a sheet that ends early is told with its name and row', async () => {
    const sheet = `<worksheet ${MAIN}><sheetData>${row('a')}${row('b')}<row r="3"><c><v>1`;
    const cut = book('', { parts: { 'xl/worksheets/sheet0.xml': sheet } });
    expect(await told(read(cut, 'cut.xlsx'))).toMatch(/^file\/sheet-broken: cut\.xlsx .*“Firms”.*row 3/u);
  });
});

describe('files under a wrong name', () => {
  it('CSV named .xlsx is read as CSV', async () => {
    expect((await read('id,name\n1,Acme\n', 'firms.xlsx')).source).toMatchObject({ format: 'csv', fileName: 'firms.xlsx' });
  });
  it('XLSX named .csv is read as XLSX', async () => {
    const dataset = await read(book(row('id', 'name') + row('1', 'Acme')), 'firms.csv');
    expect([dataset.source.format, rowAt(dataset, 0)]).toEqual(['xlsx', ['1', 'Acme']]);
  });
  it('HTML named .xls, as web pages call their tables, is named as what it is', async () => {
    const page =
      '<html><head><meta charset="utf-8"></head><body><table><tr><th>id</th></tr><tr><td>1</td></tr></table></body></html>';
    for (const content of [page, `\ufeff\n<!DOCTYPE html>${page}`, `<TABLE border=1><tr><td>1</td></tr></TABLE>`]) {
      expect(await told(read(content, 'firms.xls'))).toMatch(/^file\/unsupported: .*HTML/u);
    }
  });
  it('XML of the spreadsheet kind named .xls is named as what it is', async () => {
    const sheet =
      '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>';
    expect(await told(read(sheet, 'firms.xls'))).toMatch(/^file\/unsupported: .*XML/u);
  });
  it('a table that begins with a tag in a cell is still a table', async () => {
    expect(names(await read('<b>id</b>,name\n1,Acme\n', 'tags.csv', { headerRow: 0 }))).toEqual(['<b>id</b>', 'name']);
  });
});

describe('characters that are none', () => {
  it('NUL bytes in CSV stay in their cells', async () => {
    const dataset = await read('id,name\n1,Ac\0me\n2,Beta\n', 'nul.csv', { headerRow: 0 });
    expect(columnCells(dataset, 1)).toEqual(['Ac\0me', 'Beta']);
  });
  it('a file of NUL bytes is no table', async () => {
    expect(await told(read(new Uint8Array(5000), 'nul.csv'))).toMatch(/^file\/binary: nul\.csv/u);
  });
  it('NUL in JSON and XLSX is kept where it is escaped', async () => {
    expect(columnCells(await read('[{"a":"x\\u0000y"}]', 'a.json'), 0)).toEqual(['x\0y']);
    expect(columnCells(await read(book(row('a') + row('x_x0000_y')), 'a.xlsx', { headerRow: 0 }), 0)).toEqual(['x\0y']);
  });
  it('NUL as such in a sheet is damage, told with its row', async () => {
    expect(await told(read(book(row('a') + row('x\0y')), 'a.xlsx'))).toMatch(/^file\/sheet-broken: a\.xlsx .*row 2/u);
  });
  it('lone surrogates of JSON and XLSX escapes come back as they were', async () => {
    const json = await read('[{"a":"x\\ud800y"},{"a":"\\udc00"},{"a":"\\ud83d\\ude00"}]', 'a.json');
    expect(columnCells(json, 0)).toEqual(['x\ud800y', '\udc00', '\u{1f600}']);
    const lines = await read('{"a":"\\ud800"}\n{"a":"2"}\n', 'a.jsonl');
    expect(columnCells(lines, 0)).toEqual(['\ud800', '2']);
    const sheet = await read(book(row('a') + row('x_xD800_y') + row('_xD83D__xDE00_')), 'a.xlsx', { headerRow: 0 });
    expect(columnCells(sheet, 0)).toEqual(['x\ud800y', '\u{1f600}']);
  });
  it('lone surrogates of a UTF-16 file become U+FFFD, and the row is told', async () => {
    const units = '\ufeffid,name\n1,A\ud800c\n2,Beta\n';
    const dataset = await read(
      Uint16Array.from(units, (unit) => unit.charCodeAt(0)),
      'utf16.csv',
      { headerRow: 0 },
    );
    expect(columnCells(dataset, 1)).toEqual(['A\ufffdc', 'Beta']);
    expect(dataset.problems).toEqual([{ code: 'row/replacement-characters', fileRow: 2, column: null }]);
  });
});

describe('cells of 10 MB', () => {
  const long = 'lorem ipsum '.repeat(875_000);
  const random = Array.from({ length: 40_000 }, (_, at) => ((at * 2_654_435_761) >>> 0).toString(36)).join(' ');
  /** Not so regular that it compresses like a bomb. */
  const cell = Array.from({ length: 36 }, (_, at) => `${random}${at}`)
    .join('')
    .slice(0, 10_000_000);
  const lengths = (dataset: Dataset, column: number): number[] => columnCells(dataset, column).map(({ length }) => length);

  it('CSV, quoted and plain', async () => {
    const dataset = await read(`id,name\n1,"${long.slice(0, 5)}""${long}"\n2,${long}\n`, 'long.csv', { headerRow: 0 });
    expect(lengths(dataset, 1)).toEqual([long.length + 6, long.length]);
  });
  it('XLSX, in place and shared', async () => {
    expect(cell.length).toBeGreaterThan(9_000_000);
    const rows = `${row('a', 'b')}<row>${text(cell)}<c t="s"><v>0</v></c></row>`;
    const dataset = await read(book(rows, { sharedStrings: `<si><t>${cell}</t></si>` }), 'long.xlsx', { headerRow: 0 });
    expect(rowAt(dataset, 0).map((value) => value === cell)).toEqual([true, true]);
  });
  it('ODS', async () => {
    const dataset = await read(ods([['a'], [cell]]), 'long.ods', { headerRow: 0 });
    expect(rowAt(dataset, 0)[0] === cell).toBe(true);
  });
  it('JSON, and JSON Lines whose first record is longer than what formats are told by', async () => {
    expect(lengths(await read(`[{"a":"${long}"}]`, 'long.json'), 0)).toEqual([long.length]);
    const lines = await read(`{"a":"${long.slice(0, 1_000_000)}"}\n{"a":"x"}\n`, 'long.jsonl');
    expect([lines.source.format, lengths(lines, 0)]).toEqual(['jsonl', [1_000_000, 1]]);
  });
});

it('damage of compressed data is told with the sheet', async () => {
  const good = book(row('a') + row('b').repeat(300));
  const entry = (await readZipDirectory({ name: 'a', blob: new Blob([good]) })).get('xl/worksheets/sheet0.xml')!;
  expect(Object.keys(unzipSync(good))).toContain(entry.name);
  good.fill(0xff, entry.headerOffset + 30 + entry.name.length, entry.headerOffset + 40 + entry.name.length);
  expect(await told(read(good, 'damaged.xlsx'))).toMatch(/^file\/sheet-broken: damaged\.xlsx .*“Firms”/u);
});
