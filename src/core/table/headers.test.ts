import { describe, expect, it } from 'vitest';
import { findHeaderRow, nameColumns } from './headers';

const rows = (text: string) => text.split('\n').map((line) => line.split(','));

describe('findHeaderRow', () => {
  it.each([
    ['plain headers', 'name,city\nAcme,Rome\nBeta,Oslo', 0],
    ['headers over numbers', 'id,amount\n1,20\n2,30', 0],
    ['years as headers', 'country,2019,2020\nFrance,1,2\nItaly,3,4', 0],
    ['running numbers as headers', '0,1,2\n5,6,9\n7,8,9', 0],
    ['a title above', 'Sales report,,\n,,\nname,city,zip\nAcme,Rome,1\nBeta,Oslo,2', 2],
    ['one row', 'name,city', 0],
    ['numbers where the column has numbers', '1,Acme\n2,Beta\n3,Gamma', null],
    ['a date in the first row', 'Acme,2020-01-05\nBeta,2020-02-07', null],
    ['a mail address in the first row', 'Ann,ann@example.org\nBob,bob@example.org', null],
    ['a value that comes again', 'Acme,Rome\nBeta,Oslo\nGamma,Rome', null],
    ['headers repeated in a joined export', 'name,city\nAcme,Rome\nname,city\nBeta,Oslo', 0],
    ['one column of words', 'name\nAcme\nBeta', 0],
    ['no rows', '', 0],
  ])('%s', (_what, text, expected) => {
    expect(findHeaderRow(rows(text))).toBe(expected);
  });
});

describe('nameColumns', () => {
  const named = (...headers: string[]) => nameColumns(headers).map(({ name }) => name);

  it('repairs empty and doubled headers and keeps the original', () => {
    expect(named('a', '', 'a', ' a ', '\n')).toEqual(['a', 'Column 2', 'a (2)', 'a (3)', 'Column 5']);
    expect(nameColumns([' first\nname '])[0]).toEqual({ name: 'first name', header: ' first\nname ' });
  });

  it('does not make a name that stands elsewhere', () => {
    expect(named('a', 'a', 'a (2)')).toEqual(['a', 'a (3)', 'a (2)']);
    expect(named('', 'Column 1', '')).toEqual(['Column 1', 'Column 1 (2)', 'Column 3']);
  });

  it('keeps names of object members', () => {
    expect(named('__proto__', 'constructor', '__proto__')).toEqual(['__proto__', 'constructor', '__proto__ (2)']);
  });
});
