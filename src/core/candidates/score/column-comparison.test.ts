import { describe, expect, it } from 'vitest';
import { createColumnComparison, numberOf } from './column-comparison';
import { createGramShare } from './grams-in-common';
import { usualOf } from './usual';

describe('createColumnComparison', () => {
  it('is 1 for equal cells in any spelling, NaN beside an empty one', () => {
    const compare = createColumnComparison({ left: ['Müller', '', 'Saint John'], right: ['MULLER', ' ', 'St. John'] });
    expect(compare(0, 0)).toBe(1);
    expect(compare(2, 2)).toBe(1);
    expect(compare(0, 1)).toBeNaN();
    expect(compare(1, 0)).toBeNaN();
  });

  it('falls with typing errors and is 0 for nothing in common', () => {
    const compare = createColumnComparison({ left: ['winston hills'], right: ['winston hill', 'winson hils', 'dapto'] });
    expect(compare(0, 0)).toBeGreaterThan(compare(0, 1));
    expect(compare(0, 1)).toBeGreaterThan(0.3);
    expect(compare(0, 2)).toBe(0);
  });

  it('compares numbers against the spread of their column', () => {
    const compare = createColumnComparison({ left: ['100', '250', '400', '900'], right: ['101.5', '260', '390', '20'] });
    expect(compare(0, 0)).toBeGreaterThan(compare(1, 1));
    expect(compare(3, 3)).toBe(0);
  });

  it.each([
    ['1,234.50', 1234.5],
    ['€ 12', 12],
    ['-3,5', -3.5],
    ['12 kg', 12],
    ['abc', Number.NaN],
    ['2020-01-01', Number.NaN],
  ])('reads %s as %d', (cell, value) => expect(numberOf(cell)).toBe(value));
});

it('createGramShare overlooks spaces', () => {
  const share = createGramShare({ left: ['data base', 'ab', ''], right: ['database', 'ab'] });
  expect(share(0, 0)).toBe(1);
  expect(share(1, 1)).toBe(1);
  expect(share(0, 1)).toBe(0);
  expect(share(2, 1)).toBe(0);
});

it('usualOf takes the second to the sixth best', () => {
  const pairs = { offsets: Uint32Array.of(0, 8, 9), right: Uint32Array.of(0, 1, 2, 3, 4, 5, 6, 7, 0) };
  const usual = usualOf(pairs, Float32Array.of(1, 9, 2, 8, 3, 7, 4, 6, 5), 8);
  expect(usual.left[0]).toBeCloseTo((8 + 7 + 6 + 4 + 3) / 5, 5);
  expect(usual.left[1]).toBe(0);
  expect(usual.right[0]).toBe(1);
  expect(usual.mean).toBe(8);
  expect(usualOf(pairs, null, 8).mean).toBe(0);
});
