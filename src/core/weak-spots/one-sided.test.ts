import { describe, expect, test } from 'vitest';
import { AUTO_THRESHOLD } from '../candidates/score/match-score';
import { DEFAULT_MATCH_SETTINGS, type MatchSettings } from '../model/settings';
import { datasetOf } from '../text/text-fixture';
import { fileColumns, oneSided, thresholdOf } from './one-sided';

const given: MatchSettings = {
  ...DEFAULT_MATCH_SETTINGS,
  on: { left: ['firm', 'city'], right: ['name', 'town'] },
  qualifiers: [{ left: 'year', right: 'since', kind: 'number', weight: 1 }],
  aliases: [
    { words: ['Co', 'Company'], column: 'firm' },
    { words: ['St', 'Street'], column: 'elsewhere' },
    { words: ['a', 'b'] },
  ],
};

describe('oneSided', () => {
  test('lets an alias of one column count in its partner', () => {
    expect(oneSided(given, 'right').aliases?.map(({ column }) => column)).toEqual(['name', 'elsewhere', undefined]);
    expect(oneSided(given, 'left').aliases?.map(({ column }) => column)).toEqual(['firm', 'elsewhere', undefined]);
  });

  test('has the qualifiers and the cleaning of its side on both', () => {
    const cleaning = { left: [], right: [{ kind: 'accents', columns: ['name'] } as const] };
    const settings = oneSided({ ...given, cleaning }, 'right');
    expect(settings.qualifiers).toMatchObject([{ left: 'since', right: 'since' }]);
    expect(settings.cleaning.left).toBe(settings.cleaning.right);
    expect(settings.cleaning.left).toHaveLength(1);
  });
});

test('fileColumns follows columns that steps make back to those of the file', () => {
  const table = datasetOf(['whole', ['x']], ['town', ['y']], ['since', ['1']], ['unused', ['z']]);
  const cleaning = {
    left: [],
    right: [{ kind: 'split', columns: ['whole'], separator: ',', at: [], into: ['name', 'rest'] } as const],
  };
  const { read, varied } = fileColumns(table, { ...given, cleaning }, 'right');
  expect([...varied].sort()).toEqual(['town', 'whole']);
  expect([...read].sort()).toEqual(['since', 'town', 'whole']);
});

test('thresholdOf is the automatic one where none is set', () => {
  expect(thresholdOf({ ...given, threshold: 0.7 })).toBe(0.7);
  expect(thresholdOf({ ...given, threshold: 'auto' })).toBe(AUTO_THRESHOLD);
  expect(thresholdOf({ ...given, threshold: null })).toBe(AUTO_THRESHOLD);
});
