import { expect, it } from 'vitest';
import { VARIATIONS } from './variations.mjs';

const tables = {
  left: { columns: ['name', 'town'], rows: [['Olé Dahl', 'Moss']] },
  right: { columns: ['name', 'town'], rows: [['Ole', 'Moss']] },
  leftOn: ['name', 'town'],
  rightOn: ['name', 'town'],
};
const varied = (what) => VARIATIONS.find(([name]) => name === what)[1](tables);

it('turns columns round with their cells', () => {
  const { left, leftOn } = varied('column order');
  expect(left).toEqual({ columns: ['town', 'name'], rows: [['Moss', 'Olé Dahl']] });
  expect(leftOn).toEqual(['town', 'name']);
});

it('names compared columns as the headers do', () => {
  const { left, right, leftOn, rightOn } = varied('header wording');
  expect(left.columns).toEqual(leftOn);
  expect(right.columns).toEqual(rightOn);
  expect(leftOn).not.toEqual(tables.leftOn);
});

it.each(['letter case', 'spacing', 'accents'])('%s changes the left cells only', (what) => {
  const { left, right } = varied(what);
  expect(left.rows).not.toEqual(tables.left.rows);
  expect(right).toEqual(tables.right);
});
