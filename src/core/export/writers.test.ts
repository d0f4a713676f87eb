import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readDataset } from '../files/read-dataset';
import type { ReadSettings } from '../model/types';
import { rowAt } from '../table/cells';
import { writeCsv } from './csv-writer';
import type { ListedTable } from './export-table';
import { planRows } from './planned-table';
import { writeWorkbook } from './workbook-writer';
import { DEFAULT_FORM, FILE_FORMATS, type FileForm, writeFile } from './write-file';

const job = { signal: new AbortController().signal, progress: () => {} };
const plain = { delimiter: ',', bom: false, neutraliseFormulas: false };

async function readBack(blob: Blob, settings: ReadSettings = {}): Promise<ListedTable> {
  const dataset = await readDataset({ name: 'x', blob }, { headerRow: 0, ...settings }, job);
  const rows = Array.from({ length: dataset.rowCount }, (_, row) => rowAt(dataset, row));
  return { columns: dataset.columns.map(({ name }) => name), rows };
}

/** Texts that every format holds, and those with half a surrogate pair, which only some do. */
const nasty = fc.constantFrom(
  '00123',
  '123456789012345678901234567890',
  '1E5',
  'TRUE',
  'null',
  '',
  ' a ',
  'a\r\nb\rc\nd',
  '\u{1f469}\u200d\u{1f52c}',
  '\u0645\u0631\u062d\u0628\u0627 \u202eabc\u202c',
  '\ufeffa',
  '_x0041_',
  '\ufffe\uffff',
  'é',
  'e\u0301',
  '__proto__',
  '<a href="x">&amp;</a>',
  ']]>',
  '\t',
  "'",
  '=1+1',
);
const halves = fc.constantFrom('\ud83d', 'a\udc69b', '\udc69\ud83d');

/** Cells with everything that delimited text makes difficult. */
const cell = fc.oneof(
  nasty,
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc
    .array(fc.constantFrom('"', ',', ';', '\t', '\n', '\r', ' ', 'a', '=', "'", '\ufeff', '_x000D_'), { maxLength: 6 })
    .map((parts) => parts.join('')),
);
const table = fc.integer({ min: 1, max: 4 }).chain((width) =>
  fc.record({
    columns: fc.constant(Array.from({ length: width }, (_, i) => `c${i}`)),
    rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }),
  }),
);

describe('writeCsv', () => {
  it('is read back exactly, with any delimiter and mark', async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom(',', ';', '\t', '|'), fc.boolean(), async (written, delimiter, bom) => {
        const { blob } = writeCsv(written, { ...plain, delimiter, bom });
        expect(await readBack(blob, { delimiter, encoding: 'utf-8' })).toEqual(written);
      }),
      { seed: 11, numRuns: 300 },
    );
  });

  it('keeps NUL within text', async () => {
    const written = { columns: ['a', 'b'], rows: [['\u0000x\u0000', 'text enough to be taken for text']] };
    const { blob } = writeCsv(written, { ...plain, bom: true });
    expect(await readBack(blob, { delimiter: ',' })).toEqual(written);
  });

  it('quotes only where needed and ends lines with CRLF', async () => {
    const { blob } = writeCsv(
      {
        columns: ['a', 'b c'],
        rows: [
          ['x', 'y,z'],
          ['', '"'],
        ],
      },
      plain,
    );
    expect(await blob.text()).toBe('a,b c\r\nx,"y,z"\r\n,""""\r\n');
  });

  it('starts with a mark only when asked', async () => {
    const first = async (bom: boolean) =>
      new Uint8Array(await writeCsv({ columns: ['a'], rows: [] }, { ...plain, bom }).blob.arrayBuffer())[0];
    expect(await first(true)).toBe(0xef);
    expect(await first(false)).toBe(0x61);
  });

  it('neutralises formulas, headers included, and counts them', async () => {
    const unsafe = {
      columns: ['=a', 'b'],
      rows: [
        ['=1', '-5'],
        ['x', '@y'],
      ],
    };
    const { blob, neutralised } = writeCsv(unsafe, { ...plain, neutraliseFormulas: true });
    expect(neutralised).toBe(3);
    expect(await readBack(blob)).toEqual({
      columns: ["'=a", 'b'],
      rows: [
        ["'=1", '-5'],
        ['x', "'@y"],
      ],
    });
  });
});

