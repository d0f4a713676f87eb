import { expect, it } from 'vitest';
import { DEFAULT_MATCH_SETTINGS } from '../../core/model/settings';
import { datasetOf } from '../../core/text/text-fixture';
import { nextQualifier, nextRule } from './next-rule';

const settings = { ...DEFAULT_MATCH_SETTINGS, on: { left: ['name'], right: ['name'] } };
const names = ['name', ['Alpha Works', 'Beta Mill', 'Gamma']] as const;

it('starts with a shared category under which rows meet', () => {
  const left = datasetOf(names, ['country', ['de', 'fr', 'de']], ['year', ['1999', '2000', '2001']]);
  const right = datasetOf(names, ['land', ['DE', 'FR', 'IT']], ['jahr', ['1999', '2000', '1998']]);
  const first = nextRule({ left, right }, settings);
  expect(['country', 'year']).toContain(first.left);
  const second = nextRule({ left, right }, { ...settings, blocking: [first] });
  expect(new Set([first.left, second.left])).toEqual(new Set(['country', 'year']));
});

it('takes first letters where no category agrees', () => {
  const left = datasetOf(names, ['country', ['Germany', 'France', 'Italy']]);
  const right = datasetOf(names, ['country', ['DE', 'FR', 'IT']]);
  expect(nextRule({ left, right }, settings)).toEqual({ left: 'name', right: 'name', key: 'prefix', length: 3 });
});

it('offers a column as evidence with its kind', () => {
  const left = datasetOf(names, ['year', ['1999', '2000', '2001']]);
  const right = datasetOf(names, ['jahr', ['1999', '2000', '1998']]);
  expect(nextQualifier({ left, right }, settings)).toEqual({ left: 'year', right: 'jahr', kind: 'number', weight: 1 });
});
