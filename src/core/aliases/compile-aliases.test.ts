import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AliasGroup } from './alias-group';
import { aliasTokens } from './alias-tokens';
import { compileAliases } from './compile-aliases';

const read = (groups: readonly AliasGroup[], text: string, ...columns: string[]): string =>
  compileAliases(groups)
    .matcherFor(...columns)
    ?.apply(text) ?? text;
const words = (...of: string[]): AliasGroup => ({ words: of });

describe('aliasTokens', () => {
  it('folds case, accents and width, and keeps places', () => {
    expect(aliasTokens('ＺÜRICH-Nord').keys).toEqual(['zurich', 'nord']);
    const { from, to } = aliasTokens("L'Oréal S.A.");
    expect([from, to]).toEqual([
      [0, 2, 8],
      [1, 7, 12],
    ]);
  });

  it('reads letters with points and apostrophes inside words as one word, and & as a word', () => {
    expect(aliasTokens('I.B.M. and I.B.M').keys).toEqual(['ibm', 'and', 'ibm']);
    expect(aliasTokens("O'Brien & Sons").keys).toEqual(['obrien', 'and', 'sons']);
    expect(aliasTokens('J. Smith').keys).toEqual(['j', 'smith']);
  });

  it('gives a sign each where words are not spaced, and leaves vowel signs on their letters', () => {
    expect(aliasTokens('東京ガス株式').keys).toEqual(['東', '京', 'ガス', '株', '式']);
    expect(aliasTokens('삼성전자 주식회사').keys).toEqual(['삼성전자', '주식회사']);
    expect(aliasTokens('कि की').keys).toEqual(['कि', 'की']);
  });
});