describe('writeWorkbook', () => {
  const write = (written: ListedTable, neutraliseFormulas = false) =>
    writeWorkbook([{ name: 'One', table: written }], { neutraliseFormulas });

  it('is read back exactly', async () => {
    // Rows without any text are left out by the reader.
    const filled = table.filter(({ rows }) => rows.every((row) => row.some((text) => text !== '')));
    await fc.assert(
      fc.asyncProperty(filled, async (written) => {
        const used = written.columns.map((name) => `${name}!`);
        const { blob } = await write({ columns: used, rows: written.rows });
        expect(await readBack(blob)).toEqual({ columns: used, rows: written.rows });
      }),
      { seed: 13, numRuns: 100 },
    );
  });

  it('keeps numbers, dates and control characters as text', async () => {
    const written = { columns: ['a'], rows: [['00123'], ['1E5'], ['2024-01-02'], ['=1+1'], ['a\u0001b'], ['TRUE'], ['<&>']] };
    const { blob, neutralised, shortened } = await write(written);
    expect(await readBack(blob)).toEqual(written);
    expect([neutralised, shortened]).toEqual([0, 0]);
  });

  it('keeps texts that are names of object members', async () => {
    const written = {
      columns: ['__proto__', 'constructor'],
      rows: [
        ['toString', 'constructor'],
        ['__proto__', 'x'],
      ],
    };
    expect(await readBack((await write(written)).blob)).toEqual(written);
  });

  it('tells of filters, of the row that stays, and of cells of text', async () => {
    const { blob } = write({ columns: ['a', 'b'], rows: [['1', '00']] });
    const files = unzipSync(new Uint8Array(await blob.arrayBuffer()));
    const sheet = strFromU8(files['xl/worksheets/sheet1.xml']!);
    expect(sheet).toContain('<autoFilter ref="A1:B2"/>');
    expect(sheet).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
    expect(sheet).toContain('<c r="B2" s="1" t="inlineStr"><is><t xml:space="preserve">00</t></is></c>');
    expect(strFromU8(files['xl/workbook.xml']!)).toContain("'One'!$A$1:$B$2");
    expect(strFromU8(files['xl/styles.xml']!)).toContain('<xf numFmtId="49"');
  });

  it('refuses more columns than a sheet has, and cuts no character in half', async () => {
    const columns = Array.from({ length: 16_385 }, (_, at) => `c${at}`);
    expect(() => write({ columns, rows: [] })).toThrowError('export/too-many-columns');
    const { blob, shortened } = write({ columns: ['a'], rows: [[`${'x'.repeat(32_766)}\u{1f469}`]] });
    expect([shortened, (await readBack(blob)).rows[0]![0]]).toEqual([1, 'x'.repeat(32_766)]);
  });

  it('writes several sheets under legal names', async () => {
    const sheet = (value: string) => ({ columns: ['a'], rows: [[value]] });
    const { blob } = await writeWorkbook(
      [
        { name: 'To review: A/B', table: sheet('1') },
        { name: 'to review a b', table: sheet('2') },
      ],
      { neutraliseFormulas: true },
    );
    const dataset = await readDataset({ name: 'x', blob }, {}, job);
    expect(dataset.source.sheets.map(({ name }) => name)).toEqual(['To review A B', 'to review a b (2)']);
    expect((await readBack(blob, { sheet: 'to review a b (2)' })).rows).toEqual([['2']]);
  });

  it('shortens what no cell can hold, neutralises on request, and counts both', async () => {
    const { blob, shortened, neutralised } = await write({ columns: ['a', 'b'], rows: [['x'.repeat(40_000), '=1']] }, true);
    expect([shortened, neutralised]).toEqual([1, 1]);
    const [row] = (await readBack(blob)).rows;
    expect([row![0]!.length, row![1]]).toEqual([32_767, "'=1"]);
  });
});

