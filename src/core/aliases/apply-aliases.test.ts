import { describe, expect, it } from 'vitest';
import { createMatcher } from '../candidates/find-candidates';
import { fingerprintOf } from '../model/fingerprint';
import { DEFAULT_MATCH_SETTINGS, type MatchSettings } from '../model/settings';
import type { ComparedTable } from '../text/records';
import { aliasesInForce, applyAliases } from './apply-aliases';

const table = (columns: Readonly<Record<string, readonly string[]>>): ComparedTable => ({
  fileName: 't.csv',
  rowCount: Object.values(columns)[0]!.length,
  columns: new Map(Object.entries(columns)),
});
const settings = (change: Partial<MatchSettings>): MatchSettings => ({
  ...DEFAULT_MATCH_SETTINGS,
  on: { left: ['name'], right: ['title'] },
  score: 'lexical',
  ...change,
});
const job = { signal: new AbortController().signal, progress: () => {} };
const filler = Array.from({ length: 60 }, (_, at) => `Filler company number ${at * 37} of ${'abcdefgh'[at % 8]}`);
const left = table({ name: ['IBM', ...filler] });
const right = table({
  title: [...filler.map((name) => `${name} Ltd`), 'International Business Machines', 'Ibmex Trading', 'Ibmar'],
});
const aliases = [{ words: ['IBM', 'International Business Machines'] }];

describe('applyAliases', () => {
  it('changes compared cells only, and never the tables given', () => {
    const given = { left: table({ name: ['IBM'], note: ['IBM'] }), right: table({ title: ['Big Blue'] }) };
    const after = applyAliases(given, settings({ aliases }));
    expect(after.left.columns.get('name')).toEqual(['International Business Machines']);
    expect(after.left.columns.get('note')).toEqual(['IBM']);
    expect(given.left.columns.get('name')).toEqual(['IBM']);
    expect(after.right.columns.get('title')).toBe(given.right.columns.get('title'));
    expect(applyAliases(given, settings({}))).toBe(given);
  });

  it('counts in a column under the name of either side', () => {
    const given = { left: table({ name: ['IBM'] }), right: table({ title: ['IBM'] }) };
    for (const column of ['name', 'title']) {
      const after = applyAliases(given, settings({ aliases: [{ ...aliases[0]!, column }] }));
      expect(after.left.columns.get('name')).toEqual(after.right.columns.get('title'));
      expect(after.left.columns.get('name')).toEqual(['International Business Machines']);
    }
    expect(applyAliases(given, settings({ aliases: [{ ...aliases[0]!, column: 'city' }] })).left.columns.get('name')).toEqual([
      'IBM',
    ]);
  });

  it('makes keys of blocks equal', async () => {
    const one = table({ name: ['Anna Berg', 'Carl Dorn'], city: ['Mpls', 'Saint Paul'] });
    const other = table({ title: ['A. Berg', 'C. Dorn'], town: ['Minneapolis', 'Saint Paul'] });
    const change = { blocking: [{ left: 'city', right: 'town', key: 'exact' }] } as const;
    const without = await createMatcher({ left: one, right: other }, settings(change)).find(null, job);
    expect([...without.candidates.offsets]).toEqual([0, 0, 1]);
    const taught = { ...change, aliases: [{ words: ['Mpls', 'Minneapolis'] }] };
    const found = await createMatcher({ left: one, right: other }, settings(taught)).find(null, job);
    expect([...found.candidates.right]).toEqual([0, 1]);
  });

  it('brings a partner that letters do not find first, as good as certain, and says which alias it was', async () => {
    const without = await createMatcher({ left, right }, settings({})).find(null, job);
    const before = without.candidates.right.subarray(0, without.candidates.offsets[1]);
    expect(before[0]).not.toBe(60);
    const matcher = createMatcher({ left, right }, settings({ aliases }), true);
    const { candidates } = await matcher.find(null, job);
    expect(candidates.right[0]).toBe(60);
    expect(candidates.matchScore[0]).toBe(1);
    const explainer = await matcher.explain(null, job);
    expect(explainer.explain(0, 60, 1).aliases).toEqual([{ left: 'IBM', right: 'International Business Machines' }]);
    expect(explainer.explain(1, 0, Number.NaN).aliases).toEqual([]);
  });

  it('asks for new vectors of changed rows only', () => {
    const before = new Set(createMatcher({ left, right }, settings({})).texts.left);
    const after = createMatcher({ left, right }, settings({ aliases })).texts;
    expect(after.left.filter((text) => !before.has(text))).toEqual(['International Business Machines']);
  });

  it('leaves the fingerprint of settings without aliases as it was', () => {
    const plain = fingerprintOf('x', 1, DEFAULT_MATCH_SETTINGS, []);
    expect(fingerprintOf('x', 1, { ...DEFAULT_MATCH_SETTINGS, aliases: aliasesInForce([]) }, [])).toBe(plain);
    expect(fingerprintOf('x', 1, { ...DEFAULT_MATCH_SETTINGS, aliases: aliasesInForce(aliases) }, [])).not.toBe(plain);
  });
});
