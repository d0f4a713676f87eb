import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tableOf } from '../evaluation/evaluation-fixture';
import { columnOfTexts } from '../table/column-writer';
import { findEqualRows, finish } from './equal-rows';

describe('equal rows', () => {
  it('are equal in every column but for white space around cells', () => {
    const { cells, rowCount } = tableOf(
      ['a', 'b'],
      [
        ['x', 'y'],
        [' x', 'y\u00a0'],
        ['xy', ''],
        ['', 'xy'],
        ['', ' '],
        ['X', 'y'],
        ['x', 'y'],
        ['', ''],
      ],
    );
    const { firstOf, empty } = finish(findEqualRows(cells, rowCount));
    expect([...firstOf]).toEqual([0, 0, 2, 3, 4, 5, 0, 7]);
    expect([...empty]).toEqual([4, 7]);
  });

  it('finds what comparing every row with every other finds', () => {
    const cell = fc.oneof(fc.constantFrom('', ' ', 'a', ' a', 'b ', 'ab', '\ud800', 'ü'), fc.string({ maxLength: 3 }));
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 60 }), (rows) => {
        const columns = [0, 1].map((at) => columnOfTexts(rows.map((row) => row[at]!)));
        const { firstOf, empty } = finish(findEqualRows(columns, rows.length));
        const isEmpty = (row: readonly string[]) => row.every((text) => text.trim() === '');
        const first = rows.map((row, at) =>
          isEmpty(row) ? at : rows.findIndex((other) => other.every((text, column) => text.trim() === row[column]!.trim())),
        );
        expect([...firstOf]).toEqual(first);
        expect([...empty]).toEqual(rows.flatMap((row, at) => (isEmpty(row) ? [at] : [])));
      }),
      { seed: 11, numRuns: 300 },
    );
  });

  it('grows with the rows, and lets others work in between', () => {
    const column = columnOfTexts(Array.from({ length: 500_000 }, (_, row) => String(row % 40_000)));
    const run = findEqualRows([column], 500_000);
    const steps: number[] = [];
    let step = run.next();
    for (; !step.done; step = run.next()) steps.push(step.value);
    expect(steps).toEqual([0.4, 0.8]);
    expect(step.value.firstOf.every((first, row) => first === row % 40_000)).toBe(true);
  });
});
