import { expect, test } from 'vitest';
import { estimateShare } from '../evaluation/intervals';
import { DEFAULT_MATCH_SETTINGS, type MatchSettings } from '../model/settings';
import type { VariantKindId } from '../variants/kind';
import { adviseOn } from './advise';

const settings: MatchSettings = { ...DEFAULT_MATCH_SETTINGS, on: { left: ['name'], right: ['name'] } };
const spot = (kind: VariantKindId, first: number) => ({
  kind,
  count: 300,
  similarityLost: 0.1,
  examples: [],
  dense: null,
  score: { first: estimateShare(first, 300), beaten: estimateShare(0, 0) },
  linked: estimateShare(first, 300),
});
const kindsFor = (given: MatchSettings, kind: VariantKindId, first = 200) =>
  adviseOn(spot(kind, first), { settings: given }, 'name').map((advice) => advice.kind);

test('says nothing where a kind does little harm', () => {
  expect(kindsFor(settings, 'accents', 300)).toEqual([]);
  expect(kindsFor(settings, 'accents', 295)).toEqual([]);
});

test('says to clean what a step mends, unless that is done', () => {
  expect(kindsFor(settings, 'accents')[0]).toBe('clean');
  const step = { kind: 'accents', columns: ['name'] } as const;
  expect(kindsFor({ ...settings, cleaning: { left: [step], right: [step] } }, 'accents')).not.toContain('clean');
});

test('goes by what is in force', () => {
  expect(kindsFor({ ...settings, score: 'dense' }, 'typo-drop')).toContain('keep-letters');
  expect(kindsFor(settings, 'typo-drop')).not.toContain('keep-letters');
  expect(kindsFor({ ...settings, model: 'me5-small-96k' }, 'typo-drop')).not.toContain('accurate-model');
  expect(kindsFor({ ...settings, blocking: [{ left: 'name', right: 'name', key: 'exact' }] }, 'typo-drop')[0]).toBe(
    'loosen-blocking',
  );
  expect(kindsFor(settings, 'acronym')).toEqual(['aliases', 'accurate-model']);
});

test('has figures speak for or against a match', () => {
  const passing = {
    kind: 'other-number',
    count: 300,
    similarityLost: 0,
    examples: [],
    passed: estimateShare(280, 300),
    won: estimateShare(9, 300),
  } as const;
  expect(adviseOn(passing, { settings }, 'size', true)[0]).toEqual({ kind: 'qualifier', column: 'size' });
  // A number within a name cannot be compared on its own.
  expect(adviseOn(passing, { settings }, 'name')[0]).toEqual({ kind: 'raise-threshold' });
  expect(adviseOn({ ...passing, passed: estimateShare(0, 300) }, { settings }, 'size')).toEqual([]);
});
