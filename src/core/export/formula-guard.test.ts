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
    '+33 1 23 45',
    '+49 (30) 123-456',
    'a=1',
    "'=1",
    ' =1',
    '1-2',
  ])('leaves %j', (cell) => {
    expect(neutraliseFormula(cell)).toBe(cell);
  });
});
