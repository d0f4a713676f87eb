import { describe, expect, it } from 'vitest';
import type { ComparedTable } from '../text/records';
import { type AliasGroup, areSameGroups, readAliasGroups, uniteGroups } from './alias-group';
import { countAliasRows } from './count-alias-rows';
import { groupOfLines, groupsWith, mergeGroups, withoutWord } from './edit-groups';
import { readAliasTable } from './read-alias-table';
import { suggestAliases } from './suggest-aliases';
import { unmatchedInCells, unmatchedWords } from './unmatched-words';
import { aliasCsv, fullFormOf, writeAliasTable } from './write-alias-table';

describe('readAliasTable', () => {
  it('reads two columns with or without a header, several words a cell, and names lines that say nothing', () => {
    const reading = readAliasTable([
      ['Abbreviation', 'Full form'],
      ['IBM; Big Blue', 'International Business Machines'],
      ['', ''],
      ['Mpls', ''],
      ['GmbH', 'gmbh'],
      ['St|Str', 'Street'],
      ['St | Str', 'Street'],
      ['…', 'Points'],
    ]);
    expect(reading.hasHeader).toBe(true);
    expect(reading.groups).toEqual([
      { words: ['IBM', 'Big Blue', 'International Business Machines'] },
      { words: ['St', 'Str', 'Street'] },
    ]);
    expect(reading.faults).toEqual([
      { line: 4, fault: 'one-word' },
      { line: 5, fault: 'same-word' },
      { line: 8, fault: 'one-word' },
    ]);
    expect(reading.repeated).toBe(1);
    expect(readAliasTable([['IBM', 'International Business Machines']]).groups).toHaveLength(1);
  });

  it('takes the first column for abbreviations where asked to, but not where they have several full forms', () => {
    const rows = [
      ['St', 'Street'],
      ['A', 'Alpha; Able'],
    ];
    expect(readAliasTable(rows, true).groups).toEqual([
      { words: ['St', 'Street'], isOneWay: true },
      { words: ['A', 'Alpha', 'Able'] },
    ]);
  });

  it('reads back what is written', () => {
    const groups: AliasGroup[] = [
      { words: ['International Business Machines', 'IBM'] },
      { words: ['St', 'Saint'], isOneWay: true, column: 'city, town' },
      { words: ['a;b', 'alpha "beta"'] },
      { words: ['=SUM', 'sum of all'] },
    ];
    const back = readAliasTable(writeAliasTable(groups.slice(0, 2)));
    expect(areSameGroups(back.groups, groups.slice(0, 2))).toBe(true);
    expect(back.faults).toEqual([]);
    expect(aliasCsv(groups)).toContain('a;b,"alpha ""beta"""');
    expect(aliasCsv(groups)).toContain("'=SUM,sum of all");
    expect(fullFormOf(groups[1]!)).toBe('Saint');
  });
});

describe('groups', () => {
  it('are the same in any order, and not twice in a list', () => {
    const one: AliasGroup = { words: ['a', 'b'] };
    expect(areSameGroups([one, { words: ['c', 'd'] }], [{ words: ['d', 'c'] }, { words: ['b', 'a'] }])).toBe(true);
    expect(areSameGroups([one], [{ ...one, column: 'x' }])).toBe(false);
    expect(uniteGroups([one], [{ words: ['b', 'a'] }])).toEqual([one]);
  });

  it('are read from JSON whole or not at all', () => {
    expect(readAliasGroups([{ words: ['a', 'b'], isOneWay: true, column: 'x', other: 1 }])).toEqual([
      { words: ['a', 'b'], isOneWay: true, column: 'x' },
    ]);
    for (const broken of [
      null,
      {},
      [{ words: ['a'] }],
      [{ words: ['a', 3] }],
      [{ words: ['a', 'b'], column: 3 }],
      [{ words: ['a', ' '] }],
    ])
      expect(readAliasGroups(broken)).toBeNull();
  });
});

