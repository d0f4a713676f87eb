import { expect, it } from 'vitest';
import { DEFAULT_MATCH_SETTINGS } from '../core/model/settings';
import { datasetOf } from '../core/text/text-fixture';
import { rulesThatFit } from './fitting-rules';

it('keeps rules, qualifiers and weights of columns that are still there', () => {
  const tables = { left: datasetOf(['name', ['a']], ['city', ['b']]), right: datasetOf(['title', ['a']], ['city', ['b']]) };
  const city = { left: 'city', right: 'city' };
  const settings = {
    ...DEFAULT_MATCH_SETTINGS,
    blocking: [
      { ...city, key: 'exact' },
      { left: 'city', right: 'name', key: 'exact' },
    ],
    qualifiers: [{ left: 'title', right: 'city', kind: 'category', weight: 1 }],
    weights: { name: 2, title: 3 },
  } as const;
  expect(rulesThatFit(settings, tables)).toEqual({
    blocking: [{ ...city, key: 'exact' }],
    qualifiers: [],
    weights: { name: 2 },
  });
});
