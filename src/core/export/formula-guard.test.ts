import { describe, expect, it } from 'vitest';
import { neutraliseFormula } from './formula-guard';

describe('neutraliseFormula', () => {
  it.each([
    '=1+1',
    '+cmd|calc',
    '-2+3+cmd',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '\0',
    '=',
    '+A1',
    '-A1',
    '-1*A1',
    '＝1+1',
    '+1+1',
    '-$A$1',
    '-1€+A1',
    '-5;x',
  ])('puts a quote before %j', (cell) => {
    expect(neutraliseFormula(cell)).toBe(`'${cell}`);
  });

  it.each([
    '',
    '-',
    '--',
    '-5',
    '+5.25',
    '-1,234.50',
    '-1.5e-3',
    '-12 %',
    '-.5',
    '-1,234.56 €',
    '-$1,234',
    '−1,234.56',
    '1E-5',
    '-1E-5',
    '+49 30 123',
    '+33 1 23 45',
    '+49 (30) 123-456',
    'a=1',
    "'=1",
    ' =1',
    '1-2',
  ])('leaves %j', (cell) => {
    expect(neutraliseFormula(cell)).toBe(cell);
  });

  it.each([
    ['a;=1+1', "a;'=1+1"],
    ['a,@SUM(A1),b', "a,'@SUM(A1),b"],
    ['a\n=1+1', "a\n'=1+1"],
    ['a\t"=1"', 'a\t"\'=1"'],
    ['"=1+1"', '\'"=1+1"'],
    ['a;＝1', "a;'＝1"],
    ['=1;=2', "'=1;'=2"],
  ])('in delimited text, %j becomes %j', (cell, safe) => {
    expect(neutraliseFormula(cell, { separators: true })).toBe(safe);
    expect(neutraliseFormula(safe, { separators: true })).toBe(safe);
  });

  it.each(['1,-2', 'Berlin,+49 30 123', 'a; -b', 'a - b, c', '−1,234.56', '-1,234.56', 'a;b', "a,'=1"])(
    'in delimited text, leaves %j',
    (cell) => {
      expect(neutraliseFormula(cell, { separators: true })).toBe(cell);
    },
  );
});
