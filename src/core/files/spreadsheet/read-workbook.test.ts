import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Dataset, Job, ReadSettings } from '../../model/types';
import { allCells, columnCells } from '../../table/cells';
import { readDataset } from '../read-dataset';
import { makeWorkbook } from './workbook-fixture';

const job: Job = { signal: new AbortController().signal, progress: () => {} };
const readBytes = (bytes: Uint8Array<ArrayBuffer>, settings: ReadSettings = {}): Promise<Dataset> =>
  readDataset({ name: 'book.xlsx', blob: new Blob([bytes]) }, settings, job);
const read = (
  rows: string,
  more: Partial<Parameters<typeof makeWorkbook>[0]> = {},
  settings: ReadSettings = { headerRow: 'none' },
) => readBytes(makeWorkbook({ sheets: [{ name: 'One', rows }], ...more }), settings);
/** The cells of the first column under one style. */
async function shown(format: string | number, values: readonly (string | number)[], is1904 = false): Promise<readonly string[]> {
  const rows = values.map((value) => `<row><c s="1"><v>${value}</v></c></row>`).join('');
  return columnCells(await read(rows, { formats: [format], is1904 }), 0);
}

describe('readDataset: workbooks', () => {
  it('reads every way of storing text', async () => {
    const dataset = await read(
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><r><t>in</t></r><r><t xml:space="preserve"> line</t></r></is></c></row>' +
        '<row r="2"><c r="A2" t="str"><f>A1</f><v>made</v></c><c r="B2" t="b"><v>1</v></c><c r="C2" t="e"><v>#N/A</v></c></row>',
      {
        sharedStrings:
          '<si><t>a_x000D_b _x005F_x000D_</t></si><si><r><t>東</t></r><r><t>京</t></r><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si>',
      },
    );
    expect(allCells(dataset)).toEqual([
      ['a\rb _x000D_', 'made'],
      ['東京', 'TRUE'],
      ['in line', '#N/A'],
    ]);
    expect(dataset.source).toMatchObject({ format: 'xlsx', encoding: null, delimiter: null, sheet: 'One' });
  });

  it('keeps the digits of whole numbers and shows others as General does', async () => {
    expect(
      await shown(0, ['123456789012345678', '0.10000000000000001', '1234567.89', '-5', '1E+20', '0.00000000012345']),
    ).toEqual(['123456789012345678', '0.1', '1234567.89', '-5', '1E+20', '1.2345E-10']);
  });

  it.each([
    ['00000', [123], ['00123']],
    ['#,##0.00', [1234.5], ['1,234.50']],
    ['0%', [0.25], ['25%']],
    ['dd/mm/yyyy', [45292], ['01/01/2024']],
    ['[$-407]d. mmmm yyyy', [45292], ['1. Januar 2024']],
    ['[$-F800]dddd, mmmm dd, yyyy', [45292], ['2024-01-01']],
    ['"No. "0', [7], ['No. 7']],
    ['000-00-0000', [123456789], ['123-45-6789']],
    ['@', ['0012'], ['0012']],
    [14, [45292], ['2024-01-01']],
    [22, [45292.75], ['2024-01-01 18:00']],
    [10, [0.125], ['12.50%']],
    [46, [1.5], ['36:00:00']],
  ])('shows numbers under %j', async (format, values, expected) => {
    expect(await shown(format, values)).toEqual(expected);
  });

  it('counts days from 1904 where the workbook says so', async () => {
    expect(await shown(14, [0, 43830], true)).toEqual(['1904-01-01', '2024-01-01']);
    expect(await shown('0.0', [5], true)).toEqual(['5.0']);
  });

  it('places cells by reference, and without one after the last; skips blank rows', async () => {
    const dataset = await read(
      '<row r="2"><c r="A2"><v>1</v></c><c r="D2"><v>2</v></c></row><row/><row><c><v>3</v></c><c><v>4</v></c></row><row r="9"><c r="AA9" s="0"/><c r="B9"><v>5</v></c></row>',
    );
    expect(allCells(dataset)).toEqual([
      ['1', '3', ''],
      ['', '4', '5'],
      ['', '', ''],
      ['2', '', ''],
    ]);
  });

  it('finds headers below a title and reports rows as the sheet shows them', async () => {
    const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
    const dataset = await read(
      `<row r="1">${cell('Report')}</row><row r="3">${cell('name')}${cell('total')}</row><row r="4">${cell('Acme')}<c r="B4"><f>1+1</f></c></row><row r="5">${cell('Beta')}<c><v>2</v></c></row>`,
      {},
      {},
    );
    expect(dataset.source.headerRow).toBe(2);
    expect(dataset.columns.map(({ name }) => name)).toEqual(['name', 'total']);
    expect(dataset.problems).toEqual([{ code: 'cell/formula-without-value', fileRow: 4, column: null }]);
  });

  const three = {
    sheets: [
      { name: 'Secret', state: 'hidden' as const, rows: '<row><c><v>1</v></c></row>' },
      { name: 'A &amp; B', rows: '<row><c><v>2</v></c></row>' },
      { name: '__proto__', rows: '<row><c><v>3</v></c></row>' },
    ],
  };
  it('lists all sheets, reads the first visible one or the chosen one', async () => {
    const dataset = await readBytes(makeWorkbook(three), { headerRow: 'none' });
    expect(dataset.source.sheets).toEqual([
      { name: 'Secret', isHidden: true },
      { name: 'A & B', isHidden: false, rowCount: 1 },
      { name: '__proto__', isHidden: false },
    ]);
    expect([dataset.source.sheet, allCells(dataset)]).toEqual(['A & B', [['2']]]);
    for (const [sheet, value] of [
      ['Secret', '1'],
      ['__proto__', '3'],
    ] as const) {
      expect(allCells(await readBytes(makeWorkbook(three), { headerRow: 'none', sheet }))).toEqual([[value]]);
    }
    await expect(readBytes(makeWorkbook(three), { sheet: 'None' })).rejects.toMatchObject({
      code: 'file/sheet-not-found',
      params: { file: 'book.xlsx', sheet: 'None' },
    });
  });

  it('reads prefixed names', async () => {
    const sheet =
      '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row><x:c><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>';
    expect(allCells(await read('', { parts: { 'xl/worksheets/sheet0.xml': sheet } }))).toEqual([['7']]);
  });

  it('reads many rows in pieces, with progress to the end', async () => {
    const rows = Array.from(
      { length: 30_000 },
      (_, i) => `<row><c><v>${i}</v></c><c t="inlineStr"><is><t>${(i * 7919) % 104_729} ä</t></is></c></row>`,
    );
    const steps: [number, number][] = [];
    const blob = new Blob([makeWorkbook({ sheets: [{ name: 'One', rows: rows.join('') }] })]);
    const dataset = await readDataset(
      { name: 'b', blob },
      { headerRow: 'none' },
      { ...job, progress: (done, total) => steps.push([done, total]) },
    );
    expect(dataset.rowCount).toBe(30_000);
    expect(columnCells(dataset, 1)[29_999]).toBe(`${(29_999 * 7919) % 104_729} ä`);
    expect(steps.at(-1)![0]).toBe(steps.at(-1)![1]);
    expect(steps.every(([done, total]) => done <= total)).toBe(true);
  });
});

