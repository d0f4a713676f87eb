import { expect, it } from 'vitest';
import { DEFAULT_MATCH_SETTINGS } from '../core/model/settings';
import { datasetOf } from '../core/text/text-fixture';
import { rulesThatFit } from './fitting-rules';

it('keeps cleaning, rules, qualifiers and weights of columns that are still there', () => {
  const tables = { left: datasetOf(['name', ['a']], ['city', ['b']]), right: datasetOf(['title', ['a']], ['city', ['b']]) };
  const city = { left: 'city', right: 'city' };
  const settings = {
    ...DEFAULT_MATCH_SETTINGS,
    blocking: [
      { ...city, key: 'exact' },
      { left: 'city', right: 'name', key: 'exact' },
    ],
    qualifiers: [{ left: 'title', right: 'city', kind: 'category', weight: 1 }],
    weights: { name: 2, title: 3, family: 1 },
    cleaning: {
      left: [
        { kind: 'accents', columns: ['title'] },
        { kind: 'split', columns: ['name'], separator: ' ', at: [], into: ['given', 'family'] },
        { kind: 'case', columns: ['family'], to: 'lower' },
      ],
      right: [
        { kind: 'join', columns: ['name', 'city'], separator: ' ', into: 'whole' },
        { kind: 'spaces', columns: ['whole'] },
      ],
    },
  } as const;
  expect(rulesThatFit(settings, tables)).toEqual({
    blocking: [{ ...city, key: 'exact' }],
    qualifiers: [],
    weights: { name: 2, family: 1 },
    cleaning: { left: settings.cleaning.left.slice(1), right: [] },
  });
});
