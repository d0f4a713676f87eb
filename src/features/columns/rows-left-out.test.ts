import { expect, test } from 'vitest';
import { planBlocks, reportOf } from '../../core/candidates/blocking/blocking';
import { columnCells } from '../../core/table/cells';
import { datasetOf } from '../../core/text/text-fixture';
import { rowsLeftOut } from './rows-left-out';

test('lists rows without key or partner by row, keys first, each column once', () => {
  const table = datasetOf(['name', ['a', 'b', 'c', 'd']], ['country', ['de', '', 'xx', 'yy']]);
  const rule = { left: 'country', right: 'land', key: 'exact' } as const;
  const report = reportOf(planBlocks([columnCells(table, 1)], [['de', 'fr']], [rule]));
  const settings = { blocking: [rule], on: { left: ['name', 'country'], right: ['name'] } };
  expect(rowsLeftOut(table, 'left', report, settings, 2)).toEqual({
    side: 'left',
    columns: ['country', 'name'],
    rows: [
      { row: 1, reason: 'empty', cells: ['', 'b'] },
      { row: 2, reason: 'unpaired', cells: ['xx', 'c'] },
    ],
    total: 3,
  });
});
