import { expect, it } from 'vitest';
import { fieldRows } from './field-rows';

const columns = (...names: string[]) => names.map((name) => ({ name, header: name }));

it('puts compared pairs first, then equal names, then what one table has alone', () => {
  const rows = fieldRows(columns('id', 'name', 'town', 'note'), columns('ID', 'title', 'staff'), {
    left: ['name'],
    right: ['title'],
  });
  expect(rows).toEqual([
    { left: 1, right: 1, isCompared: true },
    { left: 0, right: 0, isCompared: false },
    { left: 2, right: -1, isCompared: false },
    { left: 3, right: -1, isCompared: false },
    { left: -1, right: 2, isCompared: false },
  ]);
});

it('shows every column once, and leaves out compared names that are gone', () => {
  const rows = fieldRows(columns('constructor', 'b'), columns('__proto__'), { left: ['gone', 'b'], right: ['lost'] });
  expect(rows.filter((row) => row.left >= 0).map((row) => row.left)).toEqual([1, 0]);
  expect(rows.filter((row) => row.right >= 0).map((row) => row.right)).toEqual([0]);
});