describe('unmatchedWords', () => {
  it('gives the runs of both sides that the other one does not have and that fit best', () => {
    expect(unmatchedWords('IBM Corp., Armonk', 'International Business Machines Corporation, Armonk')).toEqual({
      left: 'IBM',
      right: 'International Business Machines',
    });
    expect(unmatchedWords('Mpls Star', 'Star')).toBeNull();
    expect(unmatchedWords('FAO Rome office', 'Main Food and Agriculture Organization, office')).toMatchObject({
      left: 'FAO Rome',
    });
    expect(unmatchedWords('Old Hosp Mpls', 'Old Minneapolis Hospice')).toEqual({
      left: 'Hosp Mpls',
      right: 'Minneapolis Hospice',
    });
    expect(unmatchedWords('x WHO old y', 'World Health Organization old new y')).toEqual({
      left: 'x WHO',
      right: 'World Health Organization',
    });
    expect(unmatchedWords('WHO old x', 'large old World Health Organization')).toEqual({
      left: 'WHO',
      right: 'World Health Organization',
    });
    expect(unmatchedWords('Mpls a red b', 'blue a b Minneapolis')).toEqual({ left: 'Mpls', right: 'Minneapolis' });
    expect(unmatchedWords('big red car', 'big blue car')).toEqual({ left: 'red', right: 'blue' });
    expect(
      unmatchedInCells([
        { left: 'same', right: 'Same' },
        { left: 'Mpls', right: 'Minneapolis' },
      ]),
    ).toEqual({ left: 'Mpls', right: 'Minneapolis', at: 1 });
  });
});

describe('suggestAliases', () => {
  it('offers words and phrases that accepted pairs show again and again, and nothing that letters read alike', () => {
    const towns = ['Duluth', 'Austin', 'Winona', 'Edina', 'Eagan', 'Mankato', 'Hibbing', 'Anoka'];
    const left = towns.flatMap((town) => [`${town} Cnty Hospital Ltd`, `USPS ${town}`]);
    const right = towns.flatMap((town) => [`${town} County Hospital Limited`, `United States Postal Service ${town}`]);
    const found = suggestAliases(left, right);
    expect(found).toContainEqual({ left: 'Cnty', right: 'County', pairs: 8 });
    expect(found).toContainEqual({ left: 'USPS', right: 'United States Postal Service', pairs: 8 });
    expect(found.some((one) => one.left.toLowerCase() === 'ltd')).toBe(false);
    expect(suggestAliases(left.slice(0, 4), right.slice(0, 4))).toEqual([]);
    const same = [0, 1, 2, 3].map(() => 0);
    expect(
      suggestAliases(
        same.map(() => left[0]!),
        same.map(() => right[0]!),
      ),
    ).toEqual([]);
  });
});

describe('countAliasRows', () => {
  it('counts rows, not places, by the longest phrase, in compared columns of either side', () => {
    const table = (columns: Record<string, string[]>): ComparedTable => ({
      fileName: 't.csv',
      rowCount: 3,
      columns: new Map(Object.entries(columns)),
    });
    const tables = {
      left: table({ name: ['NY Times', 'New York, New York', 'x'], note: ['NY', 'NY', 'NY'] }),
      right: table({ title: ['New York Times', 'ny', ''] }),
    };
    const groups: AliasGroup[] = [
      { words: ['NY', 'New York'] },
      { words: ['NYT', 'New York Times'] },
      { words: ['NY', 'New York'], column: 'other' },
    ];
    const settings = { task: 'link', on: { left: ['name'], right: ['title'] }, blocking: [], qualifiers: [] } as const;
    const { left, right } = countAliasRows(tables, groups, settings);
    expect([...left]).toEqual([2, 0, 0]);
    expect([...right]).toEqual([1, 1, 0]);
  });
});

describe('editing groups', () => {
  const groups: AliasGroup[] = [
    { words: ['St', 'Street'] },
    { words: ['ST.', 'Saint'] },
    { words: ['St', 'Stone'], column: 'x' },
  ];
  it('finds the groups of a scope that have a word in any spelling', () => {
    expect(groupsWith(groups, 'st', null)).toEqual(groups.slice(0, 2));
    expect(groupsWith(groups, 'St', 'x')).toEqual([groups[2]]);
    expect(groupsWith(groups, '…', null)).toEqual([]);
  });
  it('merges groups and takes words away', () => {
    expect(mergeGroups(groups.slice(0, 2), ['Sankt'])).toEqual({ words: ['St', 'Street', 'Saint', 'Sankt'] });
    expect(withoutWord(groups[0]!, 'ST')).toBeNull();
    expect(withoutWord({ words: ['a', 'b', 'c'], isOneWay: true }, 'b')).toEqual({ words: ['a', 'c'], isOneWay: true });
  });
  it('reads lines as somebody types them', () => {
    expect(groupOfLines('St\n  Street \n\nstreet', groups[1]!)).toEqual({ words: ['St', 'Street'] });
    expect(groupOfLines('Street\nSt', groups[0]!)).toBe(groups[0]);
    expect(groupOfLines('St\nst.', groups[0]!)).toBeNull();
  });
});
