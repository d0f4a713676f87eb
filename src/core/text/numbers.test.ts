import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNumbers } from './numbers';

const one = (cell: string): number => readNumbers([cell])[0]!;

describe('readNumbers', () => {
  it.each([
    ['12', 12],
    [' 12 ', 12],
    ['-3.5', -3.5],
    ['−3,5', -3.5],
    ['+7', 7],
    ['.5', 0.5],
    ['1e3', 1000],
    ['2.5E-2', 0.025],
    ['1,234', 1234],
    ['1.234', 1.234],
    ['0,125', 0.125],
    ['1,234,567', 1234567],
    ['1.234.567', 1234567],
    ['1,234.50', 1234.5],
    ['1.234,50', 1234.5],
    ['1 234,50', 1234.5],
    ['1\u202f234', 1234],
    ["1'234.50", 1234.5],
    ['1’234', 1234],
    ['€ 1.234,50', 1234.5],
    ['1.234,50 €', 1234.5],
    ['US$ 40', 40],
    ['EUR 40', 40],
    ['-€5', -5],
    ['(1,234)', -1234],
    ['12 kg', 12],
    ['12kg', 12],
    ['80 m²', 80],
    ['90 km/h', 90],
    ['15 %', 15],
    ['ca. 15', 15],
    ['No. 7', 7],
    ['１２', 12],
    ['١٢٫٥', 12.5],
    ['५०', 50],
    ['12,34,567.5', 1234567.5],
    ['No. 1,234.', 1234],
  ])('%s is %d', (cell, value) => {
    expect(one(cell)).toBe(value);
  });

  it.each([
    '',
    ' ',
    'twelve',
    '2020-01-05',
    '05.01.2020',
    '12-15',
    '12 / 15',
    '3 x 4',
    '12 34 5',
    '1,23,4',
    '5k',
    '3 million',
    '12 rue de la Paix 3',
    'Block 12 B 4',
    '-',
    '1.2.3',
    '2001:db8::1',
  ])('%j is not one number', (cell) => {
    expect(one(cell)).toBeNaN();
  });

  it('lets the column tell what a comma or a full stop before three digits means', () => {
    expect([...readNumbers(['1,234', '2,5'])]).toEqual([1.234, 2.5]);
    expect([...readNumbers(['1.234', '2,5'])]).toEqual([1234, 2.5]);
    expect([...readNumbers(['1.234', '2.5'])]).toEqual([1.234, 2.5]);
    expect([...readNumbers(['1,234', '2.5'])]).toEqual([1234, 2.5]);
  });

  it('reads back what people write in several countries', () => {
    const locales = fc.constantFrom('en-US', 'de-DE', 'fr-FR', 'de-CH', 'sv-SE', 'pt-PT', 'hi-IN-u-nu-latn');
    fc.assert(
      fc.property(fc.integer({ min: -99_999, max: 99_999 }), locales, (whole, locale) => {
        const value = whole + 0.25;
        expect(one(value.toLocaleString(locale, { minimumFractionDigits: 2 }))).toBe(value);
      }),
      { seed: 5 },
    );
  });
});
