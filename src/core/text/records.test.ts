import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_TEXT } from '../model/types';
import { cellsOf, collapse, composeRecords, orderColumns, rowCountsOf, takeColumns } from './records';
import { datasetOf } from './text-fixture';

const table = datasetOf(
  ['name', ['Acme', '', ' Acme ', '', 'Beta\u00a0 Ltd']],
  ['city', ['Bonn', 'Bonn', 'Bonn', ' \t', '']],
  ['year', ['1999', '1999', '2001', '', '']],
  ['__proto__', ['x', 'x', 'x', 'x', 'x']],
);
const compose = (columns: readonly string[], keys: readonly string[] = []) =>
  composeRecords(takeColumns(table, [...columns, ...keys]), columns, keys);

describe('composeRecords', () => {
  it('joins filled cells in the order of the columns and keeps equal records once', () => {
    const { texts, textOf, recordOf, firstRow } = compose(['name', 'city']);
    expect(texts).toEqual(['Acme Bonn', 'Bonn', 'Beta Ltd']);
    expect([...recordOf]).toEqual([0, 1, 0, NO_TEXT, 2]);
    expect([...firstRow]).toEqual([0, 1, 4]);
    expect([...textOf]).toEqual([0, 1, 2]);
    expect(compose(['city', 'name']).texts[0]).toBe('Bonn Acme');
  });

  it('keeps records apart that differ in a key, with one text for both', () => {
    const { texts, textOf, recordOf } = compose(['name', 'city'], ['year']);
    expect(texts).toEqual(['Acme Bonn', 'Bonn', 'Beta Ltd']);
    expect([...recordOf]).toEqual([0, 1, 2, NO_TEXT, 3]);
    expect([...textOf]).toEqual([0, 1, 0, 2]);
  });

  it('keeps records apart whose cells are split elsewhere', () => {
    const split = datasetOf(['a', ['one two', 'one']], ['b', ['three', 'two three']]);
    const { texts, textOf } = composeRecords(takeColumns(split, ['a', 'b']), ['a', 'b']);
    expect(texts).toEqual(['one two three']);
    expect([...textOf]).toEqual([0, 0]);
  });

  it('reads a column called __proto__, and texts that are names of object members', () => {
    expect(compose(['__proto__']).texts).toEqual(['x']);
    const odd = datasetOf(['text', ['constructor', '__proto__', 'constructor']]);
    expect([...composeRecords(takeColumns(odd, ['text']), ['text']).recordOf]).toEqual([0, 1, 0]);
  });

  it('gives no row a record without columns', () => {
    expect([...compose([]).recordOf]).toEqual(new Array(5).fill(NO_TEXT));
  });

  it.each(['missing', 'constructor', ''])('refuses the unknown column %j', (column) => {
    expect(() => takeColumns(table, ['name', column])).toThrow(
      expect.objectContaining({ code: 'input/unknown-column', params: { column, file: 'table.csv' } }),
    );
  });

  it('lists every row with a text once, under its record, ascending', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('', 'a', 'b', 'c', 'd'), { maxLength: 30 }), (rows) => {
        const set = composeRecords(takeColumns(datasetOf(['text', rows]), ['text']), ['text']);
        const counts = rowCountsOf(set);
        set.textOf.forEach((text, record) => {
          const listed = [...set.rows.subarray(set.rowOffsets[record]!, set.rowOffsets[record + 1]!)];
          const expected = rows.flatMap((row, at) => (row === set.texts[text] ? [at] : []));
          expect(listed).toEqual(expected);
          expect(counts[record]).toBe(expected.length);
        });
        expect(set.rows.length).toBe(rows.filter((row) => row !== '').length);
      }),
      { seed: 5 },
    );
  });
});

it('gives the cells of one column by record', () => {
  const columns = takeColumns(table, ['name', 'city', 'year']);
  expect(cellsOf(columns, composeRecords(columns, ['name', 'city']), 'year')).toEqual(['1999', '1999', '']);
});

it.each([
  ['  a  b ', 'a b'],
  ['a\u00a0b', 'a b'],
  ['a\tb', 'a b'],
  ['a b', 'a b'],
  ['', ''],
])('collapses %j to %j', (cell, expected) => {
  expect(collapse(cell)).toBe(expected);
});

describe('orderColumns', () => {
  const tables = {
    left: takeColumns(datasetOf(['country', ['DE', 'DE', 'FR']], ['name', ['a', 'b', 'c']], ['more', ['x', 'y', 'z']]), [
      'country',
      'name',
      'more',
    ]),
    right: takeColumns(datasetOf(['land', ['DE', 'FR']], ['firm', ['a', 'd']]), ['land', 'firm']),
  };
  it('goes by what is in the columns, not by the order in which they are named', () => {
    const expected = { left: ['name', 'country'], right: ['firm', 'land'] };
    expect(orderColumns(tables, { left: ['country', 'name'], right: ['land', 'firm'] })).toEqual(expected);
    expect(orderColumns(tables, { left: ['name', 'country'], right: ['firm', 'land'] })).toEqual(expected);
  });
  it('puts columns without a partner last', () => {
    const on = { left: ['country', 'more'], right: ['land'] };
    expect(orderColumns(tables, on)).toEqual({ left: ['country', 'more'], right: ['land'] });
  });
});
