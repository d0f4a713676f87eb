import { describe, expect, it } from 'vitest';
import { tableOf } from '../evaluation/evaluation-fixture';
import type { Dataset } from '../model/types';
import { checkRows } from './check-rows';
import { finish } from './equal-rows';

const check = (dataset: Dataset, recordId: string | null = null) =>
  finish(checkRows(dataset, recordId)).map(({ kind, column, rows }) => [kind, column, [...rows]]);

describe('a table before anything is compared', () => {
  it('has empty rows, repeated rows, and ids that are missing or stand more than once', () => {
    const table = tableOf(
      ['ID', 'name'],
      [
        ['1', 'Acme'],
        ['2', 'Beta'],
        ['1', 'Acme'],
        ['', 'Gamma'],
        ['', ' '],
        ['3', 'Delta'],
        ['4', 'Delta'],
        ['5', 'Epsilon'],
        ['6', 'Zeta'],
      ],
    );
    expect(check(table)).toEqual([
      ['empty-rows', null, [4]],
      ['repeated-rows', null, [0, 2]],
      ['repeated-ids', 'ID', [0, 2]],
      // The row without any text is told once.
      ['empty-ids', 'ID', [3]],
    ]);
  });

  it('has nothing to say of a column that is an id by its header alone', () => {
    const rows = Array.from({ length: 20 }, (_, row) => [String(row % 4), `name ${row}`]);
    expect(check(tableOf(['id', 'name'], rows))).toEqual([]);
    expect(check(tableOf(['id', 'name'], rows), 'id')).toMatchObject([['repeated-ids', 'id', expect.any(Array)]]);
  });

  it('looks at the record id whatever its header says, and takes columns as they are named', () => {
    const rows = [
      ['a', '1'],
      ['a', '2'],
    ];
    expect(check(tableOf(['__proto__', 'x'], rows), '__proto__')).toEqual([['repeated-ids', '__proto__', [0, 1]]]);
    expect(check(tableOf(['u', 'x'], rows), 'gone')).toEqual([]);
  });
});