describe('every format', () => {
  /** Without rows that hold nothing, which readers of spreadsheets leave out, and with a column that tells rows apart. */
  const numbered = (cells: fc.Arbitrary<string>) =>
    fc.array(fc.tuple(cells, cells), { minLength: 1, maxLength: 8 }).map(
      (rows): ListedTable => ({
        columns: ['row', '2024', '__proto__'],
        rows: rows.map((row, at) => [`r${at}`, ...row]),
      }),
    );
  const plainForm = (format: FileForm['format'], lineEnd: FileForm['lineEnd'] = '\n'): FileForm => ({
    ...DEFAULT_FORM,
    format,
    lineEnd,
    neutraliseFormulas: false,
  });
  const settings: Record<FileForm['format'], ReadSettings> = {
    csv: { delimiter: ',', encoding: 'utf-8' },
    xlsx: {},
    jsonl: { headerRow: 'auto' },
    parquet: { headerRow: 'auto' },
  };

  it.each(FILE_FORMATS)('%s gives back the text that was put in, to the last character', async (format) => {
    await fc.assert(
      fc.asyncProperty(numbered(cell), fc.constantFrom<FileForm['lineEnd']>('\r\n', '\n'), async (table, lineEnd) => {
        const { blob, shortened, replaced, rows } = await writeFile(
          [{ name: 'a', table: planRows(table) }],
          plainForm(format, lineEnd),
          job,
        );
        expect([shortened, replaced, rows]).toEqual([0, 0, table.rows.length]);
        expect(await readBack(blob, settings[format])).toEqual(table);
      }),
      { seed: 17, numRuns: 120 },
    );
  });

  it.each(['jsonl', 'xlsx'] as const)('%s holds half a surrogate pair as well', async (format) => {
    await fc.assert(
      fc.asyncProperty(numbered(fc.oneof(cell, halves)), async (table) => {
        const { blob, replaced } = await writeFile([{ name: 'a', table: planRows(table) }], plainForm(format), job);
        expect(replaced).toBe(0);
        expect(await readBack(blob, settings[format])).toEqual(table);
      }),
      { seed: 19, numRuns: 60 },
    );
  });

  it.each(['csv', 'parquet'] as const)('%s cannot, and says how many cells it could not hold', async (format) => {
    const table = {
      columns: ['a', 'b'],
      rows: [
        ['\ud83d', 'x'],
        ['y', 'a\udc69'],
        ['z', 'z'],
      ],
    };
    const { blob, replaced } = await writeFile([{ name: 'a', table: planRows(table) }], plainForm(format), job);
    expect(replaced).toBe(2);
    expect((await readBack(blob, settings[format])).rows).toEqual([
      ['\ufffd', 'x'],
      ['y', 'a\ufffd'],
      ['z', 'z'],
    ]);
  });

  it('parquet holds more rows than one group', async () => {
    const table = { columns: ['a', 'b'], rows: Array.from({ length: 45_001 }, (_, row) => [`0${row}`, 'x'.repeat(row % 5)]) };
    const { blob, rows } = await writeFile([{ name: 'a', table: planRows(table) }], plainForm('parquet'), job);
    expect(rows).toBe(45_001);
    expect((await readBack(blob, settings.parquet)).rows).toEqual(table.rows);
  });

  it('a workbook goes on in the next sheet where one is full', async () => {
    const rows = Array.from({ length: 7 }, (_, row) => [String(row)]);
    const { blob } = writeWorkbook([{ name: 'a', table: { columns: ['c'], rows } }], { neutraliseFormulas: false, mostRows: 4 });
    const { source } = await readDataset({ name: 'x', blob }, {}, job);
    expect(source.sheets.map(({ name }) => name)).toEqual(['a', 'a (2)', 'a (3)']);
    const parts = await Promise.all(source.sheets.map(({ name }) => readBack(blob, { sheet: name })));
    expect(parts.map((part) => part.columns)).toEqual([['c'], ['c'], ['c']]);
    expect(parts.flatMap((part) => part.rows)).toEqual(rows);
  });
});
