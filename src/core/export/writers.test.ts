import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDataset } from '../files/read-dataset';
import type { ReadSettings } from '../model/types';
import { rowAt } from '../table/cells';
import { writeCsv } from './csv-writer';
import type { ExportTable } from './export-table';
import { writeWorkbook } from './workbook-writer';

const job = { signal: new AbortController().signal, progress: () => {} };
const plain = { delimiter: ',', bom: false, neutraliseFormulas: false };

async function readBack(blob: Blob, settings: ReadSettings = {}): Promise<ExportTable> {
  const dataset = await readDataset({ name: 'x', blob }, { headerRow: 0, ...settings }, job);
  const rows = Array.from({ length: dataset.rowCount }, (_, row) => rowAt(dataset, row));
  return { columns: dataset.columns.map(({ name }) => name), rows };
}

/** Cells with everything that delimited text makes difficult. */
const cell = fc.oneof(
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
  const write = (written: ExportTable, neutraliseFormulas = false) =>
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
