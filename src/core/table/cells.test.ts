import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { datasetOf } from '../text/text-fixture';
import { isAscii, skipSpace, trimEnd } from './cell-bytes';
import { allCells, cellAt, cellReader, columnCells, firstCells, firstRows, pickColumns, rowAt, takeRows } from './cells';
import { ColumnWriter, columnOfTexts } from './column-writer';

/** Any text at all: lone surrogates, marks, white space of all kinds, and some that is long. */
const unit = fc.constantFrom(
  'a',
  ' ',
  'é',
  '株',
  '😀',
  '\ud800',
  '\udc00',
  '\ufeff',
  '\u0000',
  '\u00a0',
  '\u3000',
  '\u2003',
  '\n',
  'xyz',
);
const text = fc.oneof(
  { weight: 8, arbitrary: fc.string({ unit, maxLength: 6 }) },
  { weight: 1, arbitrary: fc.string({ unit, minLength: 150, maxLength: 400 }) },
);
const cells = fc.array(text, { maxLength: 20 });

describe('cells as bytes', () => {
  it('come back as they were, to the last lone surrogate', () => {
    fc.assert(
      fc.property(cells, (given) => {
        const dataset = datasetOf(['a', given]);
        expect(columnCells(dataset, 0)).toEqual(given);
        expect(given.map((_, row) => cellAt(dataset, 0, row))).toEqual(given);
        expect(firstCells(dataset, 0, 3)).toEqual(given.slice(0, 3));
      }),
      { seed: 7, numRuns: 1000 },
    );
  });

  it('are read in any order', () => {
    const given = Array.from({ length: 3000 }, (_, row) => (row % 7 === 0 ? `Ñ ${row}` : `${row}`));
    const dataset = datasetOf(['a', given]);
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.nat(2999), fc.nat(300))), (rows) => {
        const read = cellReader(dataset, 0);
        expect(rows.map(read)).toEqual(rows.map((row) => given[row]));
      }),
      { seed: 8, numRuns: 100 },
    );
    const read = cellReader(dataset, 0);
    expect(given.map((_, row) => read(row))).toEqual(given);
  });

  it('are more than one block, short and long', () => {
    const given = Array.from({ length: 40 }, (_, row) => 'x'.repeat(row * 1700) + (row % 3 === 0 ? 'é' : ''));
    expect(columnCells(datasetOf(['a', given]), 0)).toEqual(given);
    const writer = new ColumnWriter();
    for (const long of ['y'.repeat(3_000_000), '', 'z'.repeat(900_000), 'end']) writer.addCell(long);
    const { bytes, ends } = writer.finish();
    expect([bytes.length, ...ends]).toEqual([3_900_003, 3_000_000, 3_000_000, 3_900_000, 3_900_003]);
  });

  it('are empty where there is no such column or row', () => {
    const dataset = datasetOf(['a', ['x', 'y']]);
    expect([cellAt(dataset, 0, 2), cellAt(dataset, 0, -1), cellAt(dataset, -1, 0), cellAt(dataset, 1, 0)]).toEqual([
      '',
      '',
      '',
      '',
    ]);
    const read = cellReader(dataset, 0);
    expect([read(-1), read(5), read(1), read(Number.NaN)]).toEqual(['', '', 'y', '']);
    expect([cellReader(dataset, -1)(0), columnCells(dataset, 3), firstCells(dataset, -1, 2)]).toEqual(['', [], []]);
  });

  it('are taken by row and by column', () => {
    fc.assert(
      fc.property(cells, cells, fc.array(fc.nat(19)), (one, two, picked) => {
        const count = Math.min(one.length, two.length);
        const dataset = datasetOf(['a', one.slice(0, count)], ['b', two.slice(0, count)]);
        const rows = picked.filter((row) => row < count);
        expect(allCells(takeRows(dataset, rows))).toEqual([rows.map((row) => one[row]), rows.map((row) => two[row])]);
        expect(allCells(firstRows(dataset, 4))).toEqual([one.slice(0, Math.min(4, count)), two.slice(0, Math.min(4, count))]);
        expect(allCells(pickColumns(dataset, [1]))).toEqual([two.slice(0, count)]);
        if (count > 0) expect(rowAt(dataset, 0)).toEqual([one[0], two[0]]);
      }),
      { seed: 9, numRuns: 300 },
    );
  });
});

describe('bytes of text', () => {
  it('have white space where trim sees it', () => {
    fc.assert(
      fc.property(text, (given) => {
        const { bytes } = columnOfTexts([given]);
        const from = skipSpace(bytes, 0, bytes.length);
        const to = trimEnd(bytes, from, bytes.length);
        expect(
          cellAt({ ...datasetOf(['a', ['']]), cells: [{ bytes: bytes.slice(from, to), ends: Uint32Array.of(to - from) }] }, 0, 0),
        ).toBe(given.trim());
      }),
      { seed: 10, numRuns: 2000 },
    );
    // Every character that may be white space, and its neighbours.
    for (let code = 1; code < 0xffff; code++) {
      const given = String.fromCharCode(code);
      const { bytes } = columnOfTexts([given]);
      expect(skipSpace(bytes, 0, bytes.length) === bytes.length, code.toString(16)).toBe(given.trim() === '');
    }
  });

  it('are told to be ASCII, wherever they begin', () => {
    const bytes = Uint8Array.from({ length: 40 }, (_, at) => (at === 21 ? 0xc3 : 0x61));
    for (let from = 0; from < 40; from++) {
      for (let to = from; to <= 40; to++) expect(isAscii(bytes, from, to)).toBe(!(from <= 21 && to > 21));
    }
  });
});