describe('compileAliases', () => {
  it('writes every word of a group as its longest, on whole words and in any spelling', () => {
    const groups = [words('IBM', 'International Business Machines', 'Big Blue')];
    expect(read(groups, 'ibm Deutschland GmbH')).toBe('International Business Machines Deutschland GmbH');
    expect(read(groups, 'I.B.M., (big-blue)')).toBe('International Business Machines, (International Business Machines)');
    expect(read(groups, 'ibmx')).toBe('ibmx');
  });

  it('leaves what reads the same as it is', () => {
    const groups = [words('IBM', 'International Business Machines')];
    expect(read(groups, 'INTERNATIONAL  business-machines Corp')).toBe('INTERNATIONAL  business-machines Corp');
    expect(read([words('Genf', 'Genève')], 'Geneve, Genf')).toBe('Genève, Genève');
  });

  it('takes the longest phrase from the left', () => {
    const groups = [words('New York', 'Big Apple City'), words('New York Times', 'NYT Newspaper Inc')];
    expect(read(groups, 'New York Times of New York')).toBe('NYT Newspaper Inc of Big Apple City');
  });

  it('finds phrases that only a replacement completes', () => {
    const groups = [words('NY', 'New York'), words('NYT', 'New York Times')];
    expect(read(groups, 'NY Times')).toBe('New York Times');
    expect(read(groups, 'NYT')).toBe('New York Times');
  });

  it('finds phrases inside runs without spaces', () => {
    expect(read([words('東都', '東京都')], '東都庁')).toBe('東京都庁');
    expect(read([words('豊田', 'Toyota Motor')], '豊田株式会社')).toBe('Toyota Motor 株式会社');
    expect(read([words('北京', 'Peking City')], '北京大学')).toBe('Peking City 大学');
  });

  it('follows chains, and ends circles at the longest', () => {
    const chain = [
      { words: ['Str', 'St'], isOneWay: true },
      { words: ['St', 'Street'], isOneWay: true },
    ] as const;
    expect(read(chain, 'Main Str')).toBe('Main Street');
    const circle = [
      { words: ['aa', 'b'], isOneWay: true },
      { words: ['b', 'aa'], isOneWay: true },
    ] as const;
    expect(read(circle, 'b aa')).toBe('aa aa');
    expect(read([...circle].reverse(), 'b aa')).toBe('aa aa');
  });

  it('names words that are read in two ways, and leaves them alone', () => {
    const groups = [words('St', 'Street'), words('St', 'Saint'), words('Str', 'Street')];
    const { conflicts } = compileAliases(groups);
    expect(conflicts).toEqual([{ word: 'St', column: null, groups: [0, 1] }]);
    expect(read(groups, 'St Main Str')).toBe('St Main Street');
  });

  it('does not call it a conflict where a word stands for itself in all its groups', () => {
    const groups = [words('St', 'Street'), words('Str', 'Street')];
    expect(compileAliases(groups).conflicts).toEqual([]);
    expect(read(groups, 'Main St, Main Str')).toBe('Main Street, Main Street');
  });

  it('lets groups of one column go before those of all', () => {
    const groups: AliasGroup[] = [words('St', 'Saint'), { words: ['St', 'Street'], column: 'road' }];
    expect(compileAliases(groups).conflicts).toEqual([]);
    expect(read(groups, 'St Paul', 'city')).toBe('Saint Paul');
    expect(read(groups, 'Main St', 'address', 'road')).toBe('Main Street');
    expect(compileAliases([groups[1]!]).matcherFor('city')).toBeNull();
  });

  it('has no matcher where nothing acts', () => {
    expect(compileAliases([]).matcherFor('name')).toBeNull();
    expect(compileAliases([words('a', 'A')]).matcherFor('name')).toBeNull();
    expect(compileAliases([words('…', '—')]).matcherFor('name')).toBeNull();
  });

  it('tells where words of a group stand, those that stand for it too', () => {
    const matcher = compileAliases([words('IBM', 'International Business Machines')]).matcherFor()!;
    const standsFor = 'International Business Machines';
    const key = 'international business machines';
    expect(matcher.usesIn('IBM, International Business Machines')).toEqual([
      { word: 'IBM', standsFor, key },
      { word: 'International Business Machines', standsFor, key },
    ]);
  });

  const syllable = fc.constantFrom('ka', 'lo', 'mi', 'ra', 'tu', 'ße', 'é');
  const word = fc.array(syllable, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(''));
  const phrase = fc.array(word, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' '));
  const group = fc
    .record({ words: fc.array(phrase, { minLength: 2, maxLength: 4 }), isOneWay: fc.boolean() })
    .map(({ words: of, isOneWay }): AliasGroup => (isOneWay ? { words: of, isOneWay } : { words: of }));
  const text = fc.array(phrase, { maxLength: 6 }).map((parts) => parts.join(', '));

  it('reads the same whatever the order of groups', () => {
    fc.assert(
      fc.property(fc.array(group, { maxLength: 8 }), text, fc.integer(), (groups, given, turn) => {
        const at = groups.length === 0 ? 0 : Math.abs(turn) % groups.length;
        const turned = [...groups.slice(at), ...groups.slice(0, at)].reverse();
        expect(read(turned, given)).toBe(read(groups, given));
      }),
      { seed: 11, numRuns: 200 },
    );
  });

  it('changes nothing the second time where groups have no words in common', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.array(fc.nat(30), { maxLength: 10 }), (count, picks) => {
        const groups = Array.from({ length: count }, (_, at) => words(`w${at}`, `w${at}x w${at}y`, `w${at}z`));
        const all = groups.flatMap(({ words: of }) => of);
        const given = picks.map((pick) => all[pick % all.length]!).join(' ');
        const once = read(groups, given);
        expect(read(groups, once)).toBe(once);
      }),
      { seed: 12, numRuns: 150 },
    );
  });

  it('reads case and accents alike', () => {
    fc.assert(
      fc.property(fc.array(group, { maxLength: 6 }), text, (groups, given) => {
        const fold = (one: string): string => one.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss');
        expect(fold(read(groups, given.toUpperCase()))).toBe(fold(read(groups, given)));
      }),
      { seed: 13, numRuns: 150 },
    );
  });

  it('does not take longer for more groups', () => {
    const many = Array.from({ length: 5_000 }, (_, at) => words(`abbr${at}`, `full form number${at}`));
    const matcher = compileAliases(many).matcherFor()!;
    expect(matcher.apply('the abbr4999 of it')).toBe('the full form number4999 of it');
    const started = performance.now();
    for (let row = 0; row < 20_000; row++) matcher.apply(`Some ordinary name number ${row} of a table`);
    const withMany = performance.now() - started;
    const few = compileAliases(many.slice(0, 5)).matcherFor()!;
    const again = performance.now();
    for (let row = 0; row < 20_000; row++) few.apply(`Some ordinary name number ${row} of a table`);
    expect(withMany).toBeLessThan(10 * (performance.now() - again));
  });
});
