import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseText } from '../text/normalise';
import { keysBeside, layoutsFor } from './keyboards';
import type { VariantKindId, WordStock } from './kind';
import { VARIANT_KINDS } from './kinds';
import { makeVariant, seedOf } from './make-variant';
import { traitsOf } from './signs';
import { stockOf } from './word-stock';

const TEXTS = [
  'Müller & Söhne Maschinenbau GmbH',
  'International Business Machines Corporation',
  'Dr. Anna Maria Weiß',
  '12 North Main Street, Springfield',
  'Samsung XR-200B wireless headset 500 g',
  'ООО «Северный ветер»',
  'Петрова Анна Сергеевна',
  'Αθήνα Παπαδόπουλος',
  'شركة النور للتجارة',
  'חברת החשמל לישראל',
  'भारतीय विश्वविद्यालय दिल्ली',
  'โรงพยาบาลกรุงเทพ',
  '삼성전자 주식회사',
  '東京都千代田区株式会社トヨタ',
  '中国工商银行股份有限公司',
  'Published 2024-03-21 in 1,250 copies',
  'Nguyễn Văn Đức',
  'O’Brien-Smith & Co. KG',
  '👩‍👩‍👧 Café 42',
];
const STOCK = stockOf([...TEXTS, 'Alpha GmbH', 'Beta GmbH', 'Gamma Holding', 'Delta Holding', 'Holding Ypsilon']);
const kindOf = (id: VariantKindId) => VARIANT_KINDS.find((kind) => kind.id === id)!;
const variantsOf = (id: VariantKindId, text: string, stock: WordStock = STOCK, seeds = 60): Set<string> =>
  new Set(
    Array.from({ length: seeds }, (_, seed) => makeVariant(kindOf(id), text, stock, seed)).filter((variant) => variant !== null),
  );

/** Sentences of the scripts above with anything between: marks, surrogates, spaces, emoji. */
const anyText = fc.oneof(
  fc.constantFrom(...TEXTS),
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(fc.constantFrom(...TEXTS.flatMap((text) => text.split(' '))), { minLength: 1, maxLength: 8 })
    .map((words) => words.join(' ')),
);

describe('makeVariant', () => {
  it.each(VARIANT_KINDS.map((kind) => [kind.id, kind] as const))(
    '%s: another text, sound and of bounded size, the same for a seed',
    (_, kind) => {
      fc.assert(
        fc.property(anyText, fc.nat(), (text, seed) => {
          const variant = makeVariant(kind, text, STOCK, seed);
          expect(makeVariant(kind, text, STOCK, seed)).toBe(variant);
          if (variant === null) return;
          if (kind.isFormOnly) expect(variant).not.toBe(text);
          else expect(normaliseText(variant)).not.toBe(normaliseText(text));
          expect(variant.isWellFormed()).toBe(true);
          expect(normaliseText(variant)).not.toBe('');
          expect(variant.length).toBeLessThanOrEqual(text.toWellFormed().normalize('NFC').length * 2 + 64);
          if (!/^\s*\p{M}/u.test(text.normalize('NFC'))) expect(variant).not.toMatch(/^\p{M}/u);
        }),
        { seed: 7, numRuns: 150 },
      );
    },
  );

  it('finds something to change for every kind', () => {
    for (const kind of VARIANT_KINDS) {
      const found = TEXTS.concat('Alpha Holding', 'Martin Schmidt', '0815 km', 'Warsaw Motors').some(
        (text) => variantsOf(kind.id, text).size > 0,
      );
      expect(found, kind.id).toBe(true);
    }
  });

  it('takes no text that its traits rule out', () => {
    for (const kind of VARIANT_KINDS) {
      expect(makeVariant(kind, '', STOCK, 1), kind.id).toBeNull();
      expect(makeVariant(kind, '—', STOCK, 1), kind.id).toBeNull();
    }
    expect(kindOf('transliteration').appliesTo(traitsOf('Berlin'), STOCK)).toBe(false);
    expect(kindOf('other-number').appliesTo(traitsOf('Berlin'), STOCK)).toBe(false);
  });
});

