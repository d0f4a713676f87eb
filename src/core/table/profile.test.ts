import { describe, expect, it } from 'vitest';
import { profileColumn } from './profile';

describe('profileColumn', () => {
  it('counts filled, distinct and long cells without white space around', () => {
    expect(profileColumn(['a', ' a ', '', '  ', 'bcd'])).toEqual({
      filled: 3,
      distinct: 2,
      longest: 3,
      averageLength: 5 / 3,
      shareNumeric: 0,
      kind: 'text',
      samples: ['a', 'bcd'],
    });
    expect(profileColumn(['', ' '])).toMatchObject({ filled: 0, averageLength: 0, kind: 'empty', samples: [] });
  });

  it.each([
    ['number', ['1', '-2.5', '1,234.50', '12 %', '€ 30', '1e-5']],
    ['date', ['2020-01-05', '5.1.2020', '05/01/20', '2020-01-05 10:00', '19840229']],
    ['mail', ['a@example.org', 'b.c@example.co.uk']],
    ['url', ['https://example.org/a', 'www.example.org']],
    ['phone', ['+33 1 23 45 67 89', '(030) 123-4567', '415/771-8822']],
    ['code', ['AB-12', 'rec-7-org', 'HP:0000001', '12a', '7']],
    ['text', ['Acme', 'Beta Ltd', '3393 peachtree rd.', '中国']],
  ])('%s', (kind, values) => {
    expect(profileColumn(values).kind).toBe(kind);
  });

  it('is text where kinds are mixed', () => {
    expect(profileColumn(['1', '2', 'n/a', 'unknown'])).toMatchObject({ kind: 'text', shareNumeric: 0.5 });
  });
});