describe('readDataset: workbooks that cannot be read', () => {
  const good = makeWorkbook({ sheets: [{ name: 'One', rows: '<row><c><v>1</v></c></row>'.repeat(500) }] });

  it('tells a cut file from a broken one', async () => {
    await expect(readBytes(good.slice(0, good.length / 2))).rejects.toMatchObject({
      code: 'file/truncated-workbook',
      params: { file: 'book.xlsx' },
    });
    await expect(read('<row><c><v>1</v></c></row><row><c><v>1</c></row>')).rejects.toMatchObject({
      code: 'file/sheet-broken',
      params: { file: 'book.xlsx', sheet: 'One', row: 2 },
    });
  });

  it('refuses definitions of entities', async () => {
    const sheet =
      '<!DOCTYPE worksheet [<!ENTITY a "aaaa">]><worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>';
    await expect(read('', { parts: { 'xl/worksheets/sheet0.xml': sheet } })).rejects.toMatchObject({
      code: 'file/sheet-broken',
    });
  });

  it('refuses what grows out of proportion and cells beyond the sheet', async () => {
    const bomb = makeWorkbook({ sheets: [{ name: 'One', rows: `<row><c><v>1</v></c></row>${' '.repeat(40 * 2 ** 20)}` }] });
    expect(bomb.length).toBeLessThan(2 ** 20);
    await expect(readBytes(bomb)).rejects.toMatchObject({ code: 'file/too-large-inside' });
    await expect(read('<row><c r="ZZZ1"><v>1</v></c></row>')).rejects.toMatchObject({ code: 'file/too-large-inside' });
    await expect(read('<row r="2000000"><c><v>1</v></c></row>')).rejects.toMatchObject({ code: 'file/too-large-inside' });
  });

  it('names other formats that are zips', async () => {
    const zip = (path: string) => readBytes(zipSync({ [path]: new Uint8Array([1, 2, 3]) }));
    await expect(zip('word/document.xml')).rejects.toMatchObject({ code: 'file/unsupported', params: { format: 'docx' } });
    await expect(zip('ppt/presentation.xml')).rejects.toMatchObject({ code: 'file/unsupported', params: { format: 'pptx' } });
    await expect(zip('photo.jpg')).rejects.toMatchObject({ code: 'file/binary' });
  });

  it('stops when cancelled', async () => {
    const controller = new AbortController();
    const blob = new Blob([good]);
    const reading = readDataset({ name: 'b', blob }, {}, { signal: controller.signal, progress: () => controller.abort() });
    await expect(reading).rejects.toMatchObject({ code: 'job/cancelled' });
  });

  it('survives any damage with an error of its own', async () => {
    const codes = new Set<unknown>();
    for (let at = 0; at < good.length; at += 7) {
      const damaged = good.slice();
      damaged[at]! ^= 0x55;
      await readBytes(damaged).catch((thrown: unknown) => {
        expect(thrown).toMatchObject({ name: 'AppError' });
        codes.add((thrown as { code: unknown }).code);
      });
    }
    expect(codes.size).toBeGreaterThan(1);
  });
});