describe('kinds', () => {
  it('types the keys beside, by layout', () => {
    expect(layoutsFor('süß')).toEqual(['qwertz']);
    expect(layoutsFor('Éditions')).toEqual(['azerty']);
    expect(keysBeside('qwertz', 'z')).toEqual(['t', 'u', 'g', 'h']);
    expect(keysBeside('qwerty', 'z')).toEqual(['x', 'a', 's']);
    // Seldom the first letter, and none that is far away.
    for (const text of variantsOf('typo-neighbour', 'pop')) expect(text).toMatch(/^(?:[ol]op|p[ipkl]p|po[ol])$/u);
    for (const text of variantsOf('typo-neighbour', 'Привет')) expect(text).toMatch(/^\p{Script=Cyrillic}+$/u);
    for (const text of variantsOf('typo-neighbour', '서울특별시')) expect(text).toMatch(/^\p{Script=Hangul}{5}$/u);
  });

  it('keeps the place of large letters when letters are swapped', () => {
    for (const text of variantsOf('typo-swap', 'Anna', STOCK, 200)) expect(text).toMatch(/^[A-Z][a-z]{3}$/u);
  });

  it('reads like a scanner', () => {
    expect(variantsOf('look-alike', 'Barn 10', STOCK, 200)).toContain('Bam 10');
    expect(variantsOf('look-alike', 'キッチン', STOCK, 200)).toContain('キツチン');
    expect(variantsOf('look-alike', 'كتاب', STOCK, 200)).toContain('كناب');
    // One figure for another would be another number.
    for (const text of variantsOf('look-alike', 'aaa 2', STOCK, 200)) expect(text.replace(/\D/gu, '')).toMatch(/^(?:|2)$/u);
  });

  it('loses accents, or writes them out', () => {
    expect([...variantsOf('accents', 'Müller')].sort()).toEqual(['Mueller', 'Muller']);
    expect([...variantsOf('accents', 'MÜLLER')].sort()).toEqual(['MUELLER', 'MULLER']);
    expect([...variantsOf('accents', 'Nguyễn Văn Đức')]).toEqual(['Nguyen Van Duc']);
    expect(variantsOf('accents', 'Miller').size).toBe(0);
  });

  it('writes the same in neighbouring letters', () => {
    expect([...variantsOf('letter-variants', '中国')]).toEqual(['中國']);
    expect([...variantsOf('letter-variants', 'トヨタ')]).toEqual(['とよた']);
    expect([...variantsOf('letter-variants', 'Ђорђе')]).toEqual(['Đorđe']);
  });

  it('knows abbreviations of several languages, both ways', () => {
    expect(variantsOf('known-abbreviation', 'Main Street')).toContain('Main St.');
    expect(variantsOf('known-abbreviation', 'Main Blvd.')).toContain('Main Boulevard');
    expect(variantsOf('known-abbreviation', 'улица Ленина')).toContain('ул. Ленина');
    expect(variantsOf('known-abbreviation', 'Lange Straße')).toContain('Lange Str.');
  });

  it('shortens words, names and whole names', () => {
    expect(variantsOf('shortened', 'Department')).toContain('Dprtmnt');
    expect(variantsOf('initials', 'Anna Weiß')).toContain('A. Weiß');
    expect([...variantsOf('acronym', 'International Business Machines')]).toEqual(['IBM']);
    expect([...variantsOf('acronym', 'World Health Organization (Geneva)')]).toEqual(['WHO(Geneva)'.replace('(', ' (')]);
  });

  it('adds, removes and writes out legal forms, in tables that have some', () => {
    expect([...variantsOf('legal-form-removed', 'Alpha GmbH')]).toEqual(['Alpha']);
    expect([...variantsOf('legal-form-added', 'Alpha')].length).toBeGreaterThan(0);
    expect(variantsOf('legal-form-added', 'Alpha', stockOf(['Alpha', 'Beta'])).size).toBe(0);
    expect(variantsOf('legal-form-written-out', 'Alpha GmbH')).toContain('Alpha Gesellschaft mit beschränkter Haftung');
    expect(variantsOf('legal-form-written-out', '株式会社トヨタ')).toContain('(株)トヨタ');
  });

  it('moves, leaves out and adds words', () => {
    expect(variantsOf('word-order', 'Anna Weiß')).toContain('Weiß, Anna');
    expect([...variantsOf('word-order', 'Weiß, Anna')]).toEqual(['Anna Weiß']);
    const stock = stockOf(['Alpha Holding Group', 'Beta Holding Group', 'Gamma Holding Group']);
    for (const text of variantsOf('word-left-out', 'Alpha Holding Group', stock)) expect(text).toContain('Alpha');
    for (const text of variantsOf('word-added', 'Alpha', stock)) expect(text).toMatch(/Holding|Group/u);
  });

  it('writes names of other scripts in Latin letters', () => {
    expect([...variantsOf('transliteration', 'Москва')]).toEqual(['Moskva']);
    expect([...variantsOf('transliteration', 'トヨタ GmbH')]).toEqual(['Toyota GmbH']);
    expect(variantsOf('spelling', 'Philip')).toContain('Filip');
  });

  it('keeps the value of numbers, dates and quantities', () => {
    expect([...variantsOf('number-form', '1,250 copies')]).toEqual(['1250 copies']);
    expect(variantsOf('number-form', 'Henry 8')).toContain('Henry VIII');
    expect(variantsOf('number-form', 'Rocky II')).toContain('Rocky 2');
    const dates = variantsOf('date-form', '2024-03-21');
    expect(dates).toContain('21 March 2024');
    expect(dates).toContain('21.03.2024');
    // Read the other way round, 3 January would be 1 March.
    for (const text of variantsOf('date-form', '2024-03-01', STOCK, 200)) expect(text).not.toMatch(/\//u);
    expect(variantsOf('unit-form', '500g')).toContain('0.5 kg');
    expect(variantsOf('unit-form', '500g')).toContain('500 grams');
  });

  it('makes other things that look alike', () => {
    for (const text of variantsOf('other-number', 'Model 417')) expect(text).toMatch(/^Model [1-9]\d{2}$/u);
    expect([...variantsOf('other-number', 'World Cup 1998')].sort()).toEqual(['World Cup 1997', 'World Cup 1999']);
    for (const text of variantsOf('other-code', 'XR-200B')) expect(text).toMatch(/^[A-Z]{2}-200[A-Z]{1,2}$/u);
    expect([...variantsOf('opposite', 'North Clinic')]).toEqual(['South Clinic']);
    expect([...variantsOf('opposite', '東京')]).toEqual(['西京']);
    expect([...variantsOf('gendered', 'Martin Becker')]).toEqual(['Martina Becker']);
    expect([...variantsOf('gendered', 'Иванова')]).toEqual(['Иванов']);
    expect([...variantsOf('plural', 'Company')]).toEqual(['Companies']);
    expect([...variantsOf('plural', 'Fingers')]).toEqual(['Finger']);
    const stock = stockOf(['Alpha Clinic', 'Beta Clinic', 'Gamma Clinic']);
    expect([...variantsOf('other-word', 'Alpha Clinic', stock)].sort()).toEqual(['Beta Clinic', 'Gamma Clinic']);
  });
});

describe('stockOf', () => {
  it('tells frequent words, words of one text, and legal forms of a table of companies', () => {
    const stock = stockOf(['Alpha Clinic GmbH', 'Beta Clinic', 'Gamma Clinic', 'Delta Clinic']);
    expect(stock.common).toEqual(['Clinic']);
    expect(stock.rare).toEqual(['Alpha', 'GmbH', 'Beta', 'Gamma', 'Delta']);
    expect(stock.frequency.get('clinic')).toBe(4);
    expect(stock.legalForms).toEqual(['GmbH']);
  });
});

it('spreads seeds', () => {
  const seeds = new Set(Array.from({ length: 1000 }, (_, at) => seedOf(at, 'typo-swap')));
  expect(seeds.size).toBe(1000);
});
