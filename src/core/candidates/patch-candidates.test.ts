import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AliasGroup } from '../aliases/alias-group';
import { groupsChanged, touchedRows } from '../aliases/touched-rows';
import { DEFAULT_MATCH_SETTINGS } from '../model/settings';
import type { CandidateSet } from '../model/types';
import type { ComparedTable } from '../text/records';
import { createMatcher } from './find-candidates';
import { choosePart, patchCandidates } from './patch-candidates';

const table = (cells: readonly string[]): ComparedTable => ({
  fileName: 't.csv',
  rowCount: cells.length,
  columns: new Map([['name', cells]]),
});
const settings = {
  ...DEFAULT_MATCH_SETTINGS,
  on: { left: ['name'], right: ['name'] },
  score: 'lexical',
  cardinality: 'many-to-many',
  candidatesPerRow: 5,
} as const;
const job = { signal: new AbortController().signal, progress: () => {} };
const rowsOf = (cells: readonly string[], rows: Uint32Array): string[] => Array.from(rows, (row) => cells[row]!);
const listOf = (set: CandidateSet, row: number): number[] => [...set.right.subarray(set.offsets[row], set.offsets[row + 1])];
const find = async (left: readonly string[], right: readonly string[], aliases: readonly AliasGroup[]) =>
  (await createMatcher({ left: table(left), right: table(right) }, { ...settings, aliases }).find(null, job)).candidates;

describe('groupsChanged', () => {
  it('takes what is in one list only, and what has a word in common with it', () => {
    const [a, b, c, d] = [
      ['x', 'y'],
      ['Y', 'z'],
      ['z.', 'w'],
      ['k', 'l'],
    ].map((words): AliasGroup => ({ words }));
    expect(groupsChanged([b!, c!, d!], [a!, b!, c!, d!])).toEqual([b, c, a]);
    expect(groupsChanged([a!, d!], [d!, a!])).toEqual([]);
  });
});

describe('touchedRows', () => {
  it('names rows with a word of a group, full forms included', () => {
    const tables = { left: table(['IBM x', 'ibmx', 'y']), right: table(['a', 'International-Business Machines']) };
    const groups = [{ words: ['IBM', 'International Business Machines'] }];
    const { left, right } = touchedRows(tables, groups, settings);
    expect([[...left], [...right]]).toEqual([[0], [1]]);
  });
});

describe('patchCandidates', () => {
  const places = ['Oslo', 'Bergen', 'Turku', 'Malmo', 'Vaasa', 'Narvik', 'Lund', 'Espoo'];
  const kinds = ['Harbour Works', 'Mills', 'Shipping', 'Timber Yard', 'Rope Factory'];
  const right = [
    ...places.flatMap((place) => kinds.map((kind) => `${place} ${kind}`)),
    ...places.map((place) => `${place} World Health Organization`),
  ];
  const left = [...right.slice(0, 40).map((name) => `${name} Ltd`), ...places.map((place) => `WHO office ${place}`)];
  const aliases = [{ words: ['WHO', 'World Health Organization'] }];

  it('gives the rows that a taught word touches what a whole match would, and leaves all others', async () => {
    const before = await find(left, right, []);
    const tables = { left: table(left), right: table(right) };
    const part = choosePart(before, touchedRows(tables, aliases, settings))!;
    const found = await find(rowsOf(left, part.left), rowsOf(right, part.right), aliases);
    const patched = patchCandidates(before, part, found, settings.candidatesPerRow);
    const whole = await find(left, right, aliases);
    for (let row = 40; row < 48; row++) {
      expect(listOf(patched, row)[0]).toBe(row);
      expect(listOf(whole, row)[0]).toBe(row);
    }
    const renewed = new Set(part.left.filter((_, place) => part.isRenewed[place] === 1));
    expect(renewed.size).toBe(part.renewedCount);
    for (let row = 0; row < 48; row++) if (!renewed.has(row)) expect(listOf(patched, row)).toEqual(listOf(before, row));
  });

  it('is a set of candidates like any other', () => {
    const set = fc
      .array(fc.uniqueArray(fc.nat(9), { maxLength: 4 }), { minLength: 1, maxLength: 8 })
      .map((lists): CandidateSet => {
        const offsets = Uint32Array.from([0, ...lists.map((_, at) => lists.slice(0, at + 1).flat().length)]);
        const members = lists.flat();
        const scores = Float32Array.from(lists.flatMap((list) => list.map((_, rank) => 1 - rank / 10)));
        const named = { similarity: scores, lexical: scores, matchScore: scores };
        return { leftCount: lists.length, rightCount: 10, offsets, right: Uint32Array.from(members), ...named };
      });
    fc.assert(
      fc.property(set, fc.array(fc.nat(9)), fc.array(fc.nat(9)), (before, lefts, rights) => {
        const touched = {
          left: Uint32Array.from(new Set(lefts.filter((row) => row < before.leftCount))).sort(),
          right: Uint32Array.from(new Set(rights)).sort(),
        };
        const part = choosePart(before, touched);
        if (!part) return;
        // Every row of the part finds every other one there.
        const count = part.right.length;
        const scores = Float32Array.from({ length: part.left.length * count }, (_, at) => ((at * 7) % 10) / 10);
        const found: CandidateSet = {
          leftCount: part.left.length,
          rightCount: count,
          offsets: Uint32Array.from({ length: part.left.length + 1 }, (_, at) => at * count),
          right: Uint32Array.from({ length: part.left.length * count }, (_, at) => at % count),
          similarity: scores,
          lexical: scores,
          matchScore: scores,
        };
        const patched = patchCandidates(before, part, found, 3);
        expect(patched.offsets.at(-1)).toBe(patched.right.length);
        for (let row = 0; row < before.leftCount; row++) {
          const list = listOf(patched, row);
          expect(new Set(list).size).toBe(list.length);
          const own = patched.matchScore.subarray(patched.offsets[row], patched.offsets[row + 1]);
          expect([...own]).toEqual([...own].sort((a, b) => b - a));
        }
      }),
      { seed: 21, numRuns: 200 },
    );
  });
});
