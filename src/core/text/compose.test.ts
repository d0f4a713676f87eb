import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_TEXT } from '../model/types';
import { composeTexts, countRows, rowsByText } from './compose';
import { datasetOf, textSetOf } from './text-fixture';

describe('composeTexts', () => {
  const table = datasetOf(
    ['name', ['Acme', '', ' Acme ', '', 'Beta\u00a0 Ltd']],
    ['city', ['Bonn', 'Bonn', 'Bonn', ' \t', '']],
    ['__proto__', ['x', 'x', 'x', 'x', 'x']],
  );

  it('joins filled cells in the order of the columns and keeps equal texts once', () => {
    const { texts, textOf } = composeTexts(table, ['name', 'city']);
    expect(texts).toEqual(['Acme Bonn', 'Bonn', 'Beta Ltd']);
    expect([...textOf]).toEqual([0, 1, 0, NO_TEXT, 2]);
    expect(composeTexts(table, ['city', 'name']).texts[0]).toBe('Bonn Acme');
  });

  it('reads a column called __proto__', () => {
    expect(composeTexts(table, ['__proto__']).texts).toEqual(['x']);
  });

  it('keeps texts apart that are names of object members', () => {
    const { texts, textOf } = textSetOf(['constructor', '__proto__', 'constructor']);
    expect(texts).toEqual(['constructor', '__proto__']);
    expect([...textOf]).toEqual([0, 1, 0]);
  });

  it('gives no row a text without columns', () => {
    expect([...composeTexts(table, []).textOf]).toEqual(new Array(5).fill(NO_TEXT));
  });

  it.each(['missing', 'constructor', ''])('refuses the unknown column %j', (column) => {
    expect(() => composeTexts(table, ['name', column])).toThrow(
      expect.objectContaining({ code: 'input/unknown-column', params: { column, file: 'table.csv' } }),
    );
  });
});

describe('rowsByText and countRows', () => {
  it('list every row with a text once, under its text, ascending', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('', 'a', 'b', 'c', 'd'), { maxLength: 30 }), (rows) => {
        const set = textSetOf(rows);
        const byText = rowsByText(set);
        const counts = countRows(set);
        set.texts.forEach((text, index) => {
          const listed = [...byText.rows.subarray(byText.offsets[index]!, byText.offsets[index + 1]!)];
          const expected = rows.flatMap((row, at) => (row === text ? [at] : []));
          expect(listed).toEqual(expected);
          expect(counts[index]).toBe(expected.length);
        });
        expect(byText.rows.length).toBe(rows.filter((row) => row !== '').length);
      }),
      { seed: 5 },
    );
  });
});
