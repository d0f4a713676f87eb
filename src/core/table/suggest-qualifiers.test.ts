import { describe, expect, it } from 'vitest';
import { datasetOf } from '../text/text-fixture';
import { qualifierKind, suggestQualifiers } from './suggest-qualifiers';

const rows = 40;
const cells = (of: (row: number) => string): string[] => Array.from({ length: rows }, (_, row) => of(row));
const left = datasetOf(
  ['id', cells((row) => String(row))],
  ['name', cells((row) => `Firma ${row} Werke`)],
  ['Land', cells((row) => ['DE', 'FR', 'IT'][row % 3]!)],
  ['Jahr', cells((row) => String(1990 + (row % 20)))],
  ['sector', cells((row) => ['steel', 'glass'][row % 2]!)],
  ['phone', cells((row) => `+49 30 ${1000000 + row * 77}`)],
);
const right = datasetOf(
  ['company', cells((row) => `Company ${row} Works`)],
  ['country', cells((row) => ['FR', 'DE', 'ES'][row % 3]!)],
  ['founding year', cells((row) => String(1991 + (row % 20)))],
  ['branch code', cells((row) => ['glass', 'steel'][row % 2]!)],
  ['telephone', cells((row) => `+49 30 ${1000000 + row * 77}`)],
);
const on = { left: ['name'], right: ['company'] };

describe('suggestQualifiers', () => {
  it('finds countries, years and categories by header or by values, with their kind', () => {
    const found = suggestQualifiers(left, right, on);
    expect(found).toHaveLength(3);
    expect(found).toContainEqual({ left: 'Land', right: 'country', kind: 'category', weight: 1 });
    expect(found).toContainEqual({ left: 'Jahr', right: 'founding year', kind: 'number', weight: 1 });
    expect(found).toContainEqual({ left: 'sector', right: 'branch code', kind: 'category', weight: 1 });
  });

  it('never suggests what is compared already', () => {
    const all = { left: ['name', 'Land'], right: ['company', 'founding year'] };
    expect(suggestQualifiers(left, right, all).map((qualifier) => qualifier.left)).toEqual(['sector']);
  });

  it('does not suggest categories that never agree', () => {
    const codes = datasetOf(['name', cells(String)], ['country', cells((row) => ['Germany', 'France'][row % 2]!)]);
    const words = datasetOf(['name', cells(String)], ['country', cells((row) => ['DE', 'FR'][row % 2]!)]);
    expect(suggestQualifiers(codes, words, { left: ['name'], right: ['name'] })).toEqual([]);
  });

  it('tells numbers and dates from categories', () => {
    const dates = datasetOf(['day', ['2020-01-02', '2021-03-04']], ['size', ['12', '15']]);
    expect(qualifierKind(dates, 'day', dates, 'day')).toBe('date');
    expect(qualifierKind(dates, 'size', dates, 'size')).toBe('number');
    expect(qualifierKind(dates, 'day', dates, 'size')).toBe('category');
  });
});
